import { WorkbenchError } from '../../../contract/errors.ts'
import { reportText } from './statementError.ts'
import type { ReportFields } from './wire/backend.ts'

export const cancelledError = (cause?: unknown): WorkbenchError =>
  new WorkbenchError('statement-cancelled', 'The statement was cancelled', { cause })

/** Why a session is gone: `farewell` is what the server said, `cause` what the socket did. */
export function lossError(
  farewell: ReportFields | null,
  cause: Error | null,
  isEndedByUs: boolean,
): WorkbenchError {
  if (isEndedByUs) return new WorkbenchError('connection-lost', 'The session was closed by Sluice')
  const reason = farewell ? reportText(farewell) : reasonOf(cause)
  return new WorkbenchError(
    'connection-lost',
    `The server ended the session: ${reason}. What was not committed is undone; run it again.`,
    { cause: cause ?? undefined, details: { sqlstate: farewell?.C ?? null } },
  )
}

function reasonOf(cause: NodeJS.ErrnoException | null): string {
  if (cause && !cause.code) return cause.message
  return `the connection was cut${cause ? ` (${cause.code})` : ''}`
}
