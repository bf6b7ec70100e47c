import type { BulkLoad, BulkOutcome } from '../../bulkLoad.ts'
import type { Session } from '../Session.ts'
import type { Stoppable } from '../Stoppable.ts'
import { describeTarget } from './describeTarget.ts'
import { Loader } from './Loader.ts'

const SAVEPOINT = 'sluice_load'

/** Bulk load of TDS, in a transaction of its own or behind a savepoint in the one that is open. */
export async function bulkInsert(
  session: Session,
  stoppable: Stoppable,
  load: BulkLoad,
): Promise<BulkOutcome> {
  const isOwnTransaction = !session.isInTransaction
  const batches = load.batches[Symbol.asyncIterator]()
  try {
    await stoppable.run(() => (isOwnTransaction ? session.begin() : session.save(SAVEPOINT)))
    const target = await stoppable.run(() => describeTarget(session, load))
    const writtenRows = await new Loader(session, stoppable, { target, batches }).run()
    // Giving up now comes too late: whether the commit was under way already could not be told.
    if (isOwnTransaction) await session.commit()
    return { writtenRows }
  } catch (error) {
    // The server ends the transaction by itself at some errors, and undoes nothing twice.
    if (!session.lost && session.isInTransaction)
      await session.rollback(isOwnTransaction ? undefined : SAVEPOINT).catch(() => {})
    throw error
  } finally {
    // A source that is at work on a batch is not waited for.
    void batches.return?.()?.catch(() => {})
  }
}
