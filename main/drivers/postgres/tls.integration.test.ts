import { chmod, chown, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startPostgres, type PostgresServer } from '../../testing/postgresServer.ts'
import { selfSignedCertificate } from '../../testing/testCertificates.ts'
import type { Connection, ConnectionTarget } from '../driver.ts'
import { runCollecting } from '../testing/CollectingSink.ts'
import { describeTls } from '../testing/describeTls.ts'
import { postgres } from './index.ts'

let server: PostgresServer
let administrator: Connection
let folder: string
let hbaFile: string
const open: Connection[] = []

beforeAll(async () => {
  server = await startPostgres({ isOwn: true })
  folder = await mkdtemp(join(tmpdir(), 'sluice-tls-'))
  administrator = await connect({ tlsMode: 'off' })
  const data = await show('data_directory')
  hbaFile = await show('hba_file')
  await turnTlsOn(data)
})
afterAll(async () => {
  for (const connection of open) connection.destroy()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

async function turnTlsOn(dataFolder: string): Promise<void> {
  const { certificate, key } = selfSignedCertificate('localhost')
  await writeFile(join(folder, 'ca.pem'), certificate)
  await giveFiles(dataFolder, { 'server.crt': certificate, 'server.key': key })
  await runCollecting(administrator, 'ALTER SYSTEM SET ssl = on')
  await reload()
}

async function giveFiles(dataFolder: string, texts: Record<string, string>): Promise<void> {
  const { uid, gid } = await stat(dataFolder)
  for (const [name, content] of Object.entries(texts)) {
    const path = join(dataFolder, name)
    await writeFile(path, content)
    await chmod(path, 0o600)
    await chown(path, uid, gid)
  }
}

async function reload(): Promise<void> {
  await runCollecting(administrator, 'SELECT pg_reload_conf()')
}

const LOADED_AT = 'SELECT extract(epoch FROM pg_conf_load_time())'

/** Waits until those who come now find the new settings: the server takes them in its own time. */
async function reloadAndWait(): Promise<void> {
  const loadedAt = async () => {
    const connection = await connect({ tlsMode: 'off' })
    return (await runCollecting(connection, LOADED_AT)).sink.rows[0]![0]!
  }
  const before = await loadedAt()
  await reload()
  await expect.poll(loadedAt).not.toBe(before)
}

async function show(setting: string): Promise<string> {
  return (await runCollecting(administrator, `SHOW ${setting}`)).sink.rows[0]![0]!
}

async function connect(fields: ConnectionTarget['fields']): Promise<Connection> {
  const url = postgres.parseUrl(server.url)
  const target: ConnectionTarget = {
    profileName: 'tls',
    fields: { ...url.fields, ...url.secrets, ...fields },
    isReadOnly: false,
    connectTimeoutMs: 5_000,
    statementTimeoutMs: 0,
  }
  const environment = {
    spawnProcess: () => {
      throw new Error('This driver needs no process')
    },
  }
  const connection = await postgres.connect(target, environment, new AbortController().signal)
  open.push(connection)
  return connection
}

async function isEncrypted(connection: Connection): Promise<boolean> {
  const sql = 'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()'
  return (await runCollecting(connection, sql)).sink.rows[0]![0] === 'true'
}

const caFile = () => join(folder, 'ca.pem')

test.each([
  ['off', false],
  ['prefer', true],
  ['require', true],
])('mode %s encrypts: %s', async (tlsMode, encrypts) => {
  // The server takes the new settings in its own time.
  await vi.waitFor(
    async () => expect(await isEncrypted(await connect({ tlsMode }))).toBe(encrypts),
    { timeout: 5_000 },
  )
})

test('verifies the authority, and the host name where it is asked to', async () => {
  const localhost = await connect({
    tlsMode: 'verify-full',
    host: 'localhost',
    caFile: caFile(),
  })
  expect(await isEncrypted(localhost)).toBe(true)
  expect(await isEncrypted(await connect({ tlsMode: 'verify-ca', caFile: caFile() }))).toBe(true)

  // The certificate is for localhost, not for its address.
  await expect(connect({ tlsMode: 'verify-full', caFile: caFile() })).rejects.toMatchObject({
    code: 'tls-failed',
    message: expect.stringMatching(/127\.0\.0\.1.*verify-full/s),
  })
})

test('does not trust an unknown authority, and says which file it cannot read', async () => {
  await expect(connect({ tlsMode: 'verify-ca' })).rejects.toMatchObject({ code: 'tls-failed' })
  await expect(connect({ tlsMode: 'verify-ca', caFile: '/no/such/ca.pem' })).rejects.toMatchObject({
    code: 'tls-failed',
    message: expect.stringContaining('/no/such/ca.pem'),
  })
})

test('cancels over TLS', async () => {
  const connection = await connect({ tlsMode: 'require' })
  const abort = new AbortController()
  const outcome = runCollecting(connection, 'SELECT pg_sleep(60)', { signal: abort.signal })
  setTimeout(() => abort.abort(), 50)

  await expect(outcome).rejects.toMatchObject({ code: 'statement-cancelled' })
  expect((await runCollecting(connection, 'SELECT 1')).sink.rows).toEqual([['1']])
})

test('reads large results over TLS', async () => {
  const connection = await connect({ tlsMode: 'require' })
  const { sink } = await runCollecting(
    connection,
    "SELECT i, repeat('x', 500) FROM generate_series(1, 20000) AS i",
  )

  expect(sink.rowCount).toBe(20_000)
})

test('says that the server demands TLS, and goes without where it refuses it', async () => {
  const rules = await readFile(hbaFile, 'utf8')
  const onlyWith = async (type: 'hostssl' | 'hostnossl') => {
    await writeFile(hbaFile, `${type} all all 127.0.0.1/32 scram-sha-256\n`)
    await reload()
  }
  try {
    await onlyWith('hostssl')
    await vi.waitFor(
      () =>
        expect(connect({ tlsMode: 'off' })).rejects.toMatchObject({
          code: 'tls-failed',
          message: expect.stringMatching(/demands TLS/),
        }),
      { timeout: 5_000 },
    )
    await onlyWith('hostnossl')
    await vi.waitFor(
      async () => expect(await isEncrypted(await connect({ tlsMode: 'prefer' }))).toBe(false),
      { timeout: 5_000 },
    )
    await expect(connect({ tlsMode: 'require' })).rejects.toMatchObject({
      code: 'authentication-failed',
    })
  } finally {
    await writeFile(hbaFile, rules)
    await reload()
  }
})

describeTls({
  driver: postgres,
  modes: { checked: 'verify-full', unchecked: 'require' },
  endless: 'SELECT pg_sleep(60)',
  start: async ({ certificate, key, clientAuthority }) => {
    const rules = await readFile(hbaFile, 'utf8')
    const dataFolder = await show('data_directory')
    await giveFiles(dataFolder, {
      'server.crt': certificate,
      'server.key': key,
      ...(clientAuthority !== null && { 'clients.crt': clientAuthority }),
    })
    const setting = clientAuthority === null ? '' : 'clients.crt'
    await runCollecting(administrator, `ALTER SYSTEM SET ssl_ca_file = '${setting}'`)
    if (clientAuthority !== null)
      await writeFile(hbaFile, `hostssl all all all scram-sha-256 clientcert=verify-ca\n${rules}`)
    await reloadAndWait()
    const url = postgres.parseUrl(server.url)
    return {
      fields: { ...url.fields, ...url.secrets },
      stop: async () => {
        await writeFile(hbaFile, rules)
        await reloadAndWait()
      },
    }
  },
})
