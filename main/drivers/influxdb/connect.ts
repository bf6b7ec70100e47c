import { WorkbenchError } from '../../../contract/errors.ts'
import type { Connection, ConnectionTarget } from '../driver.ts'
import { nearEnd } from '../nearEnd.ts'
import { tlsOptions } from '../tls.ts'
import { HttpClient, readText } from './HttpClient.ts'
import { InfluxConnection } from './InfluxConnection.ts'
import { type Login, readLogin } from './login.ts'

/** Asks the server who it is, and whether it lets the profile's user in. */
export async function connect(
  target: ConnectionTarget,
  _environment: unknown,
  signal: AbortSignal,
): Promise<Connection> {
  const login = readLogin(target)
  const timeout = new AbortController()
  const timer = setTimeout(() => timeout.abort(), target.connectTimeoutMs)
  let client: HttpClient | null = null
  try {
    signal.throwIfAborted()
    const tls = await tlsOptions(target, login.tlsMode)
    client = new HttpClient(login, tls, await nearEnd(target, login))
    const server = await greet(client, login, AbortSignal.any([signal, timeout.signal]))
    return new InfluxConnection({ client, login, target, server })
  } catch (error) {
    client?.destroy()
    if (signal.aborted) throw new WorkbenchError('aborted', 'Connecting was given up')
    if (timeout.signal.aborted) throw timeoutError(login, target)
    throw error
  } finally {
    clearTimeout(timer)
  }
}

async function greet(client: HttpClient, login: Login, signal: AbortSignal) {
  const response = await client.send({ method: 'GET', path: '/ping' }, signal)
  const body = await readText(response)
  const version = String(response.headers['x-influxdb-version'] ?? versionIn(body) ?? '')
  if (version === '')
    throw new WorkbenchError(
      'connection-lost',
      `What listens at ${login.host}:${login.port} is not InfluxDB. Check the port.`,
    )
  await checkAccess(client, login, signal)
  return { product: 'InfluxDB', version: version.replace(/^v/, '') }
}

/** InfluxDB 3 answers a ping with JSON. */
function versionIn(body: string): string | null {
  try {
    return (JSON.parse(body) as { version?: string }).version ?? null
  } catch {
    return null
  }
}

/** A ping is answered to anyone: what needs the user's rights is asked besides. */
async function checkAccess(client: HttpClient, login: Login, signal: AbortSignal): Promise<void> {
  const { language, database, organization } = login
  if (language === 'flux')
    await client.text(
      { method: 'GET', path: '/api/v2/buckets', parameters: { org: organization, limit: '1' } },
      signal,
    )
  if (language === 'sql')
    await client.text(
      {
        method: 'GET',
        path: '/api/v3/query_sql',
        parameters: { db: database, q: 'SELECT 1', format: 'jsonl' },
      },
      signal,
    )
  if (language !== 'influxql') return
  const body = await client.text(
    { method: 'GET', path: '/query', parameters: { q: 'SHOW DATABASES' } },
    signal,
  )
  const { results } = JSON.parse(body) as { results: { series?: { values?: string[][] }[] }[] }
  const names = results[0]?.series?.[0]?.values?.flat() ?? []
  if (database !== '' && !names.includes(database))
    throw new WorkbenchError(
      'database-not-found',
      `There is no database “${database}” at ${login.host}:${login.port} that the user may see.`,
    )
}

const timeoutError = ({ host, port }: Login, { connectTimeoutMs }: ConnectionTarget) =>
  new WorkbenchError(
    'connect-timeout',
    `No answer from ${host}:${port} within ${connectTimeoutMs} ms. Check host, port and firewall, or raise the connect timeout.`,
    { details: { timeoutMs: connectTimeoutMs } },
  )
