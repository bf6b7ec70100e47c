import { expect, test } from 'vitest'
import { silentLogger } from '../logger.ts'
import { FakeClock } from '../testing/fakeClock.ts'
import { StatementLog, type RanStatement, type StatementStorage } from './StatementLog.ts'

const logOf = ({
  slowMs = () => 1_000,
  storage = null,
  clock = new FakeClock(),
}: { slowMs?: () => number; storage?: StatementStorage | null; clock?: FakeClock } = {}) =>
  new StatementLog({ slowMs, storage, clock, logger: silentLogger })

const ran = (sql: string, given: Partial<RanStatement> = {}): RanStatement => ({
  poolId: 'p',
  splitter: 'postgres',
  sql,
  label: 'Query 1',
  startedAtMs: 1_000,
  elapsedMs: 10,
  rowCount: 1,
  hasFailed: false,
  ...given,
})

test('runs of one statement with other values are counted together', () => {
  const log = logOf()
  log.add(ran('select * from t where id = 1'))
  log.add(ran('select * from t where id = 2', { elapsedMs: 30, rowCount: 4, startedAtMs: 2_000 }))
  log.add(ran('select * from t where id = 3', { hasFailed: true, rowCount: null, elapsedMs: 2 }))
  log.add(ran('delete from t', { elapsedMs: 500, poolId: 'other' }))
  expect(log.ofPool('p')).toEqual({
    slow: [],
    figures: [
      {
        sql: 'select * from t where id = ?',
        count: 3,
        errorCount: 1,
        totalMs: 42,
        slowestMs: 30,
        rowCount: 5,
        lastAtMs: 1_000,
      },
    ],
  })
})

test('what took most time altogether comes first', () => {
  const log = logOf()
  for (let run = 0; run < 20; run++) log.add(ran('select a'))
  log.add(ran('select b', { elapsedMs: 100 }))
  expect(log.ofPool('p').figures.map(({ sql }) => sql)).toEqual(['select a', 'select b'])
})

test('runs over the threshold of the time are kept, the newest first and not all', () => {
  let slowMs = 50
  const log = logOf({ slowMs: () => slowMs })
  for (let run = 1; run <= 250; run++) log.add(ran(`select ${run}`, { elapsedMs: 60 }))
  slowMs = 100
  log.add(ran('select 0', { elapsedMs: 60 }))
  const { slow } = log.ofPool('p')
  expect(slow).toHaveLength(200)
  expect(slow[0]).toMatchObject({ sql: 'select 250', id: 250 })
})

test('statements without number do not fill the memory', () => {
  const log = logOf()
  for (let table = 0; table < 600; table++) log.add(ran(`select * from t${table}`))
  log.add(ran('select * from t100'))
  const { figures } = log.ofPool('p')
  expect(figures).toHaveLength(500)
  expect(figures.some(({ sql }) => sql.endsWith(' t0'))).toBe(false)
  log.clear('p')
  expect(log.ofPool('p').figures).toEqual([])
})

test('what ran is known after a restart, for a week', async () => {
  const kept = new Map<string, ReturnType<StatementLog['ofPool']>>()
  const storage: StatementStorage = {
    saveStatements: (poolId, statements) => void kept.set(poolId, structuredClone(statements)),
    statements: (poolId) => kept.get(poolId) ?? null,
    clearStatements: (poolId) => void kept.delete(poolId),
  }
  const clock = new FakeClock()
  const before = logOf({ storage, clock })
  const startedAtMs = clock.wallClockMs()
  before.add(ran('select * from t where id = 1', { elapsedMs: 2_000, startedAtMs }))
  expect(kept.size).toBe(0)
  await clock.advance(10_000)
  before.add(ran('select 2', { startedAtMs }))
  before.close()

  const after = logOf({ storage, clock })
  expect(after.ofPool('p').slow).toMatchObject([{ sql: 'select * from t where id = 1' }])
  after.add(ran('select * from t where id = 2', { startedAtMs }))
  expect(after.ofPool('p').figures[0]).toMatchObject({ count: 2, totalMs: 2_010 })

  await clock.advance(8 * 24 * 60 * 60_000)
  expect(logOf({ storage, clock }).ofPool('p')).toEqual({ figures: [], slow: [] })
  after.clear('p')
  expect(kept.size).toBe(0)
})
