import { existsSync } from 'node:fs'
import { mkdtemp, open, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ColumnType } from '../../contract/columns.ts'
import type { WorkbenchError } from '../../contract/errors.ts'
import { PREVIEW_BYTES } from '../../contract/results.ts'
import type { Batch } from './Batch.ts'
import type { CellValue } from './collectRows.ts'
import { FrameStore, type FrameStoreOptions } from './FrameStore.ts'
import type { OpenSpillFile } from './SpillFile.ts'
import type { StoredResult } from './StoredResult.ts'
import { batchOf, columnsOf } from './testing/batchOf.ts'
import { windowTexts } from './testing/readWindow.ts'

const text: ColumnType = { kind: 'text' }
const int64: ColumnType = { kind: 'int64' }
const binary: ColumnType = { kind: 'binary' }

const utf8 = (value: string): Uint8Array => new TextEncoder().encode(value)

let spillDirectory: string
const stores: FrameStore[] = []

beforeEach(async () => {
  spillDirectory = await mkdtemp(join(tmpdir(), 'sluice-frames-'))
})
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.shutdown()))
  await rm(spillDirectory, { recursive: true, force: true })
})

function openStore(options: Partial<FrameStoreOptions> = {}): FrameStore {
  const store = new FrameStore({ spillDirectory, ...options })
  stores.push(store)
  return store
}

function openResult(store: FrameStore, types: readonly ColumnType[], resultId = 'r1') {
  return store.open({ resultId, columns: columnsOf(types), clientId: 'window' })
}

/** Numbers counted on from the rows a result has, with a text beside each. */
const countedBatch = (from: number, rowCount: number): Batch =>
  batchOf(
    [int64, text],
    Array.from({ length: rowCount }, (_, row): CellValue[] => [
      BigInt(from + row),
      row % 7 === 0 ? null : `row ${from + row}`,
    ]),
  )

async function fill(result: StoredResult, batchCount: number, rowsABatch = 100): Promise<void> {
  for (let index = 0; index < batchCount; index++)
    await result.write(countedBatch(index * rowsABatch, rowsABatch))
}

