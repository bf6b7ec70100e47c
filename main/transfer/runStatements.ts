import type { Clock } from '../clock.ts'
import type { Lease } from '../pool/Lease.ts'
import { maskSecrets } from '../workspace/maskSecrets.ts'
import type { StreamedRows } from './StreamedRows.ts'

/** How much of a statement the monitor shows. */
const SHOWN_STATEMENT_LENGTH = 2_000

/** Runs statements on a leased connection, seen and counted by the pool, their rows into a file. */
export async function runStatements({
  lease,
  statements,
  rows,
  clock,
}: {
  lease: Lease
  statements: readonly string[]
  rows: StreamedRows
  clock: Clock
}): Promise<void> {
  for (const sql of statements) {
    lease.noteStatement(maskSecrets(sql.slice(0, SHOWN_STATEMENT_LENGTH)))
    const beganMs = clock.now()
    let failed = true
    try {
      await rows.run((sink, signal) => lease.connection.run({ sql }, sink, signal))
      failed = false
    } finally {
      // One that was given up says nothing about the health of the database.
      lease.recordStatement({ elapsedMs: clock.now() - beganMs, failed: failed && !rows.isGivenUp })
      lease.noteStatement(null)
    }
  }
}
