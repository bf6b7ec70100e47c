import { chmod, chown, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { selfSignedCertificate, type TestCertificate } from './testCertificates.ts'

/** Turns TLS on at a running PostgreSQL of the test's own, with a certificate for one host name. */
export async function serveTls(url: string, hostName = 'localhost'): Promise<TestCertificate> {
  const made = selfSignedCertificate(hostName)
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    const folder = rows[0]!.data_directory
    const { uid, gid } = await stat(folder)
    for (const [name, content] of [
      ['server.crt', made.certificate],
      ['server.key', made.key],
    ] as const) {
      const path = join(folder, name)
      await writeFile(path, content)
      await chmod(path, 0o600)
      await chown(path, uid, gid)
    }
    await client.query('alter system set ssl = on')
    await client.query('select pg_reload_conf()')
  } finally {
    await client.end()
  }
  return made
}
