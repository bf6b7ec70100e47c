import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { routeOf } from '../../contract/sql/routeOf.ts'
import { FrameStore } from '../frame/FrameStore.ts'
import { FakeClock } from '../testing/fakeClock.ts'
import { intBatch, intColumn } from '../testing/fakeDriver.ts'
import { AnswerCache } from './AnswerCache.ts'

let folder: string
let frames: FrameStore
let clock: FakeClock
let answers: AnswerCache
let limitBytes: number
let resultCount = 0

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-answers-'))
  frames = new FrameStore({ spillDirectory: folder })
  clock = new FakeClock()
  limitBytes = 100_000
  answers = new AnswerCache({
    frames,
    clock,
    limitBytes: (profileId) => (profileId === 'none' ? 0 : limitBytes),
    onlyRead: (_profileId, statements) => routeOf(statements, 'postgres').intent === 'read',
  })
})
afterEach(async () => {
  await frames.shutdown()
  rmSync(folder, { recursive: true, force: true })
})

async function resultOf(...values: number[]) {
  const result = frames.open({
    resultId: `r${++resultCount}`,
    columns: [intColumn()],
    clientId: 'window',
  })
  await result.write(intBatch(...values))
  result.end({ isComplete: true })
  return result
}

const keep = async (sql: string, ...values: number[]) =>
  answers.keep('p', { sql }, await resultOf(...values))
const kept = (sql: string) => answers.find('p', [{ sql }])?.[0] ?? null
const valuesOf = async (sql: string) => {
  const values: number[] = []
  for await (const batch of kept(sql)!.result.batches(neverAborted))
    values.push(...(batch.columns[0]!.values as Int32Array))
  return values
}
const neverAborted = { signal: new AbortController().signal }

test('an answer outlives the window it was given to, with the time it was given', async () => {
  await keep('select 1', 7, 8)
  const atMs = clock.wallClockMs()
  await clock.advance(60_000)
  await frames.closeClient('window')
  expect(kept('select 1')!.answeredAtMs).toBe(atMs)
  expect(await valuesOf('select 1')).toEqual([7, 8])
})

test('the latest answer to a statement is kept, and the one before is freed', async () => {
  await keep('select 1', 1)
  const { resultId } = kept('select 1')!.result
  await keep('select 1', 2)
  expect(await valuesOf('select 1')).toEqual([2])
  expect(() => frames.get(resultId)).toThrow(/closed/)
})

test('answers are told apart by profile, statement and values with their kinds', async () => {
  const asked = { sql: 'select $1', parameters: ['1'] }
  await answers.keep('p', asked, await resultOf(1))
  expect(answers.find('p', [asked])).not.toBeNull()
  expect(answers.find('other', [asked])).toBeNull()
  expect(answers.find('p', [{ ...asked, parameters: [1] }])).toBeNull()
  expect(answers.find('p', [{ ...asked, parameters: [new Uint8Array([49])] }])).toBeNull()
  expect(answers.find('p', [asked, { sql: 'select 2' }])).toBeNull()
})

test('beyond the bound the oldest answers go, and one larger than it is not kept', async () => {
  limitBytes = 4_000
  await keep('a', 1)
  await keep('b', 2)
  await keep('c', 3)
  await keep('a', 4)
  await keep('d', 5)
  expect(['a', 'b', 'c', 'd'].filter(kept)).toEqual(['a', 'c', 'd'])
  await keep('c', ...Array.from({ length: 5_000 }, (_, index) => index))
  expect(['a', 'b', 'c', 'd'].filter(kept)).toEqual(['a', 'd'])
})

test('a changed profile keeps no answer of before, nor one that is just being taken', async () => {
  await keep('a', 1)
  const late = answers.keep('p', { sql: 'b' }, await resultOf(2))
  answers.forget('p')
  await late
  expect(['a', 'b'].filter(kept)).toEqual([])
  await frames.closeClient('window')
  expect(frames.memoryBytes).toBe(0)
})

test('only what reads is kept, and only for profiles that want it', () => {
  expect(answers.keeps('p', ['select 1', 'table a'])).toBe(true)
  expect(answers.keeps('p', ['select 1', 'set search_path = b'])).toBe(false)
  expect(answers.keeps('p', ['with a as (delete from b returning *) select * from a'])).toBe(false)
  expect(answers.keeps('none', ['select 1'])).toBe(false)
})

test('tells how full it is and how often an answer was wanted and there; nothing where none are kept', async () => {
  expect(answers.figures('none')).toBeNull()
  await keep('select 1', 7, 8)
  kept('select 1')
  kept('select 2')
  kept('select 2')
  expect(answers.figures('p')).toEqual({
    limitBytes: 100_000,
    sizeBytes: expect.any(Number) as number,
    answerCount: 1,
    askedCount: 3,
    givenCount: 1,
  })
  answers.forget('p')
  expect(answers.figures('p')).toMatchObject({ sizeBytes: 0, answerCount: 0, askedCount: 3 })
})
