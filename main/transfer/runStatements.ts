import { type ErrorCode, toWireError } from '../../contract/errors.ts'
import type { Clock } from '../clock.ts'
import type { Lease } from '../pool/Lease.ts'
import { type BoundStatement, runBound } from '../query/bindStatement.ts'
import { shownStatement } from '../workspace/maskSecrets.ts'
import type { StreamedRows } from './StreamedRows.ts'

/** Runs statements on a leased connection, seen and counted by the pool, their rows into a file. */
export async function runStatements({
  lease,
  statements,
  rows,
  clock,
}: {
  lease: Lease
  statements: readonly BoundStatement[]
  rows: StreamedRows
  clock: Clock
}): Promise<void> {
  for (const statement of statements) {
    lease.noteStatement(shownStatement(statement.sql))
    const beganMs = clock.now()
    let failedWith: ErrorCode | null = null
    try {
      await rows.run((sink, signal) => runBound(lease.connection, statement, sink, signal))
    } catch (error) {
      // One that was given up says nothing about the health of the database.
      failedWith = rows.isGivenUp ? null : toWireError(error).code
      throw error
    } finally {
      lease.recordStatement({ elapsedMs: clock.now() - beganMs, failedWith })
      lease.noteStatement(null)
    }
  }
}
