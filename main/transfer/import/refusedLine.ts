import { WorkbenchError } from '../../../contract/errors.ts'

/** What was said against a row of a load or batch, told by the line it came from. */
export function refusedLine(refused: WorkbenchError, line: number): WorkbenchError {
  const { row: _row, ...details } = refused.details
  return new WorkbenchError(refused.code, `Line ${line} was refused: ${refused.message}`, {
    details: { ...details, line },
    cause: refused,
  })
}

/** The row that is at fault; null: none is, or it is not known. */
export function rowOf(error: unknown): number | null {
  if (!(error instanceof WorkbenchError)) return null
  const { row } = error.details
  return typeof row === 'number' ? row : null
}
