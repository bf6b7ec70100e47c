import { cellText } from '../../contract/cellText.ts'
import type { ColumnType } from '../../contract/columns.ts'
import type { HistogramBin } from '../../contract/frames.ts'
import type { ColumnData } from '../frame/Batch.ts'
import { readCell } from '../frame/readCell.ts'

const MAX_BINS = 30

/** Bins of the same width over a sorted column of numbers or moments that has no NULLs. */
export function histogramOf(sorted: ColumnData): HistogramBin[] {
  const { kind } = sorted.type
  if (sorted.length === 0) return []
  return kind === 'float32' || kind === 'float64' || kind === 'text'
    ? floatBins(sorted)
    : wholeBins(sorted)
}

/** Whole numbers and days: a bin is from one up to and with another. */
const isCounted = ({ kind }: ColumnType): boolean =>
  kind === 'int16' || kind === 'int32' || kind === 'int64' || kind === 'date'

/** Exact at any size: integers, and what is stored as such (moments, decimals). */
function wholeBins(sorted: ColumnData): HistogramBin[] {
  const { type, length } = sorted
  const valueAt = (row: number): bigint => BigInt(readCell(sorted, row) as number | bigint)
  const textOf = (value: bigint): string =>
    cellText(type, typeof readCell(sorted, 0) === 'number' ? Number(value) : value)
  const low = valueAt(0)
  const high = valueAt(length - 1)
  const span = high - low + (isCounted(type) ? 1n : 0n)
  const count = span < BigInt(MAX_BINS) ? Number(span) || 1 : MAX_BINS
  const edgeAt = (bin: number): bigint => low + (span * BigInt(bin)) / BigInt(count)
  return Array.from({ length: count }, (_, bin) => {
    const [from, end] = [edgeAt(bin), edgeAt(bin + 1)]
    const isLast = bin === count - 1
    const startRow = firstRow(length, (row) => valueAt(row) >= from)
    const endRow = isLast ? length : firstRow(length, (row) => valueAt(row) >= end)
    const to = isLast ? high : isCounted(type) ? end - 1n : end
    return { from: textOf(from), to: textOf(to), rowCount: endRow - startRow }
  })
}

function floatBins(sorted: ColumnData): HistogramBin[] {
  const valueAt = (row: number): number => Number(readCell(sorted, row))
  // Infinite ones come first and last, and have no width.
  const start = firstRow(sorted.length, (row) => valueAt(row) > -Infinity)
  const end = firstRow(sorted.length, (row) => !(valueAt(row) < Infinity))
  if (start >= end) return []
  const [low, high] = [valueAt(start), valueAt(end - 1)]
  const count = low === high ? 1 : MAX_BINS
  // Halved first: the whole width of all doubles is none itself.
  const edgeAt = (bin: number): number =>
    bin === 0 ? low : bin === count ? high : low * (1 - bin / count) + high * (bin / count)
  const rowOf = (edge: number): number => firstRow(end, (row) => valueAt(row) >= edge)
  return Array.from({ length: count }, (_, bin) => ({
    from: shortText(edgeAt(bin)),
    to: shortText(edgeAt(bin + 1)),
    rowCount:
      (bin === count - 1 ? end : rowOf(edgeAt(bin + 1))) - (bin === 0 ? start : rowOf(edgeAt(bin))),
  }))
}

const shortText = (edge: number): string => String(Number(edge.toPrecision(6)))

/** The first row of which a claim holds that then holds of all that follow, by halving. */
function firstRow(length: number, holds: (row: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
