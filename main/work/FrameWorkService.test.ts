import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ColumnType } from '../../contract/columns.ts'
import type { MadeResult } from '../../contract/frames.ts'
import type { CellValue } from '../frame/collectRows.ts'
import { FrameStore } from '../frame/FrameStore.ts'
import { batchOf, columnsOf } from '../frame/testing/batchOf.ts'
import { windowTexts } from '../frame/testing/readWindow.ts'
import { FrameWorkService } from './FrameWorkService.ts'
import { ViewService } from './ViewService.ts'
import { Workshop } from './Workshop.ts'

const ROWS = 3_000
const BATCH_ROWS = 100
const types: ColumnType[] = [
  { kind: 'int64' },
  { kind: 'text' },
  { kind: 'text', mark: 'decimal' },
  { kind: 'decimal', precision: 38, scale: 4 },
  { kind: 'float64' },
  { kind: 'timestamp', unit: 'us', zone: null },
  { kind: 'binary' },
]
const SMALLEST = -(2n ** 63n)

/** Of three groups, with values at the edges and NULLs in each column. */
function rowAt(row: number): CellValue[] {
  const isGap = row % 11 === 0
  return [
    row === 7 ? SMALLEST : 9_007_199_254_740_993n + BigInt(row % 500),
    isGap ? null : `gröup ${row % 3}`,
    isGap ? null : row === 5 ? 'NaN' : `${row % 700}.50`,
    isGap ? null : BigInt(row) * 10_000_000_000_000_000_001n,
    row % 13 === 0 ? NaN : row === 9 ? -Infinity : row / 8,
    BigInt(row) * 86_400_000_001n - 62_135_596_800_000_000n,
    isGap ? null : Uint8Array.of(row % 5, 0),
  ]
}

/** Hundreds of expressions of Polars are made in each, on a machine that may have other work. */
const TIMEOUT_MS = 60_000

let folder: string
let frames: FrameStore
let workshop: Workshop
let views: ViewService
let work: FrameWorkService

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-frame-work-'))
})
afterEach(async () => {
  await close()
  rmSync(folder, { recursive: true, force: true })
})

async function close(): Promise<void> {
  await workshop.shutdown()
  await frames.shutdown()
}

async function open(memoryBudgetBytes: number, keptBytes: number): Promise<void> {
  const modulePath = fileURLToPath(new URL('./polarsWorker.ts', import.meta.url))
  frames = new FrameStore({ spillDirectory: folder, memoryBudgetBytes })
  workshop = new Workshop({ frames, resolveModule: () => modulePath, keptBytes })
  views = new ViewService({ frames, workshop })
  work = new FrameWorkService({ frames, workshop })
  const result = frames.open({ resultId: 'r', columns: columnsOf(types), clientId: 'window' })
  for (let from = 0; from < ROWS; from += BATCH_ROWS)
    await result.write(
      batchOf(
        types,
        Array.from({ length: BATCH_ROWS }, (_, at) => rowAt(from + at)),
      ),
    )
  result.end({ isComplete: true })
}

type Answer = { columns?: readonly unknown[]; rows?: unknown; statistics?: unknown }
type Pieces = Record<string, (signal: AbortSignal) => Promise<Answer>>

