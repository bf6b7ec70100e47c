import { encodeArrow } from '../frame/arrowCodec.ts'
import type { StoredResult } from '../frame/StoredResult.ts'
import { columnsOf, type SelectionPlan } from './messages.ts'
import type { PolarsThread } from './PolarsThreads.ts'

/**
 * Numbers of the rows of a result that a plan finds, in its order. Batches pass through the thread
 * one after the other, each with the columns that are needed: the next is read while one is worked
 * on, and no more than these two are held.
 */
export async function selectRows(
  thread: PolarsThread,
  { result, plan, signal }: { result: StoredResult; plan: SelectionPlan; signal: AbortSignal },
): Promise<Uint32Array> {
  const needed = columnsOf(plan)
  await thread.ask({ kind: 'select', plan })
  let underWay: Promise<unknown> = Promise.resolve()
  for await (const batch of result.batches({ signal })) {
    const columns = needed.map((index) => batch.columns[index]!)
    const bytes = encodeArrow({ rowCount: batch.rowCount, columns }) as Uint8Array<ArrayBuffer>
    const types = columns.map(({ type }) => type)
    await underWay
    underWay = thread.ask({ kind: 'batch', types, bytes }, [bytes.buffer])
    underWay.catch(() => {}) // told when the next is to be sent
  }
  await underWay
  const answer = await thread.ask({ kind: 'finish' })
  if (answer.kind !== 'index') throw new Error('The thread gave no index.')
  return answer.index
}
