import type Database from 'better-sqlite3'
import type { Column } from '../../../contract/columns.ts'
import { BATCH_CELLS, type Batch } from '../../frame/Batch.ts'
import { buildBatch } from './buildBatch.ts'
import { type ColumnPlan, describeColumn, planColumn, type SqliteRow } from './columnPlan.ts'
import type { BoundStatement } from './PreparedStatements.ts'
import { RowReader } from './RowReader.ts'

/** Where the rows go, and whether to go on. */
export interface RowStream {
  columns(columns: readonly Column[]): void
  batch(batch: Batch): void
  /** Settles when one more batch may be given; the parent's messages are read meanwhile. */
  ready(): Promise<void>
  readonly isStopped: boolean
}

/** So that first rows show while the rest streams. */
const FIRST_BATCH_ROWS = 200

/** Reads a statement to its end, in batches. False: it was stopped before. */
export async function streamRows(bound: BoundStatement, stream: RowStream): Promise<boolean> {
  const { statement } = bound
  const reader = new RowReader(bound)
  try {
    const firstRows = reader.read(FIRST_BATCH_ROWS)
    const plans = announceColumns(statement, firstRows, stream)
    if (firstRows.length > 0) stream.batch(buildBatch(plans, firstRows))
    const batchRows = Math.max(1, Math.floor(BATCH_CELLS / plans.length))
    await stream.ready()
    while (!reader.isAtEnd && !stream.isStopped) {
      const rows = reader.read(batchRows)
      if (rows.length > 0) stream.batch(buildBatch(plans, rows))
      await stream.ready()
    }
    return reader.isAtEnd
  } finally {
    reader.close()
  }
}

/** After the first rows: an expression's type shows in its values only. */
function announceColumns(
  statement: Database.Statement,
  firstRows: readonly SqliteRow[],
  stream: RowStream,
): ColumnPlan[] {
  const columns = statement.columns()
  const plans = columns.map(({ type }, index) =>
    planColumn(
      type,
      firstRows.map((row) => row[index]!),
    ),
  )
  stream.columns(columns.map(({ name, type }, index) => describeColumn(name, type, plans[index]!)))
  return plans
}
