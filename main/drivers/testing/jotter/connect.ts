import { once } from 'node:events'
import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { WorkbenchError } from '../../../../contract/errors.ts'
import type { Connection, ConnectionTarget } from '../../driver.ts'
import { nearEnd } from '../../nearEnd.ts'
import { reachError, type ServerAddress } from '../../networkErrors.ts'
import { certificateOf, type TlsMode, tlsOptions } from '../../tls.ts'
import { JotterError } from './classifyError.ts'
import { JotterConnection } from './JotterConnection.ts'
import { DEFAULT_PORT } from './profileFields.ts'
import { type Done, Session } from './Session.ts'

/** Reaches the server and logs in, within `connectTimeoutMs`; leaves nothing open otherwise. */
export async function connect(
  target: ConnectionTarget,
  _environment: unknown,
  signal: AbortSignal,
): Promise<Connection> {
  // Cleared when the session stands: what is over then is no concern of it.
  const timeout = new AbortController()
  const timer = setTimeout(() => timeout.abort(timeoutError(target)), target.connectTimeoutMs)
  try {
    return await open(target, AbortSignal.any([signal, timeout.signal]))
  } catch (error) {
    if (signal.aborted) throw new WorkbenchError('aborted', 'Connecting was given up.')
    throw timeout.signal.aborted ? timeout.signal.reason : error
  } finally {
    clearTimeout(timer)
  }
}

async function open(target: ConnectionTarget, ended: AbortSignal): Promise<Connection> {
  const tlsMode = String(target.fields['tlsMode'] ?? 'off') as TlsMode
  const address = addressOf(target)
  const tls = await tlsOptions(target, tlsMode)
  const at = await nearEnd(target, address)
  ended.throwIfAborted()
  const socket = tls
    ? connectTls({ ...certificateOf(address.host), ...tls, ...at })
    : connectTcp(at)
  const abort = () => socket.destroy(ended.reason as Error)
  ended.addEventListener('abort', abort, { once: true })
  try {
    await once(socket, tls ? 'secureConnect' : 'connect')
    return await logIn(socket, target)
  } catch (error) {
    socket.destroy()
    if (error instanceof JotterError) throw loginError(error, address)
    throw reachError(error, address, tlsMode) ?? error
  } finally {
    ended.removeEventListener('abort', abort)
  }
}

async function logIn(socket: Socket, target: ConnectionTarget): Promise<Connection> {
  const session = new Session(socket)
  const { fields, isReadOnly, statementTimeoutMs: timeoutMs } = target
  const password = String(fields['password'] ?? '')
  session.send({ hello: { password, isReadOnly, timeoutMs } })
  const message = await session.receive()
  if ('error' in message) throw new JotterError(message.error)
  const { version, sessionId } = (message as { done: Required<Done> }).done
  return new JotterConnection(session, { product: 'Jotter', version, sessionId })
}

const addressOf = ({ fields }: ConnectionTarget): ServerAddress => ({
  host: String(fields['host'] ?? 'localhost'),
  port: Number(fields['port'] ?? DEFAULT_PORT),
})

const loginError = (cause: JotterError, { host, port }: ServerAddress): WorkbenchError =>
  new WorkbenchError(
    'authentication-failed',
    `Jotter at ${host}:${port} lets nobody in with this password. Enter it in the connection’s settings.`,
    { cause },
  )

function timeoutError(target: ConnectionTarget): WorkbenchError {
  const { host, port } = addressOf(target)
  const timeoutMs = target.connectTimeoutMs
  return new WorkbenchError(
    'connect-timeout',
    `No session with ${host}:${port} within ${timeoutMs} ms. Check host, port and firewall, or raise the connect timeout.`,
    { details: { timeoutMs } },
  )
}
