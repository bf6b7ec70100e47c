import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ColumnType } from '../../contract/columns.ts'
import type { FoundCell } from '../../contract/results.ts'
import { FrameStore } from '../frame/FrameStore.ts'
import { batchOf, columnsOf } from '../frame/testing/batchOf.ts'
import { FindService } from './FindService.ts'
import { Workshop } from './Workshop.ts'

const BATCH_ROWS = 5_000
const BATCHES = 24
const ROWS = BATCH_ROWS * BATCHES
const types: ColumnType[] = [{ kind: 'int32' }, { kind: 'text' }, { kind: 'float64' }]
const COLUMNS = [1, 0, 2]
const MUCH = 256 * 1024 * 1024
const { signal } = new AbortController()

let folder: string
let frames: FrameStore
let workshop: Workshop
let finds: FindService

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-find-'))
})
afterEach(async () => {
  await workshop.shutdown()
  await frames.shutdown()
  rmSync(folder, { recursive: true, force: true })
})

const FILLER = '-'.repeat(60)
/** Every thousandth row is a `Größe`, every fifth NULL, and the last row one of its own. */
const nameAt = (row: number): string | null =>
  row === ROWS - 1
    ? 'the very LAST'
    : row % 1_000 === 7
      ? `GRÖSSE größe ${row}`
      : row % 5 === 0
        ? null
        : FILLER

async function open(memoryBudgetBytes: number): Promise<void> {
  const modulePath = fileURLToPath(new URL('./polarsWorker.ts', import.meta.url))
  frames = new FrameStore({ spillDirectory: folder, memoryBudgetBytes })
  workshop = new Workshop({ frames, resolveModule: () => modulePath })
  finds = new FindService({ frames, workshop })
  const result = frames.open({ resultId: 'r', columns: columnsOf(types), clientId: 'window' })
  for (let from = 0; from < ROWS; from += BATCH_ROWS)
    await result.write(
      batchOf(
        types,
        Array.from({ length: BATCH_ROWS }, (_, at) => {
          const row = from + at
          return [row, nameAt(row), row / 8]
        }),
      ),
    )
  result.end({ isComplete: true })
}

const START = { row: 0, column: COLUMNS[0]! }
type Direction = 'first' | 'next' | 'previous'

const find = (needle: string, from = START, direction: Direction = 'first', resultId = 'r') =>
  finds.find({ resultId, needle, columns: COLUMNS, from, direction, goesOn: false }, { signal })

/** Asks until all rows have been gone through. */
async function findWhole(needle: string, from = START, direction: Direction = 'first') {
  const request = { resultId: 'r', needle, columns: COLUMNS, from, direction, goesOn: true }
  for (;;) {
    const answer = await finds.find(request, { signal })
    if (answer.isWhole) return answer
  }
}

describe.each([
  { name: 'in memory', memory: MUCH },
  { name: 'on disk', memory: 0 },
])('a result $name', ({ memory }) => {
  test('tells its first match before all rows have been gone through, and then all of them', async () => {
    await open(memory)
    const first: FoundCell = { row: 7, column: 1, number: 1 }
    const early = await find('grösse')
    expect(early).toEqual({ total: expect.any(Number), isWhole: false, found: first })
    expect(early.total).toBeLessThan(ROWS / 1_000)
    const second = await find('grösse', first, 'next')
    expect(second).toMatchObject({ isWhole: false, found: { row: 1_007, column: 1, number: 2 } })
    expect(await findWhole('grösse', first)).toEqual({
      total: ROWS / 1_000,
      isWhole: true,
      found: first,
    })
    expect(await find('grösse', first, 'previous')).toMatchObject({
      isWhole: true,
      found: { row: ROWS - 993, column: 1, number: ROWS / 1_000 },
    })
  })

  test('has its numbers looked at as they are shown, and its last row too', async () => {
    await open(memory)
    const texts = Array.from({ length: ROWS }, (_, row) =>
      [nameAt(row) ?? '', String(row), String(row / 8)].map((text) => text.includes('77.5')),
    )
    const { total, found } = await findWhole('77.5')
    expect(total).toBe(texts.flat().filter(Boolean).length)
    expect(found).toEqual({ row: 77.5 * 8, column: 2, number: 1 })
    expect(await findWhole('very last')).toMatchObject({ total: 1, found: { row: ROWS - 1 } })
    expect(await findWhole('nowhere')).toEqual({ total: 0, isWhole: true, found: null })
  })
})

test('what is behind the first match and before it is not told while it may not be the nearest', async () => {
  await open(MUCH)
  const from = { row: ROWS - 2_000, column: 2 }
  await find('grösse')
  const far = await find('grösse', from, 'next')
  expect(far.found).toEqual({ row: ROWS - 1_993, column: 1, number: ROWS / 1_000 - 1 })
  await find('GRÖSSE', START)
  const around = await find('GRÖSSE', START, 'previous')
  expect(around).toMatchObject({ isWhole: true, found: { row: ROWS - 993 } })
})

test('a search that was given up goes on where it was', async () => {
  await open(0)
  for (const afterTurns of [0, 1, 4, 12]) {
    const controller = new AbortController()
    const request = { resultId: 'r', needle: '1', columns: COLUMNS, from: START, goesOn: true }
    const given = finds.find({ ...request, direction: 'first' }, controller)
    for (let turn = 0; turn < afterTurns; turn++) await new Promise(setImmediate)
    controller.abort()
    await expect(given).rejects.toMatchObject({ code: 'aborted' })
  }
  const [one, other] = await Promise.all([findWhole('1'), findWhole('1')])
  const expected = Array.from({ length: ROWS }, (_, row) =>
    [nameAt(row) ?? '', String(row), String(row / 8)].filter((text) => text.includes('1')),
  )
  expect(one.total).toBe(expected.flat().length)
  expect(other).toEqual(one)
})

test('a view tells its matches in its own order, and only its rows', async () => {
  await open(MUCH)
  const index = Uint32Array.from({ length: ROWS / 2 }, (_, row) => ROWS - 1 - row)
  const source = frames.stored('r')
  frames.openView({ resultId: 'v', clientId: 'window', source, index })
  let answer = await find('grösse', START, 'first', 'v')
  while (!answer.isWhole) answer = await find('grösse', START, 'first', 'v')
  expect(answer.found).toEqual({ row: 992, column: 1, number: 1 })
  expect(answer.total).toBe(ROWS / 2_000)
})
