import { WorkbenchError, type ErrorCode } from '../../../contract/errors.ts'
import { certificateFault } from '../certificateFault.ts'
import { classifyError } from './classifyError.ts'
import type { Login } from './login.ts'
import { TLS_CHOICES } from './profileFields.ts'
import type { ServerReport } from './statementError.ts'

type Circumstances = {
  readonly login: Login
  /** What the server said while it was asked, if anything. */
  readonly report: ServerReport | null
  /** Set when it was the time that ended the attempt. */
  readonly timedOutMs: number | null
}

/** Says which part of the profile it was that did not work, and what to do. */
export function connectError(error: unknown, circumstances: Circumstances): WorkbenchError {
  if (error instanceof WorkbenchError) return error
  const { login, report, timedOutMs } = circumstances
  const { host, port } = login
  if (timedOutMs !== null)
    return new WorkbenchError(
      'connect-timeout',
      `${host}:${port} did not finish the login within ${timedOutMs} ms. Check host, port and firewall, or raise the connect timeout.`,
      { cause: error, details: { host, port, timeoutMs: timedOutMs } },
    )
  const code = report ? loginCode(report) : classifyError(error)
  return new WorkbenchError(code, explain(code, rootOf(error), circumstances), {
    cause: error,
    details: { host, port, ...(report?.number && { number: report.number }) },
  })
}

/** Servers that only speak the protocol have numbers of their own; the login then failed all the same. */
function loginCode(report: ServerReport): ErrorCode {
  const code = classifyError(report)
  if (code !== 'server-error') return code
  if (/database .*does not exist/i.test(report.message)) return 'database-not-found'
  return 'authentication-failed'
}

/** The library wraps what the socket said, and that in a list of the addresses tried. */
function rootOf(error: unknown): Error & { code?: string } {
  if (error instanceof AggregateError && error.errors[0] instanceof Error)
    return rootOf(error.errors[0])
  const { cause } = error as Error
  return cause instanceof Error ? rootOf(cause) : (error as Error)
}

function explain(
  code: ErrorCode,
  root: Error & { code?: string },
  { login, report }: Circumstances,
): string {
  const { host, port, user, database } = login
  const server = `${host}:${port}`
  const said = (report?.message ?? root.message).replace(/\.$/, '')
  switch (code) {
    case 'host-not-found':
      return `There is no host named “${host}”. Check the host, and whether its network can be reached.`
    case 'connection-refused':
      return `Nothing answers at ${server}. Check the port, and whether the server runs and accepts TCP connections from here.`
    case 'connect-timeout':
      return `No answer from ${server}. Check host, port and firewall.`
    case 'authentication-failed':
      return `The server at ${server} does not let “${user}” in: ${said}. Check the user and the password.`
    case 'database-not-found':
      return `The database “${database}” at ${server} cannot be opened: ${said}. Check its name, and the rights of “${user}”.`
    case 'tls-failed':
      return explainTls(root, login)
    case 'server-busy':
      return `The server at ${server} takes no more connections: ${said}. Try again, or lower the pool’s maximum.`
    case 'connection-lost':
      return `The server at ${server} closed the connection during login. Check that it is SQL Server that listens there, ${login.tlsMode === 'optional' ? 'and its TLS settings' : 'its TLS settings, and whether it demands another client certificate'}.`
    default:
      return `The server at ${server} refused the session: ${said}`
  }
}

function explainTls(root: Error & { code?: string }, login: Login): string {
  const { host, port, certificateHost, tlsMode } = login
  const server = `${host}:${port}`
  const { code = '' } = root
  const setting = `“${TLS_CHOICES.find(({ value }) => value === tlsMode)!.label}” (${tlsMode})`
  if (code === 'EENCRYPT')
    return tlsMode === 'optional'
      ? `The server at ${server} demands TLS, and TLS is set to ${setting}. Set it to mandatory.`
      : `The server at ${server} has no TLS, and TLS is set to ${setting}. Turn TLS on at the server, or set it to optional.`
  const fault = certificateFault(root, { server, host: certificateHost || host })
  if (fault) return fault
  return `TLS with ${server} failed: ${root.message}. It is set to ${setting}.`
}
