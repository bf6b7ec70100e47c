import { WorkbenchError, type ErrorCode } from '../../contract/errors.ts'
import { certificateFault } from './certificateFault.ts'
import { type TlsMode, wordsForTls } from './tls.ts'

const CODE_BY_ERRNO: Readonly<Record<string, ErrorCode>> = {
  ECONNREFUSED: 'connection-refused',
  EHOSTUNREACH: 'connection-refused',
  ENETUNREACH: 'connection-refused',
  EADDRNOTAVAIL: 'connection-refused',
  // A Unix socket that is not there, or not ours to open.
  ENOENT: 'connection-refused',
  EACCES: 'connection-refused',
  ENOTFOUND: 'host-not-found',
  EAI_AGAIN: 'host-not-found',
  ETIMEDOUT: 'connect-timeout',
  ECONNRESET: 'connection-lost',
  EPIPE: 'connection-lost',
  // What answers does not speak TLS.
  EPROTO: 'tls-failed',
}

const TLS_ERROR =
  /^(ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY)_|HOSTNAME_MISMATCH|INVALID_CA)/

/** What Node says of sockets and TLS; undefined: it is something else. */
export function networkErrorCode(error: unknown): ErrorCode | undefined {
  const { code } = error as { code?: unknown }
  if (typeof code !== 'string') return undefined
  return CODE_BY_ERRNO[code] ?? (TLS_ERROR.test(code) ? 'tls-failed' : undefined)
}

export type ServerAddress = { readonly host: string; readonly port: number }

/** Says in the program's words why a server could not be reached; null: it is something else. */
export function reachError(
  error: unknown,
  { host, port }: ServerAddress,
  tlsMode: TlsMode,
): WorkbenchError | null {
  const code = networkErrorCode(error)
  const explain = code && REASONS[code]
  if (!explain) return null
  const message = explain({
    server: `${host}:${port}`,
    host,
    tlsMode,
    reason: (error as Error).message,
    fault: certificateFault(error, { server: `${host}:${port}`, host }),
  })
  return new WorkbenchError(code, message, { cause: error, details: { host, port } })
}

type Circumstances = {
  server: string
  host: string
  tlsMode: TlsMode
  reason: string
  fault: string | null
}

const REASONS: Partial<Record<ErrorCode, (at: Circumstances) => string>> = {
  'host-not-found': ({ host }) =>
    `There is no host named “${host}”. Check the host, and whether its network can be reached.`,
  'connection-refused': ({ server }) =>
    `Nothing answers at ${server}. Check the port, and whether the server runs and accepts connections from here.`,
  'connect-timeout': ({ server }) => `No answer from ${server}. Check host, port and firewall.`,
  'connection-lost': ({ server, reason, tlsMode }) =>
    `${server} closed the connection (${reason}). Check that the port and the TLS setting are those of the server${tlsMode === 'off' ? '' : ', and whether it demands another client certificate'}.`,
  'tls-failed': (at) => tlsReason(at),
}

export const tlsReason = ({
  server,
  tlsMode,
  reason,
  fault,
}: Omit<Circumstances, 'host'>): string =>
  fault
    ? `${fault} TLS is set to ${wordsForTls(tlsMode)}.`
    : `TLS with ${server} failed: ${reason}. It is set to ${wordsForTls(tlsMode)}. Check the CA certificate and the host name, or choose a setting that is less strict.`
