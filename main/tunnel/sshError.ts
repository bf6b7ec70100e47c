import { type ErrorCode, WorkbenchError } from '../../contract/errors.ts'
import type { SshSettings } from '../../contract/profiles.ts'

type SshFailure = Error & { level?: string; code?: string; reason?: number }

/** What kept the program from logging in to the SSH server, and what to do. */
export function sshError(
  error: unknown,
  { host, port, user, method, keyFile }: Omit<SshSettings, 'jumpLogins'>,
  timeoutMs: number,
): WorkbenchError {
  if (error instanceof WorkbenchError) return error
  const { level, code = '', message } = error as SshFailure
  const server = `the SSH server ${host}:${port}`
  const refuse = (errorCode: ErrorCode, text: string) =>
    new WorkbenchError(errorCode, text, { details: { host, port }, cause: error })
  if (level === 'client-authentication')
    return refuse(
      'authentication-failed',
      `${capital(server)} does not let “${user}” in by ${WORDS[method](keyFile)}`,
    )
  if (level === 'agent')
    return refuse(
      'authentication-failed',
      `The SSH agent did not help: ${message}. Check that it runs and holds your key.`,
    )
  if (level === 'client-timeout' || code === 'ETIMEDOUT')
    return refuse(
      'connect-timeout',
      `No answer from ${server} within ${timeoutMs} ms. Check the SSH host, port and firewall, or raise the connect timeout.`,
    )
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return refuse(
      'host-not-found',
      `There is no SSH host named “${host}”. Check it, and whether its network can be reached.`,
    )
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/.test(code))
    return refuse(
      'connection-refused',
      `No SSH server answers at ${host}:${port}. Check the SSH host and port, and whether it runs.`,
    )
  return refuse(
    'connection-lost',
    `${capital(server)} ended the login: ${message.replace(/\.$/, '')}. Check that it is SSH that listens there.`,
  )
}

const WORDS: Record<SshSettings['method'], (keyFile: string) => string> = {
  password: () => 'this password. Check the SSH user and the SSH password.',
  key: (keyFile) =>
    `the key “${keyFile}”. Check the SSH user, and that the key’s public half is in the server’s authorized_keys.`,
  agent: () =>
    'a key of the SSH agent. Check the SSH user, and that the agent holds the right key (ssh-add -l).',
}

/** Reasons of RFC 4254, 5.1. */
const PROHIBITED = 1
const CONNECT_FAILED = 2

/** Why the SSH server does not lead on to the database, or to the next SSH server. */
export function forwardError(
  error: unknown,
  ssh: { host: string; port: number },
  to: { host: string; port: number },
  what: 'the database' | 'the SSH server',
): WorkbenchError {
  const { reason, message } = error as SshFailure
  const server = `The SSH server ${ssh.host}:${ssh.port}`
  const database = `${to.host}:${to.port}`
  const details = { host: to.host, port: to.port }
  if (reason === PROHIBITED)
    return new WorkbenchError(
      'permission-denied',
      `${server} forbids the way on to ${database}. Have AllowTcpForwarding and PermitOpen in its sshd_config allow it.`,
      { details, cause: error },
    )
  const why = message.replace(/^.*Channel open failure:\s*/, '') || 'no reason given'
  return new WorkbenchError(
    reason === CONNECT_FAILED ? 'connection-refused' : 'connection-lost',
    `${server} cannot reach ${database}: ${why}. Check host and port as they are seen from there, and whether ${what} runs.`,
    { details, cause: error },
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
