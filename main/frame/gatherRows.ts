import type { Batch } from './Batch.ts'
import type { BatchRange } from './copyColumns.ts'
import { copyRows } from './copyRows.ts'
import type { StoredBatch, StoredBatches } from './StoredBatches.ts'
import { TimeSlice } from './TimeSlice.ts'

/**
 * Finds rows by their numbers, in the order given. Each batch is loaded once; of one that comes from
 * disk only the rows that are wanted are kept.
 */
export async function gatherRows(
  rows: Uint32Array,
  batches: StoredBatches,
  load: (stored: StoredBatch) => Promise<Batch>,
): Promise<BatchRange[]> {
  const ranges = Array.from<BatchRange>({ length: rows.length })
  const slice = new TimeSlice()
  for (const { stored, positions } of await groupByBatch(rows, batches, slice)) {
    await slice.breathe()
    const isInMemory = stored.batch !== null
    const batch = await load(stored)
    const numbers = positions.map((position) => rows[position]! - stored.from)
    const held = isInMemory ? batch : pickRows(batch, numbers)
    positions.forEach((position, picked) => {
      const from = isInMemory ? numbers[picked]! : picked
      ranges[position] = { batch: held, from, to: from + 1 }
    })
  }
  return ranges
}

type Group = { readonly stored: StoredBatch; readonly positions: number[] }

/** Rows looked at between two breaths. */
const STEP_ROWS = 8_192

async function groupByBatch(
  rows: Uint32Array,
  batches: StoredBatches,
  slice: TimeSlice,
): Promise<Iterable<Group>> {
  const groups = new Map<StoredBatch, Group>()
  for (let position = 0; position < rows.length; position++) {
    if (position % STEP_ROWS === STEP_ROWS - 1) await slice.breathe()
    const stored = batches.holding(rows[position]!)!
    const group = groups.get(stored)
    if (group) group.positions.push(position)
    else groups.set(stored, { stored, positions: [position] })
  }
  return groups.values()
}

function pickRows({ columns }: Batch, numbers: readonly number[]): Batch {
  const picked = columns.map((column) => {
    const ranges = numbers.map((from) => ({ column, from, to: from + 1 }))
    return copyRows(ranges, column.type, Infinity).column
  })
  return { rowCount: numbers.length, columns: picked }
}
