import { WorkbenchError } from '../../contract/errors.ts'

/** The statements that a profile has run on every new session did not run. */
export function startFailed(error: unknown): unknown {
  if (!(error instanceof WorkbenchError)) return error
  const { code, message, details } = error
  const text = `The SQL that the profile runs on every new connection failed: ${message}`
  return new WorkbenchError(code, text, { details, cause: error })
}
