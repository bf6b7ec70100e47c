import { WorkbenchError, type ErrorCode } from '../../../contract/errors.ts'
import { classifyError } from './classifyError.ts'
import type { Progress } from './connect.ts'
import { certificateFault } from '../certificateFault.ts'
import { tlsReason } from '../networkErrors.ts'
import { wordsForTls } from '../tls.ts'
import type { Login } from './login.ts'

type Circumstances = {
  readonly login: Login
  readonly progress: Progress
  /** Set when it was the time that ended the attempt. */
  readonly timedOutMs: number | null
}

/** Says which part of the profile it was that did not work, and what to do. */
export function connectError(error: unknown, circumstances: Circumstances): WorkbenchError {
  if (circumstances.timedOutMs !== null) return timeoutError(error, circumstances)
  if (error instanceof WorkbenchError) return error
  const code = connectCode(error)
  return new WorkbenchError(code, explain(code, error as Error, circumstances.login), {
    cause: error,
    details: { ...address(circumstances.login), sqlstate: sqlstateOf(error) },
  })
}

/** The server answered the request for TLS with no. */
export const isTlsUnavailable = (error: unknown): boolean =>
  /does not support SSL/.test((error as Error).message)

/** The server has no rule that lets this user in over TLS. */
export const isTlsRefused = (error: unknown): boolean =>
  sqlstateOf(error) === '28000' && /SSL (encryption|on)/i.test((error as Error).message)

/** The server has no rule that lets this user in without TLS. */
const isTlsDemanded = (error: unknown): boolean =>
  sqlstateOf(error) === '28000' && /no encryption|SSL off/i.test((error as Error).message)

/** The server's rule for this user asks for a certificate besides. */
const isCertificateDemanded = (error: unknown): boolean =>
  sqlstateOf(error) === '28000' && /valid client certificate/i.test((error as Error).message)

function connectCode(error: unknown): ErrorCode {
  if (isTlsUnavailable(error) || isTlsDemanded(error) || isCertificateDemanded(error))
    return 'tls-failed'
  if (isMissingPassword(error)) return 'authentication-failed'
  if (isForeignAnswer(error) || isHangUp(error)) return 'connection-lost'
  return classifyError(error)
}

/** pg's words for a server that asks for a password where there is none. */
const isMissingPassword = (error: unknown): boolean =>
  /password must be a (non-empty )?string/.test((error as Error).message)

/** pg's words for an answer to the request for TLS that is neither yes nor no. */
const isForeignAnswer = (error: unknown): boolean =>
  /error establishing an SSL connection/.test((error as Error).message)

/** pg's words for a connection that ends before the login does. */
const isHangUp = (error: unknown): boolean =>
  /Connection terminated unexpectedly/.test((error as Error).message)

function explain(code: ErrorCode, error: Error, login: Login): string {
  const { host, port, user, database, tlsMode } = login
  const server = `${host}:${port}`
  switch (code) {
    case 'host-not-found':
      return `There is no host named “${host}”. Check the host, and whether its network can be reached.`
    case 'connection-refused':
      return `Nothing answers at ${server}. Check the port, and whether the server runs and accepts connections from here.`
    case 'connect-timeout':
      return `No answer from ${server}. Check host, port and firewall.`
    case 'authentication-failed':
      return isMissingPassword(error)
        ? `The server at ${server} asks for a password for “${user}”. Enter it in the connection’s settings.`
        : `The server at ${server} does not let “${user}” in: ${error.message}. Check the user and the password.`
    case 'database-not-found':
      return `There is no database “${database}” at ${server}. Check its name; upper and lower case count.`
    case 'tls-failed':
      return explainTls(error, login)
    case 'server-busy':
      return `The server at ${server} takes no more connections: ${error.message}. Try again, or lower the pool’s maximum.`
    case 'connection-lost':
      if (isForeignAnswer(error)) {
        return `What listens at ${server} is not PostgreSQL. Check the port.`
      }
      return `The server at ${server} closed the connection during login. Check that it is PostgreSQL that listens there${tlsMode === 'off' ? '' : ', and whether it demands another client certificate'}.`
    default:
      return `The server at ${server} refused the session: ${error.message}`
  }
}

function explainTls(error: Error, { host, port, tlsMode }: Login): string {
  const server = `${host}:${port}`
  if (isTlsUnavailable(error)) {
    return `The server at ${server} has no TLS, and TLS is set to ${wordsForTls(tlsMode)}. Set it to ${wordsForTls('prefer')}, or turn TLS on at the server.`
  }
  if (isTlsDemanded(error)) {
    return `The server at ${server} demands TLS, and TLS is set to ${wordsForTls(tlsMode)}. Set it to ${wordsForTls('require')} or stricter.`
  }
  if (isCertificateDemanded(error)) {
    return `The server at ${server} demands a client certificate. Choose one in the connection’s settings, and its key; TLS is set to ${wordsForTls(tlsMode)}.`
  }
  return tlsReason({
    server,
    tlsMode,
    reason: error.message,
    fault: certificateFault(error, { server, host }),
  })
}

function timeoutError(
  error: unknown,
  { login, progress, timedOutMs }: Circumstances,
): WorkbenchError {
  const { host, port } = login
  const what =
    progress === 'reaching'
      ? `No answer from ${host}:${port} within ${timedOutMs} ms. Check host, port and firewall.`
      : `${host}:${port} accepted the connection but did not finish the login within ${timedOutMs} ms. Check that it is PostgreSQL, or raise the connect timeout.`
  return new WorkbenchError('connect-timeout', what, {
    cause: error,
    details: { ...address(login), timeoutMs: timedOutMs },
  })
}

const address = ({ host, port }: Login) => ({ host, port })

function sqlstateOf(error: unknown): string | null {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : null
}
