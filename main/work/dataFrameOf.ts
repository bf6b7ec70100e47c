import type { DataFrame } from 'nodejs-polars'
import type { ReadableResult } from '../frame/ReadableResult.ts'
import { FrameLoading } from './FrameLoading.ts'
import { naturalFrame } from './naturalFrame.ts'
import { partsForNatural } from './neededParts.ts'

/**
 * A result or view as a DataFrame of Polars, in memory as a whole: for scripts, plugins and imports.
 * Integers come as Int64, decimals as Decimal, moments as Date, Datetime and Time, bytes as the text
 * `0x…`; columns without a name and repeated names get one. Throws `result-closed` and `aborted`.
 */
export async function dataFrameOf(
  result: ReadableResult,
  { signal }: { signal: AbortSignal },
): Promise<DataFrame> {
  await result.ended({ signal })
  const { columns } = result
  const indexes = columns.map((_, index) => index)
  const loading = new FrameLoading({
    frameId: result.resultId,
    firstRow: 0,
    columns: indexes,
    types: columns.map(({ type }) => type),
    parts: partsForNatural(columns, indexes),
  })
  for await (const batch of result.batches({ signal })) loading.addWhole(batch)
  return naturalFrame(loading.finish(), columns, { indexes })
}
