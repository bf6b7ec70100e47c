import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ColumnType } from '../../contract/columns.ts'
import { FrameStore } from '../frame/FrameStore.ts'
import { batchOf, columnsOf } from '../frame/testing/batchOf.ts'
import { windowTexts } from '../frame/testing/readWindow.ts'
import { ViewService } from './ViewService.ts'
import { Workshop } from './Workshop.ts'

const ROWS = 3_000
const BATCH_ROWS = 100
const types: ColumnType[] = [{ kind: 'int64' }, { kind: 'text' }, { kind: 'text', mark: 'decimal' }]
const context = { signal: new AbortController().signal, clientId: 'window' }
const nothing = { sort: [], filters: [], search: '' }

let folder: string
let frames: FrameStore
let workshop: Workshop
let views: ViewService

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-views-'))
})
afterEach(async () => {
  await workshop.shutdown()
  await frames.shutdown()
  rmSync(folder, { recursive: true, force: true })
})

/** Numbers in steps of 7 round 3,000 rows, each once, with their texts. */
const numberAt = (row: number): number => (row * 7) % ROWS

async function open(memoryBudgetBytes: number, keptBytes: number): Promise<void> {
  const modulePath = fileURLToPath(new URL('./polarsWorker.ts', import.meta.url))
  frames = new FrameStore({ spillDirectory: folder, memoryBudgetBytes })
  workshop = new Workshop({ frames, resolveModule: () => modulePath, keptBytes })
  views = new ViewService({ frames, workshop })
  const result = frames.open({ resultId: 'r', columns: columnsOf(types), clientId: 'window' })
  for (let from = 0; from < ROWS; from += BATCH_ROWS)
    await result.write(
      batchOf(
        types,
        Array.from({ length: BATCH_ROWS }, (_, at) => {
          const number = numberAt(from + at)
          return [BigInt(number), `name ${number}`, `${number}.50`]
        }),
      ),
    )
  result.end({ isComplete: true })
}

const firstTexts = async (resultId: string, to: number) =>
  windowTexts(await frames.get(resultId).window({ from: 0, to }))

const MUCH = 64 * 1024 * 1024
describe.each([
  { name: 'in memory', memory: MUCH, kept: MUCH },
  { name: 'on disk', memory: 0, kept: MUCH },
  { name: 'half in memory, half on disk', memory: 80_000, kept: MUCH },
  { name: 'too large to stay with a thread', memory: 80_000, kept: 20_000 },
])('a result $name', ({ memory, kept }) => {
  test('is sorted and filtered over all its rows, the first time and again', async () => {
    await open(memory, kept)
    for (const descending of [true, false, true]) {
      const view = await views.open(
        {
          resultId: 'r',
          sort: [{ column: 2, descending }],
          filters: [{ column: 0, operator: '<', value: '2990' }],
          search: '9',
        },
        context,
      )
      const found = Array.from({ length: 2_990 }, (_, number) => number)
        .filter((number) => String(number).includes('9'))
        .toSorted((a, b) => (descending ? b - a : a - b))
      expect(view.rowCount).toBe(found.length)
      const expected = found
        .slice(0, 50)
        .map((number) => [String(number), `name ${number}`, `${number}.50`])
      expect(await firstTexts(view.resultId, 50)).toEqual(expected)
      await frames.close(view.resultId)
    }
  })
})

test('two views asked for at once are both right', async () => {
  await open(MUCH, MUCH)
  const sort = (descending: boolean) =>
    views.open({ ...nothing, resultId: 'r', sort: [{ column: 0, descending }] }, context)
  const [up, down] = await Promise.all([sort(false), sort(true)])
  expect((await firstTexts(up.resultId, 1))[0]![0]).toBe('0')
  expect((await firstTexts(down.resultId, 1))[0]![0]).toBe(String(ROWS - 1))
})

test('a view that was given up leaves nothing that the next would trip over', async () => {
  await open(0, MUCH)
  for (const afterTurns of [1, 3, 10]) {
    const controller = new AbortController()
    const request = { ...nothing, resultId: 'r', sort: [{ column: 1, descending: true }] }
    const given = views.open(request, { ...context, signal: controller.signal })
    for (let turn = 0; turn < afterTurns; turn++) await new Promise(setImmediate)
    controller.abort()
    await given.catch((error: unknown) => expect(error).toMatchObject({ code: 'aborted' }))
    const view = await views.open(request, context)
    expect((await firstTexts(view.resultId, 1))[0]![1]).toBe('name 999')
  }
})

test('closing a result in the middle tells that it was closed', async () => {
  await open(0, MUCH)
  const view = views.open(
    { ...nothing, resultId: 'r', sort: [{ column: 1, descending: true }] },
    context,
  )
  void frames.close('r')
  await expect(view).rejects.toMatchObject({ code: 'result-closed' })
})

test('the index of a view counts in the memory of all results until it closes', async () => {
  await open(MUCH, MUCH)
  const before = frames.memoryBytes
  const view = await views.open({ ...nothing, resultId: 'r' }, context)
  expect(frames.memoryBytes - before).toBe(ROWS * 4)
  await frames.close(view.resultId)
  expect(frames.memoryBytes).toBe(before)
  await views.open({ ...nothing, resultId: 'r' }, context)
  await frames.close('r')
  expect(frames.memoryBytes).toBe(0)
})
