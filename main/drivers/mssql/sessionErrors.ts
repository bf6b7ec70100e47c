import { WorkbenchError } from '../../../contract/errors.ts'
import type { ServerReport } from './statementError.ts'

export const cancelledError = (cause?: unknown): WorkbenchError =>
  new WorkbenchError('statement-cancelled', 'The statement was cancelled', { cause })

export const timeoutError = (timeoutMs: number): WorkbenchError =>
  new WorkbenchError(
    'statement-timeout',
    `The statement took longer than ${timeoutMs} ms, the limit of its connection, and was stopped.`,
    { details: { timeoutMs } },
  )

/** Why a session is gone: `farewell` is what the server said, `cause` what the socket did. */
export function lossError(
  farewell: ServerReport | null,
  cause: Error | null,
  isEndedByUs: boolean,
): WorkbenchError {
  if (isEndedByUs) return new WorkbenchError('connection-lost', 'The session was closed by Sluice')
  const reason = farewell?.message ?? cause?.message ?? 'the connection was cut'
  return new WorkbenchError(
    'connection-lost',
    `The server ended the session: ${reason}. What was not committed is undone; run it again.`,
    { cause: cause ?? undefined, details: { number: farewell?.number ?? null } },
  )
}
