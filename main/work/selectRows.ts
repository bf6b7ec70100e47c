import type { StoredResult } from '../frame/StoredResult.ts'
import type { FrameLoader } from './FrameLoader.ts'
import type { SelectionPlan, Sifting, WorkAnswer } from './messages.ts'
import type { PolarsThread } from './PolarsThread.ts'
import { partsToSelect } from './neededParts.ts'

/**
 * Numbers of the rows of a result that a plan finds, in its order. A result that is too large to
 * stay in the thread passes through it in portions.
 */
export async function selectRows(
  thread: PolarsThread,
  loader: FrameLoader,
  { result, plan, signal }: { result: StoredResult; plan: SelectionPlan; signal: AbortSignal },
): Promise<Uint32Array> {
  const parts = partsToSelect(plan)
  let answer: WorkAnswer | null = null
  const sift = async (sifting: Sifting): Promise<void> => {
    answer = await thread.ask(
      answer ? { kind: 'sift', ...sifting } : { kind: 'select', plan, ...sifting },
    )
  }
  if (loader.fits(result, parts)) {
    await loader.load(thread, { result, parts, signal })
    await sift({ frameId: result.resultId, isLast: true })
  } else await loader.inPortions(thread, { result, parts, signal }, sift)
  return indexOf(answer)
}

function indexOf(answer: WorkAnswer | null): Uint32Array {
  if (answer?.kind !== 'index') throw new Error('The thread gave no index.')
  return answer.index
}