describe.each([
  ['in memory', undefined],
  ['on disk', 0],
])('a result %s', (_, memoryBudgetBytes) => {
  const budget = memoryBudgetBytes === undefined ? {} : { memoryBudgetBytes }

  test('gives windows within a batch, across several, and short at its end', async () => {
    const result = openResult(openStore(budget), [int64, text])
    await fill(result, 10)
    result.end({ isComplete: true })

    expect(result.rowCount).toBe(1_000)
    const inner = await result.window({ from: 101, to: 103 })
    expect(windowTexts(inner)).toEqual([
      ['101', 'row 101'],
      ['102', 'row 102'],
    ])
    const across = await result.window({ from: 95, to: 405 })
    expect(across).toMatchObject({ from: 95, rowCount: 310 })
    expect(windowTexts(across).map(([number]) => number)).toEqual(
      Array.from({ length: 310 }, (__, row) => String(95 + row)),
    )
    expect(windowTexts(across)[5]).toEqual(['100', null])
    expect(await result.window({ from: 998, to: 1_200 })).toMatchObject({ rowCount: 2 })
    expect(await result.window({ from: 5_000, to: 5_100 })).toMatchObject({
      from: 5_000,
      rowCount: 0,
    })
  })

  test('keeps every kind exactly', async () => {
    const types: ColumnType[] = [
      { kind: 'bool' },
      { kind: 'int16' },
      { kind: 'int32' },
      int64,
      { kind: 'float32' },
      { kind: 'float64' },
      { kind: 'decimal', precision: 38, scale: 20 },
      { kind: 'date' },
      { kind: 'time', unit: 'us' },
      { kind: 'timestamp', unit: 'ns', zone: null },
      { kind: 'timestamp', unit: 'us', zone: 'UTC' },
      { kind: 'text', mark: 'json' },
      { kind: 'any' },
      { kind: 'binary' },
    ]
    const row: CellValue[] = [
      true,
      -32_768,
      2 ** 31 - 1,
      -(2n ** 63n),
      Math.fround(0.1),
      -0,
      -(10n ** 38n - 1n),
      -719_163,
      86_399_999_999n,
      1n,
      253_402_300_800_000_000n,
      '{"a": "ü"}',
      'b00ff',
      Uint8Array.of(0, 255),
    ]
    const nulls = row.map(() => null)
    const result = openResult(openStore(budget), types)
    await result.write(batchOf(types, [row, nulls]))
    await result.write(batchOf(types, [nulls, nulls]))
    await result.write(batchOf(types, [row]))
    result.end({ isComplete: true })

    const texts = [
      'true',
      '-32768',
      '2147483647',
      '-9223372036854775808',
      '0.1',
      '-0',
      '-999999999999999999.99999999999999999999',
      '0001-12-31 BC',
      '23:59:59.999999',
      '1970-01-01 00:00:00.000000001',
      '10000-01-01 00:00:00+00',
      '{"a": "ü"}',
      '0x00ff',
      '0x00ff',
    ]
    const shown = windowTexts(await result.window({ from: 0, to: 10 }))
    expect(shown).toEqual([texts, nulls, nulls, nulls, texts])
  })

  test('cuts large cells between characters and gives them whole when asked', async () => {
    const types: ColumnType[] = [text, binary, { kind: 'any' }]
    const long = `${'x'.repeat(PREVIEW_BYTES - 1)}üü`
    const bytes = new Uint8Array(PREVIEW_BYTES + 5).fill(7)
    const result = openResult(openStore(budget), types)
    await result.write(
      batchOf(types, [
        ['short', null, 'i1'],
        [long, bytes, `t${long}`],
        ['x'.repeat(PREVIEW_BYTES), new Uint8Array(PREVIEW_BYTES), 'r1.0'],
      ]),
    )

    const window = await result.window({ from: 1, to: 3 })

    expect(window.previews).toEqual([
      { row: 1, column: 0, sizeBytes: PREVIEW_BYTES + 3 },
      { row: 1, column: 1, sizeBytes: PREVIEW_BYTES + 5 },
      { row: 1, column: 2, sizeBytes: PREVIEW_BYTES + 3 },
    ])
    const [[cut, cutBytes], [whole]] = windowTexts(window) as [string[], string[]]
    expect(cut).toBe('x'.repeat(PREVIEW_BYTES - 1))
    expect(cutBytes).toHaveLength(2 + 2 * PREVIEW_BYTES)
    expect(whole).toHaveLength(PREVIEW_BYTES)
    const sizeBytes = PREVIEW_BYTES + 3
    expect(await result.cell(1, 0)).toEqual({ bytes: utf8(long), sizeBytes })
    expect(await result.cell(1, 1)).toEqual({ bytes, sizeBytes: bytes.byteLength })
    expect(await result.cell(1, 2)).toEqual({ bytes: utf8(long), sizeBytes })
    expect(await result.cell(0, 1)).toBeNull()
  })

  test('gives the beginning of a cell, cut between two characters of a text', async () => {
    const result = openResult(openStore(budget), [text, binary, { kind: 'any' }])
    await result.write(batchOf([text, binary, { kind: 'any' }], [['aé€', utf8('aé€'), 'taé€']]))
    const sizeBytes = 6
    for (const column of [0, 2]) {
      expect(await result.cell(0, column, 2)).toEqual({ bytes: utf8('a'), sizeBytes })
      expect(await result.cell(0, column, 5)).toEqual({ bytes: utf8('aé'), sizeBytes })
      expect(await result.cell(0, column, 6)).toEqual({ bytes: utf8('aé€'), sizeBytes })
    }
    expect(await result.cell(0, 1, 2)).toEqual({ bytes: utf8('aé€').slice(0, 2), sizeBytes })
  })

  test('shows a column that widened midway by the exact text of its earlier values', async () => {
    const instant: ColumnType = { kind: 'timestamp', unit: 'us', zone: 'UTC' }
    const marked: ColumnType = { kind: 'text', mark: 'timestamp' }
    const result = openResult(openStore(budget), [int64, instant])
    const before = result.columns
    await result.write(batchOf([int64, instant], [[1n, 0n]]))
    await result.write(batchOf([{ kind: 'any' }, marked], [['tx', 'infinity']]))
    await result.write(batchOf([int64, instant], [[2n, null]]))

    expect(result.columns).not.toBe(before)
    expect(result.columns.map((column) => column.type)).toEqual([{ kind: 'any' }, marked])
    const window = await result.window({ from: 0, to: 3 })
    expect(windowTexts(window)).toEqual([
      ['1', '1970-01-01 00:00:00+00'],
      ['x', 'infinity'],
      ['2', null],
    ])
    const raw = tableFromIPC(window.rows).getChild('0')!
    expect([...raw]).toEqual(['i1', 'tx', 'i2'])
    expect((await result.cell(0, 1))!.bytes).toEqual(utf8('1970-01-01 00:00:00+00'))
  })

  test('takes no columns, no rows, 500 columns and a cell of 50 MB', async () => {
    const store = openStore(budget)
    const withoutColumns = openResult(store, [], 'no columns')
    await withoutColumns.write({ rowCount: 3, columns: [] })
    expect(await withoutColumns.window({ from: 1, to: 10 })).toMatchObject({ rowCount: 2 })

    const withoutRows = openResult(store, [text], 'no rows')
    withoutRows.end({ isComplete: true })
    const empty = await withoutRows.window({ from: 0, to: 10 })
    expect(empty.rowCount).toBe(0)
    expect(tableFromIPC(empty.rows).numCols).toBe(1)

    const manyTypes = Array.from({ length: 500 }, () => text)
    const wide = openResult(store, manyTypes, 'wide')
    await wide.write(batchOf(manyTypes, [manyTypes.map((__, index) => `v${index}`)]))
    expect(windowTexts(await wide.window({ from: 0, to: 1, columns: [499, 3] }))).toEqual([
      ['v499', 'v3'],
    ])
    const whole = tableFromIPC((await wide.window({ from: 0, to: 1 })).rows)
    expect(whole.getChild('499')!.get(0)).toBe('v499')

    const huge = openResult(store, [text], 'huge')
    const size = 50 * 1024 * 1024
    await huge.write(batchOf([text], [['y'.repeat(size)]]))
    const preview = await huge.window({ from: 0, to: 1 })
    expect(preview.previews).toEqual([{ row: 0, column: 0, sizeBytes: size }])
    expect(preview.rows.byteLength).toBeLessThan(10_000)
    expect((await huge.cell(0, 0))!.bytes.byteLength).toBe(size)
    const beginning = (await huge.cell(0, 0, 1_000))!
    expect(beginning).toMatchObject({ sizeBytes: size, bytes: { byteLength: 1_000 } })
    expect(beginning.bytes.buffer.byteLength).toBeLessThan(10_000)
  })

  test('gives all batches in order to who follows it while it still streams', async () => {
    const result = openResult(openStore(budget), [int64, text])
    const following = (async () => {
      let rowCount = 0
      const { signal } = new AbortController()
      for await (const batch of result.batches({ signal })) rowCount += batch.rowCount
      return rowCount
    })()
    await fill(result, 5)
    await new Promise(setImmediate)
    await result.write(countedBatch(500, 1))
    result.end({ isComplete: true })

    expect(await following).toBe(501)
  })

  test('refuses windows and cells that cannot be', async () => {
    const result = openResult(openStore(budget), [int64, text])
    await fill(result, 1)
    const refused = { code: 'invalid-request' }
    await expect(result.window({ from: 0, to: 5_001 })).rejects.toMatchObject(refused)
    await expect(result.window({ from: 0, to: 1, columns: [2] })).rejects.toMatchObject(refused)
    await expect(result.cell(100, 0)).rejects.toMatchObject(refused)
    await expect(result.cell(0, 2)).rejects.toMatchObject(refused)
  })
})