/** Each piece of work on a result, with what came of it in full. */
function piecesOn(resultId: string): Pieces {
  const answerOf = async (made: Promise<MadeResult | { resultId: string }>): Promise<Answer> => {
    const result = frames.get((await made).resultId)
    const { columns, rowCount } = result
    return { columns, rows: windowTexts(await result.window({ from: 0, to: rowCount })) }
  }
  const context = (signal: AbortSignal) => ({ signal, clientId: 'window' })
  const statistics = types.map((type, column): [string, Pieces[string]] => [
    `statistics of ${column} ${type.kind}`,
    async (signal) => {
      const { std, ...exact } = await work.statistics({ resultId, column }, context(signal))
      // The last digits of a deviation hang on the order in which its terms are added.
      return { statistics: { ...exact, std: std && Number(std).toPrecision(12) } }
    },
  ])
  return {
    group: (signal) =>
      answerOf(
        work.group(
          {
            resultId,
            keys: [1],
            aggregates: [
              { function: 'count', column: null },
              { function: 'sum', column: 0 },
              { function: 'min', column: 2 },
              { function: 'max', column: 2 },
              { function: 'sum', column: 3 },
              { function: 'median', column: 3 },
              { function: 'count-distinct', column: 4 },
              { function: 'max', column: 4 },
              { function: 'last', column: 5 },
              { function: 'first', column: 6 },
            ],
          },
          context(signal),
        ),
      ),
    distinct: (signal) =>
      answerOf(work.group({ resultId, keys: [2, 6], aggregates: [] }, context(signal))),
    sql: (signal) =>
      answerOf(
        work.sql(
          {
            sql: `select a.c1, a.c0, a.c3, a.c5, a.c6, b.c2 from r a join r b on a.c0 = b.c0
              where b.c2 like '3%' and a.c4 is not null order by a.c5, b.c2 limit 900`,
            results: [{ resultId, name: 'r' }],
          },
          context(signal),
        ),
      ),
    ...Object.fromEntries(statistics),
  }
}

async function answersOf(pieces: Pieces): Promise<Record<string, Answer>> {
  const answers: Record<string, Answer> = {}
  const { signal } = new AbortController()
  for (const [name, piece] of Object.entries(pieces)) answers[name] = await piece(signal)
  return answers
}

/** Of the whole twice, so that what a thread keeps is used again; then of a view. */
async function allAnswers(memory: number, kept: number): Promise<Record<string, Answer>[]> {
  await open(memory, kept)
  const reversed = await views.open(
    {
      resultId: 'r',
      sort: [{ column: 5, descending: true }],
      filters: [{ column: 1, operator: 'is-not-null' }],
      search: '',
    },
    { signal: new AbortController().signal, clientId: 'window' },
  )
  const whole = [await answersOf(piecesOn('r')), await answersOf(piecesOn('r'))]
  return [...whole, await answersOf(piecesOn(reversed.resultId))]
}

const MUCH = 64 * 1024 * 1024
const onDisk = () =>
  readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith('.arrows'))

describe('what is made of a result and told of its columns is the same in memory and', () => {
  let inMemory: Record<string, Answer>[] = []

  test(
    'in memory again',
    async () => {
      inMemory = await allAnswers(MUCH, MUCH)
      expect(onDisk()).toBe(false)
      expect(inMemory[0]!['group']!.rows).toHaveLength(4)
      expect(inMemory[0]!['sql']!.rows).toHaveLength(900)
      expect(inMemory[1]).toEqual(inMemory[0])
    },
    TIMEOUT_MS,
  )

  test.each([
    { name: 'on disk', memory: 0, kept: MUCH },
    { name: 'half in memory, half on disk', memory: 200_000, kept: MUCH },
    { name: 'of more than a thread keeps', memory: 200_000, kept: 20_000 },
  ])('$name', { timeout: TIMEOUT_MS }, async ({ memory, kept }) => {
    const answers = await allAnswers(memory, kept)
    expect(onDisk()).toBe(true)
    expect(answers).toEqual(inMemory)
  })
})

test(
  'each piece of work on a spilled result can be given up, and is right the next time',
  async () => {
    await open(0, 20_000)
    const expected = await answersOf(piecesOn('r'))
    for (const [name, piece] of Object.entries(piecesOn('r')))
      for (const afterTurns of [0, 2, 8]) {
        const controller = new AbortController()
        const given = piece(controller.signal)
        for (let turn = 0; turn < afterTurns; turn++) await new Promise(setImmediate)
        controller.abort()
        await expect(given, name).rejects.toMatchObject({ code: 'aborted' })
      }
    expect(await answersOf(piecesOn('r'))).toEqual(expected)
  },
  TIMEOUT_MS,
)
