import { spawn, spawnSync } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { selfSignedCertificate } from '../selfSignedCertificate.ts'
import { startTdsServer } from './startTdsServer.ts'

/** FreeTDS's own client, so that the driver's is not the only one to judge the server. */
const isInstalled = spawnSync('tsql', ['-C']).error === undefined

async function askByTsql(tls: boolean, script: string): Promise<string> {
  const server = await startTdsServer(tls ? { tls: selfSignedCertificate('localhost') } : {})
  try {
    const { port, user, password } = server
    const client = spawn('tsql', ['-H', '127.0.0.1', '-p', `${port}`, '-U', user, '-P', password], {
      env: { ...process.env, TDSVER: '7.4', LC_ALL: 'C.UTF-8' },
    })
    client.stdin.end(`${script}\nexit\n`)
    const [said, complained] = await Promise.all([text(client.stdout), text(client.stderr)])
    return said + complained
  } finally {
    await server.stop()
  }
}

describe.runIf(isInstalled)('FreeTDS’s tsql', () => {
  test('reads types, tables, errors and messages', async () => {
    const said = await askByTsql(
      false,
      `SELECT CAST('-123.4500' AS decimal(38,4)) AS d, N'naïve' AS s
go
CREATE TABLE f (id int, n nvarchar(20)); INSERT INTO f VALUES (7, 'x'), (8, NULL)
go
SELECT * FROM f
go
SELECT nope
go
PRINT 'hello'
go`,
    )
    for (const line of ['-123.4500\tnaïve', '7\tx', '8\tNULL', 'hello'])
      expect(said.split('\n')).toContain(line)
    expect(said).toMatch(/Msg 207 .*\n.*Invalid column name 'nope'/)
  })

  test('logs in inside of TLS', async () => {
    expect(await askByTsql(true, 'SELECT 42 AS answer\ngo')).toMatch(/answer\n42\n/)
  })
})
