import type { StoredResult } from '../frame/StoredResult.ts'
import type { FrameLoader } from './FrameLoader.ts'
import type { SelectionPlan } from './messages.ts'
import type { PolarsThread } from './PolarsThread.ts'
import { partsOf } from './RowSelection.ts'

/**
 * Numbers of the rows of a result that a plan finds, in its order. A result that is too large to
 * stay in the thread passes through it in portions.
 */
export async function selectRows(
  thread: PolarsThread,
  loader: FrameLoader,
  { result, plan, signal }: { result: StoredResult; plan: SelectionPlan; signal: AbortSignal },
): Promise<Uint32Array> {
  const parts = partsOf(plan)
  await thread.ask({ kind: 'select', plan })
  const sift = (frameId: string) => thread.ask({ kind: 'sift', frameId })
  if (loader.fits(result, parts)) {
    await loader.load(thread, { result, parts, signal })
    await sift(result.resultId)
  } else await loader.inPortions(thread, { result, parts, signal }, sift)
  const answer = await thread.ask({ kind: 'index' })
  if (answer.kind !== 'index') throw new Error('The thread gave no index.')
  return answer.index
}
