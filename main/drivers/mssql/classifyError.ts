import { WorkbenchError, type ErrorCode } from '../../../contract/errors.ts'
import { networkErrorCode } from '../networkErrors.ts'

const codes = (code: ErrorCode, numbers: readonly number[]) =>
  numbers.map((number): [number, ErrorCode] => [number, code])

/** Numbers of `sys.messages`; the same in every version. */
const CODE_BY_NUMBER: ReadonlyMap<number, ErrorCode> = new Map([
  ...codes('syntax-error', [102, 103, 105, 137, 156, 170, 174, 201, 209, 213]),
  ...codes('syntax-error', [319, 4145, 8144, 8145, 8156, 8155]),
  // Functions, columns, objects, types, procedures, names that lead nowhere.
  ...codes('object-not-found', [195, 207, 208, 243, 343, 2715, 2812, 4104]),
  ...codes('constraint-violation', [515, 547, 2601, 2627, 3621, 1505]),
  // Deadlock, lock timeout, snapshot conflicts.
  ...codes('transaction-conflict', [1205, 1222, 3960, 3961, 41302, 41305, 41325]),
  ...codes('permission-denied', [229, 230, 262, 297, 300, 916, 1088, 3701, 15247, 15151]),
  ...codes('read-only', [3906, 3908, 978]),
  ...codes('database-not-found', [911, 4060]),
  ...codes('authentication-failed', [18450, 18452, 18456, 18461, 18470, 18486, 18487, 18488]),
  // No more sessions or workers, a database starting or under recovery, Azure's own limits.
  ...codes('server-busy', [701, 922, 927, 17809, 10928, 10929, 40197, 40501, 40613, 49918, 49919]),
  ...codes('connection-lost', [596, 6002, 6005, 17888]),
])

/** The client library's own. */
const CODE_BY_NAME: Readonly<Record<string, ErrorCode>> = {
  ESOCKET: 'connection-lost',
  ECLOSE: 'connection-lost',
  EINVALIDSTATE: 'connection-lost',
  ECANCEL: 'statement-cancelled',
  ETIMEOUT: 'statement-timeout',
  ELOGIN: 'authentication-failed',
  EENCRYPT: 'tls-failed',
}

/** Reads the `number` of an error of the server, or the `code` of one of Node or the library. */
export function classifyError(error: unknown): ErrorCode {
  if (error instanceof WorkbenchError) return error.code
  const { number, code, cause } = error as { number?: number; code?: string; cause?: unknown }
  const known = number === undefined ? undefined : CODE_BY_NUMBER.get(number)
  if (known) return known
  if (number !== undefined) return 'server-error'
  // What lies beneath tells more.
  if (cause instanceof Error && code === 'ESOCKET') {
    const deeper = classifyError(cause)
    if (deeper !== 'server-error') return deeper
  }
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : undefined
  if (first !== undefined) return classifyError(first)
  return networkErrorCode(error) ?? CODE_BY_NAME[code ?? ''] ?? 'server-error'
}
