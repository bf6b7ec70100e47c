import type { CellSummary } from '../../contract/results.ts'
import { formatCount } from '../results/formatAmounts.ts'
import type { Text } from '../text/text.ts'

export type SummaryPart = { readonly label: string; readonly value: string }

/** The figures of a selection, in the order in which they stand in the status line. */
export function summaryParts(summary: CellSummary, text: Text): SummaryPart[] {
  const { cellCount, nullCount, distinctCount, numbers } = summary
  const parts = [
    { label: text('grid.count'), value: formatCount(cellCount - nullCount) },
    ...(nullCount > 0 ? [{ label: text('grid.nulls'), value: formatCount(nullCount) }] : []),
    ...(distinctCount === null
      ? []
      : [{ label: text('grid.distinct'), value: formatCount(distinctCount) }]),
  ]
  if (!numbers) return parts
  const { sum, mean, min, max, isExact } = numbers
  const mark = isExact ? '' : '≈ '
  return [
    ...parts,
    { label: text('grid.sum'), value: mark + grouped(sum) },
    { label: text('grid.mean'), value: mark + grouped(mean) },
    { label: text('grid.min'), value: grouped(min) },
    { label: text('grid.max'), value: grouped(max) },
  ]
}

/** Commas between thousands, on the text itself: a number would lose digits. */
export function grouped(number: string): string {
  const parts = /^(-?)(\d+)(\.\d+)?$/.exec(number)
  if (!parts) return number
  const [, sign = '', whole = '', fraction = ''] = parts
  return sign + whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',') + fraction
}
