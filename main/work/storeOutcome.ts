import { randomUUID } from 'node:crypto'
import type { Column } from '../../contract/columns.ts'
import type { Batch } from '../frame/Batch.ts'
import type { FrameStore } from '../frame/FrameStore.ts'
import type { StoredResult } from '../frame/StoredResult.ts'

export type OutcomeTarget = {
  frames: Pick<FrameStore, 'open' | 'close'>
  /** The window or script whose result it will be. */
  clientId: string
}

type MadeRows = {
  columns: readonly Column[]
  rowCount: number
  /** The rows from this one on, as many as come at once. */
  rowsFrom: (from: number) => Promise<readonly Batch[]>
}

/** Brings what was made into the store, batch by batch as the store takes it. */
export async function storeOutcome(
  { columns, rowCount, rowsFrom }: MadeRows,
  { frames, clientId }: OutcomeTarget,
): Promise<StoredResult> {
  const result = frames.open({ resultId: randomUUID(), columns, clientId })
  try {
    while (result.rowCount < rowCount)
      for (const batch of await rowsFrom(result.rowCount)) await result.write(batch)
  } catch (error) {
    await frames.close(result.resultId)
    throw error
  }
  result.end({ isComplete: true })
  return result
}
