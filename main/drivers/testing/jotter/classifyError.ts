import { type ErrorCode, WorkbenchError } from '../../../../contract/errors.ts'
import { networkErrorCode } from '../../networkErrors.ts'

/** An error as the server tells it. */
export class JotterError extends Error {
  readonly code: string
  constructor({ code, text }: { readonly code: string; readonly text: string }) {
    super(text)
    this.code = code
  }
}

const CODES: Readonly<Record<string, ErrorCode>> = {
  late: 'statement-timeout',
  login: 'authentication-failed',
  'read-only': 'read-only',
  stopped: 'statement-cancelled',
  syntax: 'syntax-error',
}

export function classifyError(error: unknown): ErrorCode {
  if (error instanceof WorkbenchError) return error.code
  if (error instanceof JotterError) return CODES[error.code] ?? 'server-error'
  return networkErrorCode(error) ?? 'server-error'
}

/** The server's words under the program's code; what else went wrong stays as it is. */
export const translated = (error: unknown): unknown =>
  error instanceof JotterError
    ? new WorkbenchError(classifyError(error), `${error.message}.`, { cause: error })
    : error

export const cancelledError = (): WorkbenchError =>
  new WorkbenchError('statement-cancelled', 'The statement was cancelled.')
