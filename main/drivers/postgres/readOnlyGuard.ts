import { WorkbenchError } from '../../../contract/errors.ts'
import { firstWord, tokens } from './sql/tokens.ts'
import type { TransactionStatus } from './wire/backend.ts'

/** What surrounds a user's statement in a read-only session. */
export type ReadOnlyGuard = {
  /** Run before it; null: nothing. */
  readonly before: string | null
  /** `before` opens a transaction, which is to be ended after the statement. */
  readonly opensTransaction: boolean
}

/**
 * Every statement of a read-only session runs in a read-only transaction that has taken its
 * snapshot: from then on the server refuses to make it writable, whatever the statement does, and a
 * block of procedural code cannot commit and start another. `default_transaction_read_only` alone
 * would be undone by one SET. Beyond the reach of a session are what the server allows in read-only
 * transactions (temporary tables, sequences of its own) and functions that act outside of it
 * (dblink, files); only the rights of the database user stop those.
 */
export function guardReadOnly(sql: string, status: TransactionStatus): ReadOnlyGuard {
  const word = firstWord(sql)
  if (word === 'copy') refuseOutside(sql)
  if (status === 'E') return { before: null, opensTransaction: false }
  if (status === 'T') {
    // SET writes nothing itself, and SET TRANSACTION must come before the snapshot.
    const before = word === 'set' ? null : 'SET TRANSACTION READ ONLY; SELECT 1'
    return { before, opensTransaction: false }
  }
  if (word === 'begin' || word === 'start') return { before: null, opensTransaction: false }
  return { before: 'BEGIN READ ONLY; SELECT 1', opensTransaction: true }
}

/** Statements that would write outside of a transaction are refused in one; tells why. */
export function readOnlyViolation(error: WorkbenchError): WorkbenchError {
  const { code, message, details } = error
  if (code !== 'read-only' && details.sqlstate !== '25001') return error
  return new WorkbenchError(
    'read-only',
    `${message}. The connection is read-only; to change data, use one that is not.`,
    { details, cause: error },
  )
}

/** COPY runs programs and writes files of the server, which no transaction keeps it from. */
function refuseOutside(sql: string): void {
  let previous = ''
  for (const { kind, text } of tokens(sql)) {
    const isProgram = text === 'program' && (previous === 'to' || previous === 'from')
    if (isProgram || (kind === 'quoted' && previous === 'to'))
      throw new WorkbenchError(
        'read-only',
        `COPY ${isProgram ? 'runs a program' : 'writes a file'} on the server, which the connection does not allow: it is read-only.`,
      )
    previous = kind === 'word' ? text : ''
  }
}
