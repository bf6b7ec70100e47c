import { expect, test } from 'vitest'
import { StatementLog, type RanStatement } from './StatementLog.ts'

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
  const log = new StatementLog({ slowMs: () => 1_000 })
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
  const log = new StatementLog({ slowMs: () => 1_000 })
  for (let run = 0; run < 20; run++) log.add(ran('select a'))
  log.add(ran('select b', { elapsedMs: 100 }))
  expect(log.ofPool('p').figures.map(({ sql }) => sql)).toEqual(['select a', 'select b'])
})

test('runs over the threshold of the time are kept, the newest first and not all', () => {
  let slowMs = 50
  const log = new StatementLog({ slowMs: () => slowMs })
  for (let run = 1; run <= 250; run++) log.add(ran(`select ${run}`, { elapsedMs: 60 }))
  slowMs = 100
  log.add(ran('select 0', { elapsedMs: 60 }))
  const { slow } = log.ofPool('p')
  expect(slow).toHaveLength(200)
  expect(slow[0]).toMatchObject({ sql: 'select 250', id: 250 })
})

test('statements without number do not fill the memory', () => {
  const log = new StatementLog({ slowMs: () => 1_000 })
  for (let table = 0; table < 600; table++) log.add(ran(`select * from t${table}`))
  log.add(ran('select * from t100'))
  const { figures } = log.ofPool('p')
  expect(figures).toHaveLength(500)
  expect(figures.some(({ sql }) => sql.endsWith(' t0'))).toBe(false)
  log.clear('p')
  expect(log.ofPool('p').figures).toEqual([])
})