describe('memory and disk', () => {
  const filesOnDisk = async () => {
    const names = await readdir(spillDirectory, { recursive: true })
    return names.filter((name) => name.endsWith('.arrows'))
  }

  test('keeps the first rows in memory and spills what finds no room', async () => {
    const store = openStore({ memoryBudgetBytes: 100_000 })
    const result = openResult(store, [int64, text])
    await fill(result, 100)

    expect(store.memoryBytes).toBeGreaterThan(50_000)
    expect(store.memoryBytes).toBeLessThanOrEqual(100_000)
    expect(result.memoryBytes).toBe(store.memoryBytes)
    const texts = windowTexts(await result.window({ from: 0, to: 5_000 }))
    const rest = windowTexts(await result.window({ from: 5_000, to: 10_000 }))
    expect([...texts, ...rest].map(([number]) => number)).toEqual(
      Array.from({ length: 10_000 }, (_, row) => String(row)),
    )
  })

  test('leaves room for results after a huge one, and gets all of it back', async () => {
    const store = openStore({ memoryBudgetBytes: 100_000 })
    const huge = openResult(store, [int64, text], 'huge')
    await fill(huge, 100)
    const small = openResult(store, [int64, text], 'small')
    await fill(small, 1)
    expect(small.memoryBytes).toBeGreaterThan(0)
    await vi.waitFor(async () => expect(await filesOnDisk()).toHaveLength(1), { timeout: 5_000 })

    await store.close('huge')
    await store.close('small')
    expect(store.memoryBytes).toBe(0)
    expect(await filesOnDisk()).toEqual([])
  })

  test('spills into a folder that only its owner can read', async () => {
    const store = openStore({ memoryBudgetBytes: 0 })
    const result = openResult(store, [int64, text])
    await fill(result, 1)
    result.end({ isComplete: true })
    await vi.waitFor(async () => expect(await filesOnDisk()).toHaveLength(1), { timeout: 5_000 })

    const [folder] = await readdir(spillDirectory)
    const modes = await Promise.all(
      [folder!, (await filesOnDisk())[0]!].map(async (name) =>
        ((await stat(join(spillDirectory, name))).mode & 0o777).toString(8),
      ),
    )
    if (process.platform !== 'win32') expect(modes).toEqual(['700', '600'])
    await store.shutdown()
    expect(await readdir(spillDirectory)).toEqual([])
  })

  test('makes the writer wait when the disk is behind, and lets it go on after', async () => {
    const disk = Promise.withResolvers<void>()
    const store = openStore({
      memoryBudgetBytes: 0,
      openSpillFile: async (path) => {
        await disk.promise
        return open(path, 'wx+')
      },
    })
    const result = openResult(store, [text])
    const batch = batchOf([text], [['z'.repeat(3_000_000)]])
    expect(result.write(batch)).toBeUndefined()
    expect(result.write(batch)).toBeUndefined()
    const behind = result.write(batch)
    expect(behind).toBeInstanceOf(Promise)
    expect(result.rowCount).toBe(3)
    expect((await result.window({ from: 2, to: 3 })).previews).toHaveLength(1)

    disk.resolve()
    await behind
    expect(result.write(batch)).toBeUndefined()
  })

  test.skipIf(!existsSync('/dev/full'))(
    'with the disk full, refuses more and keeps all rows so far readable',
    async () => {
      const store = openStore({
        memoryBudgetBytes: 0,
        openSpillFile: () => open('/dev/full', 'r+'),
      })
      const result = openResult(store, [text])
      const large = batchOf([text], [['z'.repeat(9_000_000)]])

      await expect(result.write(large)).rejects.toMatchObject({
        code: 'disk-full',
        details: { writtenBytes: 0 },
      })
      await expect(result.write(large)).rejects.toMatchObject({ code: 'disk-full' })
      result.end({ isComplete: false })
      expect(result).toMatchObject({ rowCount: 1, isComplete: false })
      expect((await result.cell(0, 0))!.sizeBytes).toBe(9_000_000)
    },
  )

  test('what was spilled before the disk filled up stays readable', async () => {
    let room = 20_000
    const openSpillFile: OpenSpillFile = async (path) => {
      const file = await open(path, 'wx+')
      return {
        read: (...place) => file.read(...place),
        close: () => file.close(),
        // A little at a time, as a disk may, until there is no room.
        async writev(pieces, position) {
          const bytes = Buffer.concat(pieces).subarray(0, Math.min(room, 1_000))
          if (bytes.length === 0) throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
          room -= bytes.length
          return file.write(bytes, 0, bytes.length, position)
        },
      }
    }
    const result = openResult(openStore({ memoryBudgetBytes: 0, openSpillFile }), [int64, text])
    const failure = await fillUntilRefused(result)

    expect(failure).toMatchObject({ code: 'disk-full' })
    expect(failure.details['writtenBytes']).toBeGreaterThan(0)
    const window = await result.window({ from: 0, to: 5_000 })
    expect(window.rowCount).toBe(Math.min(result.rowCount, 5_000))
    expect(windowTexts(window).map(([number]) => number)).toEqual(
      Array.from({ length: window.rowCount }, (_, row) => String(row)),
    )
  })

  /** Writes until the disk is full; a failure tells itself with a later batch. */
  async function fillUntilRefused(result: StoredResult): Promise<WorkbenchError> {
    for (let index = 0; index < 1_000; index++) {
      try {
        await result.write(countedBatch(index * 100, 100))
      } catch (error) {
        return error as WorkbenchError
      }
      await new Promise(setImmediate)
    }
    throw new Error('No write was refused.')
  }
})

