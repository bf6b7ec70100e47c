import { WorkbenchError } from '../../contract/errors.ts'
import type { WindowRequest } from './ReadableResult.ts'

/** Rows of one call of `window`. */
export const WINDOW_ROWS = 5_000

export const resultClosed = (resultId: string): WorkbenchError =>
  new WorkbenchError('result-closed', 'This result was closed. Run the statement again.', {
    details: { resultId },
  })

export function requireWindowSize({ from, to }: Pick<WindowRequest, 'from' | 'to'>): void {
  if (to - from <= WINDOW_ROWS) return
  throw new WorkbenchError(
    'invalid-request',
    `A window of ${to - from} rows was asked for; the limit is ${WINDOW_ROWS}.`,
    { details: { from, to, limit: WINDOW_ROWS } },
  )
}
