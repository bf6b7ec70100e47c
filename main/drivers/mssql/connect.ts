import { WorkbenchError } from '../../../contract/errors.ts'
import type { Connection, ConnectionTarget, ServerInfo } from '../driver.ts'
import { readTlsFiles, type TlsFiles } from '../tls.ts'
import { connectError } from './connectError.ts'
import { MssqlConnection } from './MssqlConnection.ts'
import { readLogin, type Login } from './login.ts'
import { nearEnd } from '../nearEnd.ts'
import type { ServerAddress } from '../networkErrors.ts'
import { Session } from './Session.ts'
import type { ServerReport } from './statementError.ts'
import { Client, type ConnectionConfiguration } from './tedious.ts'

/** Below the largest that servers take over TLS (16,383), and few enough reads for large results. */
const PACKET_BYTES = 16_000
/** A server that does not confirm a cancel within this time loses the session. */
const CANCEL_TIMEOUT_MS = 3_000

/** Opens a session within `connectTimeoutMs`, whatever it is that takes long. */
export async function connect(
  target: ConnectionTarget,
  _environment: unknown,
  signal: AbortSignal,
): Promise<Connection> {
  const { client, server } = await openClient(target, signal)
  const { isReadOnly, statementTimeoutMs, startSql = '' } = target
  const connection = new MssqlConnection({
    session: new Session(client),
    server,
    isReadOnly,
    statementTimeoutMs,
    startSql,
  })
  try {
    await connection.start(signal)
    return connection
  } catch (error) {
    connection.destroy()
    throw error
  }
}

/** Logs in with the client library; leaves nothing open when it fails. */
export async function openClient(
  target: ConnectionTarget,
  signal: AbortSignal,
): Promise<{ client: Client; server: ServerInfo }> {
  const login = readLogin(target)
  refuseWithoutPassword(login)
  const timeout = AbortSignal.timeout(target.connectTimeoutMs)
  const reports: ServerReport[] = []
  try {
    signal.throwIfAborted()
    const files = login.tlsMode === 'optional' ? {} : await readTlsFiles(target)
    const at = await nearEnd(target, login)
    signal.throwIfAborted()
    const client = new Client(configuration(target, login, at, files))
    client.on('errorMessage', (report: ServerReport) => reports.push(report))
    const greeting = listenToGreeting(client)
    await logIn(client, AbortSignal.any([signal, timeout]))
    return { client, server: greeting() }
  } catch (error) {
    if (signal.aborted)
      throw new WorkbenchError('aborted', 'Connecting was given up', { cause: error })
    const timedOutMs = timeout.aborted ? target.connectTimeoutMs : null
    throw connectError(error, { login, report: reports[0] ?? null, timedOutMs })
  }
}

/** Logins have one always. A try without would only count as failed, and may lock the user out. */
function refuseWithoutPassword({ host, port, user, password }: Login): void {
  if (user === '' || password !== '') return
  throw new WorkbenchError(
    'authentication-failed',
    `The server at ${host}:${port} was not asked: it wants a password for “${user}”, and none is kept. Enter it in the connection’s settings.`,
    { details: { field: 'password' } },
  )
}

async function logIn(client: Client, signal: AbortSignal): Promise<void> {
  // From birth to death: an error event without a listener ends the process.
  client.on('error', () => {})
  const abort = () => client.close()
  signal.addEventListener('abort', abort, { once: true })
  try {
    signal.throwIfAborted()
    await new Promise<void>((resolve, reject) =>
      client.connect((error) => (error ? reject(error) : resolve())),
    )
    signal.throwIfAborted()
  } catch (error) {
    client.close()
    throw error
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

function configuration(
  { isReadOnly, connectTimeoutMs }: ConnectionTarget,
  login: Login,
  at: ServerAddress,
  tlsFiles: TlsFiles,
): ConnectionConfiguration {
  const { host, user, password, database, tlsMode } = login
  const certificateHost = login.certificateHost || (at.host === host ? '' : host)
  return {
    server: at.host,
    authentication: { type: 'default', options: { userName: user, password } },
    options: {
      port: at.port,
      appName: 'Sluice',
      ...(database !== '' && { database }),
      encrypt: tlsMode === 'strict' ? 'strict' : tlsMode !== 'optional',
      trustServerCertificate: tlsMode === 'mandatory-trust',
      ...(certificateHost !== '' && { serverName: certificateHost }),
      cryptoCredentialsDetails: tlsFiles,
      packetSize: PACKET_BYTES,
      // Our own deadline comes first.
      connectTimeout: connectTimeoutMs + 1_000,
      cancelTimeout: CANCEL_TIMEOUT_MS,
      requestTimeout: 0,
      maxRetriesOnTransientErrors: 0,
      // Lets a server with replicas choose one that only reads.
      readOnlyIntent: isReadOnly,
      useUTC: true,
    },
  }
}

/** The server names itself in the answer to the login, and the session in every packet. */
function listenToGreeting(client: Client): () => ServerInfo {
  let product = 'SQL Server'
  let version = ''
  let sessionId = ''
  const { debug } = client
  debug.packet = (direction, packet) => {
    if (direction === 'Received') sessionId = String(packet.buffer.readUInt16BE(4))
  }
  debug.token = (token) => {
    if (token.handlerName !== 'onLoginAck') return
    const { progName, progVersion } = token as unknown as LoginAck
    product = progName.replaceAll('\0', '').trim() || product
    const { major, minor, buildNumHi, buildNumLow } = progVersion
    version = `${major}.${minor}.${buildNumHi * 256 + buildNumLow}`
  }
  return () => {
    debug.packet = () => {}
    debug.token = () => {}
    return { product, version, sessionId }
  }
}

type LoginAck = {
  readonly progName: string
  readonly progVersion: Readonly<Record<'major' | 'minor' | 'buildNumHi' | 'buildNumLow', number>>
}
