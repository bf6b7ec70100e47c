/** Every way a request can fail, with whether trying the same again may help. */
const RETRYABLE_BY_CODE = {
  // reaching a server
  'connection-refused': true,
  'connection-lost': true,
  'connect-timeout': true,
  'host-not-found': false,
  'authentication-failed': false,
  'database-not-found': false,
  'tls-failed': false,
  'host-key-unknown': false,
  'host-key-changed': false,
  'server-busy': true,
  // the pool
  'acquire-timeout': true,
  'pool-closed': false,
  'breaker-open': true,
  // statements
  'syntax-error': false,
  /** A table, a column, a function or the like that is not there. */
  'object-not-found': false,
  'constraint-violation': false,
  'permission-denied': false,
  'secrets-locked': false,
  'read-only': false,
  'statement-cancelled': false,
  'statement-timeout': false,
  'transaction-conflict': true,
  'server-error': false,
  unsupported: false,
  // results and files
  'result-closed': false,
  'too-large': false,
  'disk-full': false,
  'file-failed': false,
  // the program
  'invalid-request': false,
  'invalid-url': false,
  'invalid-profile': false,
  'not-found': false,
  'process-died': true,
  aborted: false,
  unauthorized: false,
  internal: false,
} as const satisfies Record<string, boolean>

export type ErrorCode = keyof typeof RETRYABLE_BY_CODE

export const isRetryable = (code: ErrorCode): boolean => RETRYABLE_BY_CODE[code]

/** Plain facts beside the message: counts, limits, positions. Never secrets or parameter values. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>

/** An error as it crosses to the window; `cause` is the chain of what led to it, nearest first. */
export type WireError = {
  code: ErrorCode
  message: string
  details: ErrorDetails
  cause?: WireError
}

/**
 * The one error of the program. The message says what happened, to what, with the numbers, and what
 * to do; `details` holds the same as data. A position in a statement is `details.offset`, counted in
 * UTF-16 units from the statement's first character.
 */
export class WorkbenchError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(
    code: ErrorCode,
    message: string,
    { details = {}, cause }: { details?: ErrorDetails; cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'WorkbenchError'
    this.code = code
    this.details = details
  }
}

export function toWireError(error: unknown): WireError {
  if (error instanceof WorkbenchError) {
    const { code, message, details, cause } = error
    const wire: WireError = { code, message, details }
    return cause instanceof WorkbenchError ? { ...wire, cause: toWireError(cause) } : wire
  }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'internal', message: `Sluice made a mistake: ${message}`, details: {} }
}

export function fromWireError({ code, message, details, cause }: WireError): WorkbenchError {
  return new WorkbenchError(code, message, {
    details,
    ...(cause && { cause: fromWireError(cause) }),
  })
}
