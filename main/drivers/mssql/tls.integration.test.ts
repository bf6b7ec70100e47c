import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { selfSignedCertificate } from '../../testing/testCertificates.ts'
import { startTdsServer, type TdsServer } from '../../testing/tds/startTdsServer.ts'
import type { Connection, ConnectionTarget } from '../driver.ts'
import { runCollecting } from '../testing/CollectingSink.ts'
import { describeTls } from '../testing/describeTls.ts'
import { mssql } from './index.ts'

let server: TdsServer
let folder: string
const open: Connection[] = []

beforeAll(async () => {
  const tls = selfSignedCertificate('localhost')
  server = await startTdsServer({ tls })
  folder = await mkdtemp(join(tmpdir(), 'sluice-mssql-tls-'))
  await writeFile(join(folder, 'ca.pem'), tls.certificate)
})
afterAll(async () => {
  for (const connection of open) connection.destroy()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

async function connect(fields: ConnectionTarget['fields']): Promise<Connection> {
  const url = mssql.parseUrl(server.url)
  const connection = await mssql.connect(
    {
      profileName: 'tls',
      fields: { ...url.fields, ...url.secrets, ...fields },
      isReadOnly: false,
      connectTimeoutMs: 5_000,
      statementTimeoutMs: 0,
    },
    {
      spawnProcess: () => {
        throw new Error('This driver needs no process')
      },
    },
    new AbortController().signal,
  )
  open.push(connection)
  return connection
}

test('logs in and reads large results inside of TLS', async () => {
  const connection = await connect({ tlsMode: 'mandatory-trust' })
  const { sink } = await runCollecting(
    connection,
    "SELECT value, REPLICATE('x', 500) FROM GENERATE_SERIES(1, 20000)",
  )
  expect(sink.rowCount).toBe(20_000)
})

test('checks the certificate and the host name', async () => {
  const caFile = join(folder, 'ca.pem')
  const checked = await connect({ tlsMode: 'mandatory', host: 'localhost', caFile })
  await checked.ping(new AbortController().signal)
  await connect({ tlsMode: 'mandatory', caFile, certificateHost: 'localhost' })

  // The certificate is for localhost, not for its address.
  await expect(connect({ tlsMode: 'mandatory', caFile })).rejects.toMatchObject({
    code: 'tls-failed',
    message: expect.stringMatching(/another host than “127\.0\.0\.1”/),
  })
})

test('says what is wrong with a certificate or the setting', async () => {
  await expect(connect({ tlsMode: 'mandatory', host: 'localhost' })).rejects.toMatchObject({
    code: 'tls-failed',
    message: expect.stringMatching(/self-signed/),
  })
  await expect(connect({ tlsMode: 'optional' })).rejects.toMatchObject({
    code: 'tls-failed',
    message: expect.stringMatching(/demands TLS/),
  })
  await expect(connect({ tlsMode: 'mandatory', caFile: '/no/such.pem' })).rejects.toMatchObject({
    code: 'tls-failed',
    message: expect.stringContaining('/no/such.pem'),
  })
})

test('cancels inside of TLS', async () => {
  const connection = await connect({ tlsMode: 'mandatory-trust' })
  const abort = new AbortController()
  const outcome = runCollecting(connection, "WAITFOR DELAY '00:01:00'", { signal: abort.signal })
  setTimeout(() => abort.abort(), 50)

  await expect(outcome).rejects.toMatchObject({ code: 'statement-cancelled' })
  expect((await runCollecting(connection, 'SELECT 1')).sink.rows).toEqual([['1']])
})

// No SQL Server asks for client certificates itself; what stands in front of one may.
for (const checked of ['mandatory', 'strict'])
  describeTls({
    driver: mssql,
    modes: { checked, unchecked: 'mandatory-trust' },
    endless: "WAITFOR DELAY '00:01:00'",
    start: async (tls) => {
      const other = await startTdsServer({ tls })
      const { fields, secrets } = mssql.parseUrl(other.url)
      return { fields: { ...fields, ...secrets }, stop: () => other.stop() }
    },
  })
