import { WorkbenchError, type ErrorCode } from '../../../contract/errors.ts'
import { networkErrorCode } from '../networkErrors.ts'
import { type Reply, ReplyError } from './wire/Reply.ts'

/** By the first word of the server's line (redis.io, "Redis serialization protocol", simple errors). */
const CODE_BY_PREFIX: Readonly<Record<string, ErrorCode>> = {
  ASK: 'server-busy',
  BUSY: 'server-busy',
  BUSYGROUP: 'constraint-violation',
  BUSYKEY: 'constraint-violation',
  CLUSTERDOWN: 'server-busy',
  EXECABORT: 'transaction-conflict',
  LOADING: 'server-busy',
  MASTERDOWN: 'server-busy',
  MOVED: 'server-busy',
  NOAUTH: 'authentication-failed',
  NOPERM: 'permission-denied',
  READONLY: 'read-only',
  TRYAGAIN: 'server-busy',
  UNBLOCKED: 'statement-cancelled',
  WRONGPASS: 'authentication-failed',
}

const CODE_BY_TEXT: readonly (readonly [RegExp, ErrorCode])[] = [
  [
    /^ERR (unknown command|unknown subcommand|wrong number of arguments|syntax error)/i,
    'syntax-error',
  ],
  [/^ERR .*DB index/i, 'database-not-found'],
  [/^ERR max number of clients/i, 'server-busy'],
  [/^ERR .*script.*killed by user|^ERR Error running script.*SCRIPT KILL/i, 'statement-cancelled'],
  [/^ERR (AUTH|invalid password|Client sent AUTH)/i, 'authentication-failed'],
]

export function classifyError(error: unknown): ErrorCode {
  if (error instanceof WorkbenchError) return error.code
  if (!(error instanceof ReplyError)) return networkErrorCode(error) ?? 'server-error'
  return (
    CODE_BY_PREFIX[error.prefix] ??
    CODE_BY_TEXT.find(([pattern]) => pattern.test(error.line))?.[1] ??
    'server-error'
  )
}

/** An error of the server to a command, in its own words. */
export function commandError(error: ReplyError): WorkbenchError {
  const code = classifyError(error)
  const text = error.line.replace(/^ERR /, '')
  return new WorkbenchError(code, `${text.charAt(0).toUpperCase()}${text.slice(1)}`, {
    cause: new Error(error.line),
    details: { prefix: error.prefix },
  })
}

export const cancelledError = (): WorkbenchError =>
  new WorkbenchError('statement-cancelled', 'The command was cancelled')

/** The reply, unless the server answered with an error. */
export function expectReply(reply: Reply): Exclude<Reply, ReplyError> {
  if (reply instanceof ReplyError) throw commandError(reply)
  return reply
}
