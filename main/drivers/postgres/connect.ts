import { Socket } from 'node:net'
import type { ConnectionOptions } from 'node:tls'
import { Client } from 'pg'
import { WorkbenchError } from '../../../contract/errors.ts'
import type { ConnectionTarget, ServerInfo } from '../driver.ts'
import { connectError, isTlsRefused, isTlsUnavailable } from './connectError.ts'
import { nearEnd } from '../nearEnd.ts'
import { certificateOf, tlsOptions } from '../tls.ts'
import { addressOf, readLogin, type Login } from './login.ts'
import { DEFAULT_CLIENT_CHECK_MS } from './profileFields.ts'
import { PostgresConnection } from './PostgresConnection.ts'
import { Session } from './Session.ts'

/** How far an attempt came, for the message when its time is over. */
export type Progress = 'reaching' | 'logging-in'

/** Opens a session within `connectTimeoutMs`, whatever it is that takes long. */
export async function connect(
  target: ConnectionTarget,
  _environment: unknown,
  signal: AbortSignal,
): Promise<PostgresConnection> {
  const login = readLogin(target)
  const timeout = AbortSignal.timeout(target.connectTimeoutMs)
  const attempt = new Attempt(AbortSignal.any([signal, timeout]))
  try {
    const connection = await openSession(target, login, attempt)
    attempt.succeed()
    return connection
  } catch (error) {
    attempt.destroy()
    if (signal.aborted)
      throw new WorkbenchError('aborted', 'Connecting was given up', { cause: error })
    const timedOutMs = timeout.aborted ? target.connectTimeoutMs : null
    throw connectError(error, { login, progress: attempt.progress, timedOutMs })
  }
}

/** Holds whatever is open of a session that is not yet there, so that nothing of it outlives it. */
class Attempt {
  readonly signal: AbortSignal
  progress: Progress = 'reaching'
  #socket: Socket | null = null
  readonly #onAbort = () => this.destroy()

