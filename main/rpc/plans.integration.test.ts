import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Plan, PlanNode } from '../../contract/plans.ts'
import type { ProfileInput } from '../../contract/profiles.ts'
import { failureOf } from '../pool/testing/failureOf.ts'
import { memoryClient } from '../testing/memoryClient.ts'
import { startPostgres, type PostgresServer } from '../testing/postgresServer.ts'
import { startServices, type StartedServices } from '../testing/startServices.ts'
import { startTdsServer, type TdsServer } from '../testing/tds/startTdsServer.ts'

let services: StartedServices
let client: ReturnType<typeof memoryClient>
let postgres: PostgresServer
let tds: TdsServer

beforeAll(async () => {
  services = await startServices()
  client = memoryClient(services)
  postgres = await startPostgres()
  tds = await startTdsServer()
  await save('pg', postgres.url)
  await save('pg-read-only', postgres.url, { isReadOnly: true })
  await save('tds', tds.url)
  await save('tds-read-only', tds.url, { isReadOnly: true })
  await save('file', `sqlite://${join(services.dataDir, 'a.db')}?mode=rwc`)
  for (const id of ['pg', 'tds', 'file'])
    await run(id, ['create table t (a int)', 'insert into t values (1), (2), (3)'])
})
afterAll(async () => {
  client?.close()
  await services?.stop()
  await tds?.stop()
  await postgres?.stop()
})

async function save(id: string, url: string, changes: Partial<ProfileInput> = {}) {
  const { driverId, fields, secrets } = await client.call('profiles.parseUrl', { url })
  const profile = { id, name: id, driverId, fields, pool: { max: 2 }, ...changes }
  await client.call('profiles.save', { profile, secrets })
}
let runCount = 0
const run = (profileId: string, statements: string[], transactionId?: string) =>
  client.call('query.run', { runId: `r${++runCount}`, profileId, statements, transactionId })

const explain = (profileId: string, sql: string, isMeasured = false, transactionId?: string) =>
  client.call('plans.explain', { profileId, sql, isMeasured, transactionId })

async function countRows(profileId: string): Promise<string> {
  const { rowCount } = await client.call('counts.rows', {
    profileId,
    counted: { of: 'relation', relation: 't' },
  })
  return rowCount
}
const kinds = ({ roots }: Plan) => {
  const all = (node: PlanNode): string[] => [node.kind, ...node.children.flatMap(all)]
  return roots.flatMap(all)
}

test.each([
  ['pg', 'Seq Scan'],
  ['tds', 'Clustered Index Scan'],
  ['file', 'SCAN'],
])('%s tells how a statement would be carried out, without running it', async (id, step) => {
  const plan = await explain(id, 'delete from t')
  expect(plan).toMatchObject({ isMeasured: false, isUndone: false, executionMs: null })
  const selected = await explain(id, 'select * from t where a = 1')
  expect(kinds(selected)).toContain(step)
  expect(await countRows(id)).toBe('3')
})

test.each(['pg', 'tds'])('what %s changed while it was measured is rolled back', async (id) => {
  const plan = await explain(id, 'delete from t', true)
  expect(plan).toMatchObject({ isMeasured: true, isUndone: true })
  expect(plan.executionMs).toBeGreaterThan(0)
  expect(await countRows(id)).toBe('3')
  const { outcome } = await run(id, ['select * from t'])
  expect(outcome).toBe('done')
})

test('in an open transaction only what was measured is undone', async () => {
  const transactionId = 'tx'
  await client.call('transactions.begin', { transactionId, profileId: 'pg' })
  await run('pg', ['insert into t values (4)'], transactionId)
  await explain('pg', 'delete from t', true, transactionId)
  const failed = await failureOf(explain('pg', 'select nonsense from t', true, transactionId))
  expect(failed.message).toMatch(/nonsense/)
  await run('pg', ['insert into t values (5)'], transactionId)
  await client.call('transactions.commit', { transactionId })
  expect(await countRows('pg')).toBe('5')
  await run('pg', ['delete from t where a > 3'])
})

test.each(['pg-read-only', 'tds-read-only'])('%s refuses to measure a change', async (id) => {
  expect((await failureOf(explain(id, 'delete from t', true))).code).toBe('read-only')
  const plan = await explain(id, 'select * from t', true)
  expect(plan).toMatchObject({ isMeasured: true, isUndone: false })
})

test('the place of a mistake is one in what the user wrote', async () => {
  for (const sql of ['select *\nfrom nowhere', 'explain analyze select *\nfrom nowhere']) {
    const error = await failureOf(explain('pg', sql))
    expect(error.details.offset).toBe(sql.indexOf('nowhere'))
  }
})

test('measuring can be stopped, and the session goes on', async () => {
  const controller = new AbortController()
  const request = { profileId: 'pg', sql: 'select pg_sleep(60)', isMeasured: true }
  const measuring = client.call('plans.explain', request, controller.signal)
  setTimeout(() => controller.abort(), 300)
  expect((await failureOf(measuring)).code).toMatch(/statement-cancelled|aborted/)
  expect(await countRows('pg')).toBe('3')
})

test('a plan of several statements has them all', async () => {
  const plan = await explain('tds', 'select 1 as a; select 2 as b', true)
  expect(plan.roots.map(({ conditions }) => conditions[0]!.text)).toEqual([
    'select 1 as a',
    'select 2 as b',
  ])
})

test.each(['pg', 'file'])('%s plans a statement whose values come apart from it', async (id) => {
  const parameters = [{ name: 'a', type: 'number' as const, text: '2' }]
  const request = { profileId: id, sql: 'select * from t where a = :a', parameters }
  const plan = await client.call('plans.explain', { ...request, isMeasured: false })
  expect(plan.roots).toHaveLength(1)
})

test('SQLite does not measure', async () => {
  expect((await failureOf(explain('file', 'select 1', true))).code).toBe('unsupported')
})
