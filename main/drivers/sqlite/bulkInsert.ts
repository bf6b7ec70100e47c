import { WorkbenchError } from '../../../contract/errors.ts'
import type { BulkLoad, BulkOutcome } from '../bulkLoad.ts'
import { quoteIdentifier } from './dialect.ts'
import type { Request } from './protocol.ts'
import type { StatementStopper } from './StatementStopper.ts'

/** What a load needs of its connection. */
export type LoadingSession = {
  /** Rejects with the error of the database. */
  readonly ask: (request: Request) => Promise<void>
  readonly isLost: () => boolean
  readonly stopper: StatementStopper
  readonly hadTransaction: boolean
}

/** Sends batches to the process one by one; it writes them in one transaction. */
export async function bulkInsert(
  session: LoadingSession,
  { schema, table, columns, batches }: BulkLoad,
  signal: AbortSignal,
): Promise<BulkOutcome> {
  if (signal.aborted) throw new WorkbenchError('statement-cancelled', 'Cancelled before it began.')
  const { ask, stopper, hadTransaction } = session
  const cancelled = Promise.withResolvers<never>()
  cancelled.promise.catch(() => {})
  const stop = () => {
    stopper.stop({ kind: 'cancelled' })
    cancelled.reject(new WorkbenchError('statement-cancelled', 'Cancelled.'))
  }
  signal.addEventListener('abort', stop, { once: true })
  const source = batches[Symbol.asyncIterator]()
  let writtenRows = 0
  let isOpen = false
  try {
    await ask({ kind: 'load', sql: insertSql(schema, table, columns) })
    isOpen = true
    for (;;) {
      const next = await Promise.race([source.next(), cancelled.promise])
      if (next.done) break
      await locatingRow(ask({ kind: 'load-batch', batch: next.value }), writtenRows)
      writtenRows += next.value.rowCount
      if (signal.aborted) throw new WorkbenchError('statement-cancelled', 'Cancelled.')
    }
    isOpen = false
    // Giving up now comes too late: whether the commit was under way already could not be told.
    signal.removeEventListener('abort', stop)
    await ask({ kind: 'load-end', isWhole: true })
    return { writtenRows }
  } catch (error) {
    if (isOpen && !session.isLost()) await ask({ kind: 'load-end', isWhole: false })
    throw stopper.reason ? stopper.describe(stopper.reason, { hadTransaction }) : error
  } finally {
    signal.removeEventListener('abort', stop)
    stopper.settle()
    // A source that is at work on a batch is not waited for.
    void source.return?.()?.catch(() => {})
  }
}

function insertSql(schema: string, table: string, columns: readonly string[]): string {
  const name = [schema, table].filter(Boolean).map(quoteIdentifier).join('.')
  const names = columns.map(quoteIdentifier).join(', ')
  return `insert into ${name} (${names}) values (${columns.map(() => '?').join(', ')})`
}

/** Rows are counted in the batch where they fail, and told as rows of the load. */
async function locatingRow(asked: Promise<void>, rowsBefore: number): Promise<void> {
  try {
    await asked
  } catch (error) {
    if (!(error instanceof WorkbenchError) || typeof error.details.row !== 'number') throw error
    const { code, message, details, cause } = error
    throw new WorkbenchError(code, message, {
      details: { ...details, row: rowsBefore + Number(details.row) },
      cause,
    })
  }
}
