import { type ErrorCode, WorkbenchError } from '../../contract/errors.ts'

const OUT_OF_REACH = new Set<ErrorCode>([
  'connection-refused',
  'connection-lost',
  'connect-timeout',
  'host-not-found',
])

/**
 * Whether no connection could be had because the server cannot be reached. One that answers and
 * refuses, such as for a wrong password, can: what it once said may no longer be for the user.
 */
export function isOutOfReach(error: unknown): boolean {
  if (!(error instanceof WorkbenchError)) return false
  const { code, details, cause } = error
  if (code === 'breaker-open') return isOutOfReach(cause)
  if (code === 'acquire-timeout') return details['total'] === 0 && isOutOfReach(cause)
  return OUT_OF_REACH.has(code)
}