  constructor(signal: AbortSignal) {
    this.signal = signal
    signal.addEventListener('abort', this.#onAbort, { once: true })
  }

  /** The session stands; what aborts later is no concern of it. */
  succeed(): void {
    this.signal.removeEventListener('abort', this.#onAbort)
  }

  newSocket(): Socket {
    this.signal.throwIfAborted()
    const socket = new Socket()
    socket.once('connect', () => (this.progress = 'logging-in'))
    this.#socket = socket
    return socket
  }

  destroy(): void {
    this.#socket?.destroy()
  }

  /** Rejects as soon as the signal aborts, however long the work then still takes to notice. */
  async race<T>(work: Promise<T>): Promise<T> {
    const aborted = Promise.withResolvers<never>()
    const abort = () => aborted.reject(this.signal.reason)
    this.signal.addEventListener('abort', abort, { once: true })
    if (this.signal.aborted) abort()
    try {
      return await Promise.race([work, aborted.promise])
    } finally {
      this.signal.removeEventListener('abort', abort)
    }
  }
}

async function openSession(
  target: ConnectionTarget,
  login: Login,
  attempt: Attempt,
): Promise<PostgresConnection> {
  // The Unix socket of the same machine has no TLS.
  const tlsMode = login.host.startsWith('/') ? 'off' : login.tlsMode
  const options = await attempt.race(tlsOptions(target, tlsMode))
  const tls = options && { ...certificateOf(login.host), ...options }
  const at = { ...login, ...(await attempt.race(nearEnd(target, login))) }
  const { client, isEncrypted } = await logInAsPreferred(at, tls, attempt)
  const connection = takeOver(client, target, at, isEncrypted ? tls : null)
  try {
    await connection.applySettings(attempt.signal)
    return connection
  } catch (error) {
    connection.destroy()
    throw error
  }
}

/** `prefer` goes on without TLS where the server has none, or lets no one in who uses it. */
async function logInAsPreferred(
  login: Login,
  tls: ConnectionOptions | null,
  attempt: Attempt,
): Promise<{ client: PgClient; isEncrypted: boolean }> {
  if (!tls) return { client: await logIn(login, null, attempt), isEncrypted: false }
  try {
    return { client: await logIn(login, tls, attempt), isEncrypted: true }
  } catch (error) {
    const mayGoWithout = isTlsUnavailable(error) || isTlsRefused(error)
    if (login.tlsMode !== 'prefer' || !mayGoWithout) throw error
    attempt.destroy()
    return { client: await logIn(login, null, attempt), isEncrypted: false }
  }
}

/** The parts of pg's client that its types leave out. */
type PgClient = Client & {
  readonly processID: number
  readonly secretKey: number
  readonly connection: { readonly stream: Socket }
  readonly parameters: Map<string, string>
}

async function logIn(
  login: Login,
  tls: ConnectionOptions | null,
  attempt: Attempt,
): Promise<PgClient> {
  const { host, port, user, database, password } = login
  const client = new Client({
    host,
    port,
    user,
    database,
    // As a function: an empty password is then not looked for in the environment or ~/.pgpass.
    password: () => password,
    ssl: tls ?? false,
    application_name: 'Sluice',
    keepAlive: true,
    stream: () => attempt.newSocket(),
  }) as PgClient
  // From birth to death: an error event without a listener ends the process.
  client.on('error', () => {})
  const parameters = new Map<string, string>()
  client.connection.on(
    'parameterStatus',
    (status: { parameterName: string; parameterValue: string }) =>
      parameters.set(status.parameterName, status.parameterValue),
  )
  await attempt.race(client.connect())
  return Object.assign(client, { parameters })
}

/** From here on the socket is ours: pg's reader makes a string of every cell. */
function takeOver(
  client: PgClient,
  target: ConnectionTarget,
  { host, port }: Login,
  tls: ConnectionOptions | null,
): PostgresConnection {
  const socket = client.connection.stream
  socket.removeAllListeners('data')
  const session = new Session(socket, {
    address: addressOf(host, port),
    tls,
    key: { processId: client.processID, secretKey: client.secretKey },
  })
  return new PostgresConnection({
    session,
    server: describeServer(client),
    settingsSql: [sessionSettings(target), clientCheck(target, client)].filter(Boolean).join('; '),
    startSql: target.startSql ?? '',
    isReadOnly: target.isReadOnly,
  })
}

function describeServer({ parameters, processID }: PgClient): ServerInfo {
  const cockroach = parameters.get('crdb_version')
  return {
    product: cockroach ? 'CockroachDB' : 'PostgreSQL',
    version: cockroach ?? parameters.get('server_version') ?? '',
    sessionId: String(processID),
  }
}

/**
 * Has the server end a statement whose client is gone: without, it finds out when it sends rows. Servers
 * on systems that cannot tell refuse the setting, which must not cost the session.
 */
function clientCheck({ fields }: ConnectionTarget, { parameters }: PgClient): string | null {
  const checkMs = Math.round(Number(fields['clientCheckMs'] ?? DEFAULT_CLIENT_CHECK_MS))
  const isKnown =
    Number.parseInt(parameters.get('server_version') ?? '', 10) >= 14 &&
    !parameters.has('crdb_version')
  if (!isKnown || !(checkMs > 0)) return null
  return `DO $$ BEGIN PERFORM set_config('client_connection_check_interval', '${checkMs}', false); EXCEPTION WHEN OTHERS THEN NULL; END $$`
}

/** The text forms are those the decoders and the reader expect; all digits of floats. */
function sessionSettings({ isReadOnly, statementTimeoutMs }: ConnectionTarget): string {
  return [
    "SET application_name = 'Sluice'",
    'SET DateStyle = ISO',
    'SET IntervalStyle = postgres',
    'SET extra_float_digits = 3',
    ...(statementTimeoutMs > 0
      ? [`SET statement_timeout = ${Math.round(statementTimeoutMs)}`]
      : []),
    ...(isReadOnly ? ['SET default_transaction_read_only = on'] : []),
  ].join('; ')
}
