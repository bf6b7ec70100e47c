import { cellText } from '../../../contract/cellText.ts'
import type { Request } from '../../../contract/contract.ts'
import type { PointColumn, pointCalls, Points } from '../../../contract/points.ts'
import type { Batch } from '../Batch.ts'
import { readCell } from '../readCell.ts'
import type { ReadableResult } from '../ReadableResult.ts'
import { ResultBlock } from '../ResultBlock.ts'
import { TimeSlice } from '../TimeSlice.ts'
import { Extremes } from './Extremes.ts'
import { pointValue } from './pointValue.ts'

type PointsRequest = Omit<Request<(typeof pointCalls)['results.points']>, 'resultId'>

/** Rows between two looks at the clock. */
const STEP_ROWS = 1_024

/** See `results.points` of the contract. Goes through the rows in slices that leave main free. */
export async function readPoints(
  result: ReadableResult,
  request: PointsRequest,
  signal: AbortSignal,
): Promise<Points> {
  await result.ended({ signal })
  const { rowCount } = result
  const reader = new PointReader(result, request.columns, signal)
  const rows = await chosenRows(reader, rowCount, request)
  const points = await reader.points(rows, request.zone)
  const isSorted = request.pick === 'extremes'
  return { columns: isSorted ? sortedByFirst(points) : points, rowCount }
}

/** Null: all of them. */
async function chosenRows(
  reader: PointReader,
  rowCount: number,
  { pick, limit, columns }: PointsRequest,
): Promise<readonly number[] | null> {
  if (rowCount <= limit) return null
  if (pick === 'first') return Array.from({ length: limit }, (_, row) => row)
  if (pick === 'even')
    return Array.from({ length: limit }, (_, point) => Math.floor((point * rowCount) / limit))
  let from = Infinity
  let to = -Infinity
  await reader.each((_, [x]) => {
    if (x === null || x === undefined) return
    if (x < from) from = x
    if (x > to) to = x
  })
  if (from > to) return []
  const others = Math.max(1, columns.length - 1)
  const extremes = new Extremes({ from, to }, others, limit)
  await reader.each((row, [x, ...values]) => {
    if (x !== null && x !== undefined) extremes.add(row, x, values.length > 0 ? values : [x])
  })
  return extremes.rows()
}

class PointReader {
  readonly #result: ReadableResult
  readonly #columns: readonly number[]
  readonly #signal: AbortSignal

  constructor(result: ReadableResult, columns: readonly number[], signal: AbortSignal) {
    this.#result = result
    this.#columns = columns
    this.#signal = signal
  }

  /** The values of all rows, one after the other. */
  async each(take: (row: number, values: readonly (number | null)[]) => void): Promise<void> {
    await this.#rows((batch, at, row) =>
      take(
        row,
        batch.columns.map((column) => {
          const raw = readCell(column, at)
          return raw === null ? null : pointValue(column.type, raw)
        }),
      ),
    )
  }

  async points(rows: readonly number[] | null, zone?: string): Promise<PointColumn[]> {
    const columns: PointColumn[] = this.#columns.map(() => ({ values: [], texts: [] }))
    let next = 0
    await this.#rows((batch, at, row) => {
      if (rows !== null && rows[next] !== row) return
      next++
      for (const [index, column] of batch.columns.entries()) {
        const raw = readCell(column, at)
        const { values, texts } = columns[index]!
        values.push(raw === null ? null : pointValue(column.type, raw))
        texts.push(raw === null ? null : cellText(column.type, raw, zone ? { zone } : {}))
      }
    })
    return columns
  }

  async #rows(take: (batch: Batch, at: number, row: number) => void): Promise<void> {
    const rows = [{ from: 0, to: this.#result.rowCount }]
    const block = new ResultBlock(this.#result, { rows, columns: [...this.#columns] })
    const slice = new TimeSlice()
    let row = 0
    for await (const batch of block.batches({ signal: this.#signal }))
      for (let at = 0; at < batch.rowCount; at++, row++) {
        take(batch, at, row)
        if (row % STEP_ROWS !== STEP_ROWS - 1) continue
        await slice.breathe()
        this.#signal.throwIfAborted()
      }
  }
}

/** Points without a place on the axis are left out. */
function sortedByFirst(columns: readonly PointColumn[]): PointColumn[] {
  const [first] = columns
  if (!first) return []
  const order = first.values
    .flatMap((value, point) => (value === null ? [] : [{ value, point }]))
    .toSorted((a, b) => a.value - b.value)
    .map(({ point }) => point)
  return columns.map(({ values, texts }) => ({
    values: order.map((point) => values[point] ?? null),
    texts: order.map((point) => texts[point] ?? null),
  }))
}
