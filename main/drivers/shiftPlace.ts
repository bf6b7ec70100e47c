import { WorkbenchError } from '../../contract/errors.ts'

/** The error of a statement that stands elsewhere than it was sent: its place moves by `by`. */
export function shiftPlace(error: unknown, by: number): unknown {
  if (!(error instanceof WorkbenchError) || typeof error.details.offset !== 'number') return error
  const { code, message, details, cause } = error
  const offset = Math.max(0, error.details.offset + by)
  return new WorkbenchError(code, message, { details: { ...details, offset }, cause })
}
