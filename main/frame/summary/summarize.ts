import type { RawCell } from '../../../contract/cellText.ts'
import { cellText } from '../../../contract/cellText.ts'
import type { ColumnType } from '../../../contract/columns.ts'
import type { CellSummary } from '../../../contract/results.ts'
import type { ColumnData } from '../Batch.ts'
import { readCell } from '../readCell.ts'
import type { ResultBlock } from '../ResultBlock.ts'
import { TimeSlice } from '../TimeSlice.ts'
import { parseExact } from './ExactSum.ts'
import { NumberTally } from './NumberTally.ts'

/** Above so many cells their different values are not counted: each would be held. */
export const DISTINCT_CELLS = 100_000
/** Cells between two looks at the clock. */
const STEP_CELLS = 2_048

/** Sums up the cells of a block, in slices that leave main free for other things. */
export async function summarize(block: ResultBlock, signal: AbortSignal): Promise<CellSummary> {
  const slice = new TimeSlice()
  const tally = new NumberTally()
  const cellCount = block.rowCount * block.columns.length
  const values = cellCount <= DISTINCT_CELLS ? new Set<string>() : null
  let nullCount = 0
  for await (const batch of block.batches({ signal }))
    for (const column of batch.columns) {
      nullCount += column.nullCount
      const add = adder(column.type, tally)
      if (!add && !values) continue
      for (let row = 0; row < batch.rowCount; row++) {
        addCell(column, row, { add, values })
        if (row % STEP_CELLS !== STEP_CELLS - 1) continue
        await slice.breathe()
        signal.throwIfAborted()
      }
    }
  const distinctCount = values?.size ?? null
  return { cellCount, nullCount, distinctCount, numbers: tally.result() }
}

type Adder = (raw: RawCell) => void

function addCell(
  column: ColumnData,
  row: number,
  { add, values }: { add: Adder | null; values: Set<string> | null },
): void {
  const raw = readCell(column, row)
  if (raw === null) return
  add?.(raw)
  values?.add(cellText(column.type, raw))
}

/** Null: no value of such a column is a number. */
function adder(type: ColumnType, tally: NumberTally): Adder | null {
  switch (type.kind) {
    case 'int16':
    case 'int32':
    case 'int64':
      return (raw) => tally.addExact({ unscaled: BigInt(raw as number | bigint), scale: 0 })
    case 'decimal':
      return (raw) => tally.addExact({ unscaled: raw as bigint, scale: type.scale })
    case 'float32':
    case 'float64':
      return (raw) => tally.addReal(raw as number)
    case 'text':
      return type.mark === 'decimal' ? (raw) => addText(tally, raw as string) : null
    case 'any':
      return (raw) => addTagged(tally, raw as string)
    default:
      return null
  }
}

/** A number of any length, or `NaN` and its like. */
function addText(tally: NumberTally, text: string): void {
  const exact = parseExact(text)
  if (exact) tally.addExact(exact)
  else tally.addReal(Number(text))
}

function addTagged(tally: NumberTally, tagged: string): void {
  const text = tagged.slice(1)
  if (tagged.startsWith('i')) tally.addExact({ unscaled: BigInt(text), scale: 0 })
  else if (tagged.startsWith('r')) tally.addReal(Number(text.replace('Inf', 'Infinity')))
}
