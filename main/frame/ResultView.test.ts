import { mkdtempSync, rmSync } from 'node:fs'
import { open as openFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ColumnType } from '../../contract/columns.ts'
import { readCell } from './readCell.ts'
import { FrameStore } from './FrameStore.ts'
import { batchOf, columnsOf } from './testing/batchOf.ts'
import { windowTexts } from './testing/readWindow.ts'

const BATCHES = 6
const BATCH_ROWS = 50
const types: ColumnType[] = [{ kind: 'int64' }, { kind: 'text' }]
const wider: ColumnType[] = [{ kind: 'any' }, { kind: 'text' }]
/** From both ends to the middle, so that neighbours come from different batches. */
const index = Uint32Array.from({ length: BATCHES * BATCH_ROWS }, (_, at) =>
  at % 2 === 0 ? at / 2 : BATCHES * BATCH_ROWS - (at + 1) / 2,
)
const { signal } = new AbortController()

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-view-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe.each([
  { place: 'in memory', memoryBudgetBytes: 1 << 20 },
  { place: 'on disk', memoryBudgetBytes: 0 },
  { place: 'partly on disk', memoryBudgetBytes: 6_000 },
])('a view of rows that are $place', ({ memoryBudgetBytes }) => {
  async function open() {
    const frames = new FrameStore({ memoryBudgetBytes, spillDirectory: folder })
    const source = frames.open({ resultId: 'all', columns: columnsOf(types), clientId: 'window' })
    for (let batch = 0; batch < BATCHES; batch++) {
      // The last batch has a value that is no integer.
      const isLast = batch === BATCHES - 1
      const rows = Array.from({ length: BATCH_ROWS }, (_, at) => {
        const row = batch * BATCH_ROWS + at
        return [isLast ? `r${row}.5` : BigInt(row), row % 5 === 0 ? null : 'x'.repeat(row * 10)]
      })
      await source.write(batchOf(isLast ? wider : types, rows))
    }
    source.end({ isComplete: true })
    const view = frames.openView({ resultId: 'view', clientId: 'window', source, index })
    return { frames, view }
  }
  const textOf = (row: number) => `${row}${row >= BATCH_ROWS * (BATCHES - 1) ? '.5' : ''}`

  test('has the rows of its index in its order, large cells as previews by their place', async () => {
    const { frames, view } = await open()
    const window = await view.window({ from: 10, to: 290 })
    const rows = [...index.subarray(10, 290)]
    expect(windowTexts(window).map(([first]) => first)).toEqual(rows.map(textOf))
    const large = rows.flatMap((row, at) =>
      row % 5 !== 0 && row * 10 > 1_024 ? [{ row: at + 10, column: 1, sizeBytes: row * 10 }] : [],
    )
    expect(window.previews).toEqual(large)
    expect((await view.cell(1, 0))!.bytes).toEqual(new TextEncoder().encode(textOf(index[1]!)))
    await expect(view.cell(BATCHES * BATCH_ROWS, 0)).rejects.toMatchObject({
      code: 'invalid-request',
    })
    await expect(view.window({ from: 0, to: 5_001 })).rejects.toMatchObject({
      code: 'invalid-request',
    })
    await frames.shutdown()
  })

  test('gives all its rows whole, as an export takes them', async () => {
    const { frames, view } = await open()
    const sizes: (number | null)[] = []
    for await (const { columns, rowCount } of view.batches({ signal }))
      for (let row = 0; row < rowCount; row++) {
        const raw = readCell(columns[1]!, row)
        sizes.push(raw === null ? null : String(raw).length)
      }
    expect(sizes).toEqual([...index].map((row) => (row % 5 === 0 ? null : row * 10)))
    await frames.closeClient('window')
    expect(() => frames.get('view')).toThrow(expect.objectContaining({ code: 'result-closed' }))
    await frames.shutdown()
  })
})

test('a view of many batches in another order reads each from disk once', async () => {
  const reads: number[] = []
  let writeCount = 0
  const frames = new FrameStore({
    memoryBudgetBytes: 0,
    spillDirectory: folder,
    openSpillFile: async (path) => {
      const file = await openFile(path, 'wx+')
      return {
        writev: async (buffers, position) => {
          const done = await file.writev(buffers, position)
          writeCount++
          return done
        },
        read: (buffer, offset, length, position) => {
          reads.push(position)
          return file.read(buffer, offset, length, position)
        },
        close: () => file.close(),
      }
    },
  })
  const source = frames.open({ resultId: 'all', columns: columnsOf(types), clientId: 'window' })
  const counts = { batches: 20, rows: 5_000 }
  for (let batch = 0; batch < counts.batches; batch++)
    await source.write(
      batchOf(
        types,
        Array.from({ length: counts.rows }, (_, row) => [BigInt(batch * counts.rows + row), 'x']),
      ),
    )
  source.end({ isComplete: true })
  await expect.poll(() => writeCount).toBeGreaterThanOrEqual(counts.batches)
  const rowCount = counts.batches * counts.rows
  const spread = Uint32Array.from({ length: rowCount }, (_, at) => (at * 7_919) % rowCount)
  const view = frames.openView({
    resultId: 'view',
    clientId: 'window',
    source,
    index: spread,
  })

  const numbers: number[] = []
  for await (const { rowCount: rows, columns } of view.batches({ signal }))
    for (let row = 0; row < rows; row++) numbers.push(Number(readCell(columns[0]!, row)))
  expect(numbers).toEqual([...spread])
  expect(new Set(reads).size).toBe(reads.length)
  expect(reads.length).toBeGreaterThanOrEqual(counts.batches - 1)
  await frames.shutdown()
}, 30_000)
