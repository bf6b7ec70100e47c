import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls, type ConnectionOptions } from 'node:tls'
import { WorkbenchError } from '../../../contract/errors.ts'
import type { ConnectionTarget } from '../driver.ts'
import { nearEnd } from '../nearEnd.ts'
import { reachError, type ServerAddress } from '../networkErrors.ts'
import { certificateOf } from '../tls.ts'
import { classifyError, commandError, expectReply } from './classifyError.ts'
import type { Login } from './login.ts'
import { Session, type Words } from './Session.ts'
import { nameText, ReplyError, ReplyMap } from './wire/Reply.ts'

export type OpenSession = { readonly session: Session; readonly greeting: Greeting }
/** What the server says of itself and of the session. */
export type Greeting = {
  readonly product: string
  readonly version: string
  readonly sessionId: string
}

/** How to log in anywhere: a server's own profile, or that of a Sentinel. */
export type SessionTerms = {
  readonly login: Login
  readonly tls: ConnectionOptions | null
  /** By which the server's CLIENT LIST shows the session; “sluice” when absent. */
  readonly sessionName?: string
  readonly locate: ConnectionTarget['locate']
}

/** Reaches a server and logs in. Gives up when the signal aborts, and leaves nothing open then. */
export async function openSession(
  address: ServerAddress,
  terms: SessionTerms,
  signal: AbortSignal,
): Promise<OpenSession> {
  const socket = await reach(address, terms, signal)
  const session = new Session(socket)
  const abort = () => session.destroy()
  signal.addEventListener('abort', abort, { once: true })
  try {
    return { session, greeting: await greet(session, address, terms) }
  } catch (error) {
    session.destroy()
    signal.throwIfAborted()
    throw error
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

async function reach(
  address: ServerAddress,
  { login, tls, locate }: SessionTerms,
  signal: AbortSignal,
): Promise<Socket> {
  const at = await nearEnd({ locate }, address)
  signal.throwIfAborted()
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const socket = tls
    ? connectTls({ ...certificateOf(address.host), ...tls, ...at }, resolve)
    : connectTcp(at, resolve)
  const abort = () => socket.destroy(signal.reason as Error)
  signal.addEventListener('abort', abort, { once: true })
  socket.on('error', reject)
  try {
    await promise
    return socket
  } catch (error) {
    socket.destroy()
    signal.throwIfAborted()
    throw reachError(error, address, login.tlsMode) ?? handshakeError(error, address)
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

/** TLS that ends before it stands has no code of its own. */
const handshakeError = (error: unknown, { host, port }: ServerAddress): WorkbenchError =>
  new WorkbenchError(
    'tls-failed',
    `${host}:${port} does not answer to TLS: ${(error as Error).message}. Check the port, or turn TLS off.`,
    { cause: error },
  )

/** Agrees on RESP3, logs in and chooses the database; also what brings a session back after RESET. */
export async function greet(
  session: Session,
  address: ServerAddress,
  terms: SessionTerms,
): Promise<Greeting> {
  const { login } = terms
  const hello = await callGuarded(session, address, terms)
  if (hello instanceof ReplyError) throw loginError(hello, address, login)
  if (!(hello instanceof ReplyMap))
    throw new WorkbenchError('unsupported', `What listens at ${nameOf(address)} is not Redis.`)
  if (login.database !== 0) {
    const selected = await session.call('SELECT', String(login.database))
    if (selected instanceof ReplyError) throw databaseError(selected, login)
  }
  return {
    product: productOf(hello),
    version: nameText(hello.get('version')),
    sessionId: nameText(hello.get('id')),
  }
}

async function callGuarded(
  session: Session,
  address: ServerAddress,
  { login, sessionName }: SessionTerms,
) {
  try {
    return await session.call(...helloWords(login, sessionName))
  } catch (error) {
    const cause = (error as WorkbenchError).cause as Error | undefined
    // A server that does not like our certificate says so only now (RFC 8446, section 4.4.2.4).
    const refusal = cause && reachError(cause, address, login.tlsMode)
    if (refusal?.code === 'tls-failed') throw refusal
    if (cause && /not RESP/.test(cause.message))
      throw new WorkbenchError(
        'connection-lost',
        `What listens at ${nameOf(address)} is not Redis. Check the port.`,
      )
    throw new WorkbenchError(
      'connection-lost',
      `${nameOf(address)} closed the connection during login. Check that it is Redis that listens there, and whether it wants ${login.tlsMode === 'off' ? 'TLS' : 'another client certificate'}.`,
      { cause: error },
    )
  }
}

/** Without a user, a password alone is that of the default user. */
const helloWords = ({ user, password }: Login, sessionName = 'sluice'): Words => [
  ...['HELLO', '3'],
  ...(user || password ? ['AUTH', user || 'default', password] : []),
  ...['SETNAME', sessionName],
]

const productOf = (hello: ReplyMap): string => {
  const name = nameText(hello.get('server') ?? 'redis')
  return name.charAt(0).toUpperCase() + name.slice(1)
}

function loginError(error: ReplyError, address: ServerAddress, { user }: Login): WorkbenchError {
  const server = nameOf(address)
  const whom = user ? `“${user}”` : 'the default user'
  if (error.prefix === 'NOAUTH')
    return refused(
      `The server at ${server} asks for a password for ${whom}. Enter it in the connection’s settings.`,
    )
  if (classifyError(error) === 'authentication-failed')
    return refused(
      `The server at ${server} does not let ${whom} in: ${error.line}. Check the user and the password.`,
    )
  if (/unknown command|NOPROTO/i.test(error.line))
    return new WorkbenchError(
      'unsupported',
      `The server at ${server} does not speak RESP3. Redis 6 or newer is needed.`,
    )
  return commandError(error)
}

const refused = (message: string): WorkbenchError =>
  new WorkbenchError('authentication-failed', message)

const databaseError = (error: ReplyError, { database }: Login): WorkbenchError =>
  classifyError(error) === 'permission-denied'
    ? commandError(error)
    : new WorkbenchError(
        'database-not-found',
        `There is no database ${database}: ${error.line}. See “databases” in the server’s configuration.`,
      )

export const nameOf = ({ host, port }: ServerAddress): string => `${host}:${port}`

/** Asks on a session of its own that is closed afterwards. */
export async function askOnce(
  address: ServerAddress,
  terms: SessionTerms,
  words: Words,
  signal: AbortSignal,
) {
  const { session } = await openSession(address, terms, signal)
  try {
    return expectReply(await session.call(...words))
  } finally {
    session.destroy()
  }
}