describe('closing', () => {
  test('ends reading, following and writing with result-closed', async () => {
    const store = openStore()
    const result = openResult(store, [int64, text])
    await fill(result, 1)
    const { signal } = new AbortController()
    const batches = result.batches({ signal })
    await batches.next()
    const next = batches.next()
    const closed = expect(next).rejects.toMatchObject({ code: 'result-closed' })
    await store.close('r1')
    await store.close('r1')

    await closed
    await expect(result.window({ from: 0, to: 1 })).rejects.toMatchObject({ code: 'result-closed' })
    await expect(result.cell(0, 0)).rejects.toMatchObject({ code: 'result-closed' })
    await expect(result.write(countedBatch(0, 1))).rejects.toMatchObject({ code: 'result-closed' })
    expect(() => store.get('r1')).toThrow(expect.objectContaining({ code: 'result-closed' }))
  })

  test('of a window closes its results and no others', async () => {
    const store = openStore()
    store.open({ resultId: 'mine', columns: [], clientId: 'window 1' })
    const other = store.open({ resultId: 'other', columns: [], clientId: 'window 2' })
    await store.closeClient('window 1')
    expect(() => store.get('mine')).toThrow(expect.objectContaining({ code: 'result-closed' }))
    expect(store.get('other')).toBe(other)
  })

  test('during a window read from disk gives the rows or result-closed, never garbage', async () => {
    const store = openStore({ memoryBudgetBytes: 0 })
    const result = openResult(store, [int64, text])
    await fill(result, 50)
    const windows = [0, 1_000, 4_000].map((from) => result.window({ from, to: from + 100 }))
    const outcomes = Promise.allSettled(windows)
    await store.close('r1')
    for (const outcome of await outcomes)
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'result-closed' })
      else expect(outcome.value.rowCount).toBe(100)
  })

  test('a follower that gives up gets the reason of its signal', async () => {
    const result = openResult(openStore(), [int64, text])
    const controller = new AbortController()
    const next = result.batches({ signal: controller.signal }).next()
    const reason = new Error('enough')
    controller.abort(reason)
    await expect(next).rejects.toBe(reason)
  })
})

test('tells of every batch and of the end, until the listener is taken off', async () => {
  const result = openResult(openStore(), [int64, text])
  const counts: number[] = []
  const remove = result.onChange(() => counts.push(result.rowCount))
  await fill(result, 2)
  result.end({ isComplete: true })
  result.end({ isComplete: false })
  remove()
  expect(counts).toEqual([100, 200, 200])
  expect(result.isComplete).toBe(true)
})

test('windows of many batches and columns let other work through in between', async () => {
  const types = Array.from({ length: 200 }, () => text)
  const result = openResult(openStore(), types)
  const row = types.map((_, index) => `value ${index}`)
  const batch = batchOf(
    types,
    Array.from({ length: 300 }, () => row),
  )
  for (let index = 0; index < 10; index++) await result.write(batch)
  let nowMs = 0
  vi.spyOn(performance, 'now').mockImplementation(() => (nowMs += 5)) // as if each step took so long
  let turns = 0
  let counting = setImmediate(function count() {
    turns++
    counting = setImmediate(count)
  })
  await result.window({ from: 0, to: 3_000 })
  clearImmediate(counting)
  vi.restoreAllMocks()
  expect(turns).toBeGreaterThan(1)
})
