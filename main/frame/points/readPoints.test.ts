import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ColumnType } from '../../../contract/columns.ts'
import type { CellValue } from '../collectRows.ts'
import { FrameStore } from '../FrameStore.ts'
import { batchOf, columnsOf } from '../testing/batchOf.ts'
import { readPoints } from './readPoints.ts'

let spillDirectory: string
let store: FrameStore
const { signal } = new AbortController()

beforeEach(async () => {
  spillDirectory = await mkdtemp(join(tmpdir(), 'sluice-points-'))
  store = new FrameStore({ spillDirectory })
})
afterEach(async () => {
  await store.shutdown()
  await rm(spillDirectory, { recursive: true, force: true })
})

function resultOf(types: ColumnType[], rows: CellValue[][]) {
  const result = store.open({ resultId: 'r', columns: columnsOf(types), clientId: 'test' })
  for (let from = 0; from < rows.length; from += 5_000)
    void result.write(batchOf(types, rows.slice(from, from + 5_000)))
  result.end({ isComplete: true })
  return result
}

const int32: ColumnType = { kind: 'int32' }
const float64: ColumnType = { kind: 'float64' }
const text: ColumnType = { kind: 'text' }

test('all rows are points where there are few, with values to draw and exact texts', async () => {
  const moment: ColumnType = { kind: 'timestamp', unit: 'us', zone: 'UTC' }
  const decimal: ColumnType = { kind: 'decimal', precision: 20, scale: 2 }
  const result = resultOf(
    [moment, decimal, text],
    [
      [86_400_000_001n, 12_345n, 'a'],
      [null, null, null],
    ],
  )
  const request = { columns: [0, 1, 2], pick: 'first' as const, limit: 10, zone: 'Asia/Tokyo' }
  expect(await readPoints(result, request, signal)).toEqual({
    rowCount: 2,
    columns: [
      { values: [86_400_000.001, null], texts: ['1970-01-02 09:00:00.000001+09', null] },
      { values: [123.45, null], texts: ['123.45', null] },
      { values: [null, null], texts: ['a', null] },
    ],
  })
})

test('of many rows the peaks stay, in the order of the axis, whatever the order of the rows', async () => {
  const rows = Array.from({ length: 50_000 }, (_, row) => [row, Math.sin(row / 500)])
  rows[31_415]![1] = 99
  rows[27_182]![1] = -99
  const shuffled = rows.toSorted((a, b) => ((a[0]! * 7919) % 50_000) - ((b[0]! * 7919) % 50_000))
  const result = resultOf([int32, float64], shuffled)
  const request = { columns: [0, 1], pick: 'extremes' as const, limit: 400 }
  const { columns, rowCount } = await readPoints(result, request, signal)
  const [x, y] = columns
  expect(rowCount).toBe(50_000)
  expect(x!.values.length).toBeLessThanOrEqual(400)
  expect(x!.values.length).toBeGreaterThan(200)
  expect(x!.values).toEqual(x!.values.toSorted((a, b) => a! - b!))
  expect(y!.values[x!.values.indexOf(31_415)]).toBe(99)
  expect(y!.values[x!.values.indexOf(27_182)]).toBe(-99)
})

test('the extremes of each column are kept, and stretches without values are left out', async () => {
  const rows: CellValue[][] = Array.from({ length: 9_000 }, (_, row) => [
    row,
    row < 4_000 || row > 5_000 ? row : null,
    row === 4_500 ? 7 : 0,
  ])
  const result = resultOf([int32, float64, float64], rows)
  const request = { columns: [0, 1, 2], pick: 'extremes' as const, limit: 200 }
  const { columns } = await readPoints(result, request, signal)
  expect(columns[0]!.values).toContain(4_500)
  expect(columns[2]!.values).toContain(7)
})

test('points of a cloud are taken evenly, and the first of what has an order', async () => {
  const rows = Array.from({ length: 1_000 }, (_, row) => [row])
  const result = resultOf([int32], rows)
  const take = async (pick: 'even' | 'first') =>
    (await readPoints(result, { columns: [0], pick, limit: 4 }, signal)).columns[0]!.values
  expect(await take('even')).toEqual([0, 250, 500, 750])
  expect(await take('first')).toEqual([0, 1, 2, 3])
})
