import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ParameterValue } from '../../contract/parameters.ts'
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
  await save('tds', tds.url)
  await save('file', `sqlite://${join(services.dataDir, 'a.db')}?mode=rwc`)
  for (const id of ['pg', 'tds', 'file'])
    await run(id, [
      'create table customers (id int, gone int)',
      'create table orders (id int, customer int, total int)',
      'insert into customers values (1, 0), (2, 1), (3, 1), (3, 1)',
      'insert into orders values (10, 1, 5), (11, 2, 5), (12, 3, 7), (13, 3, 7), (14, 9, 7)',
    ])
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
type Tab = { transactionId?: string; session?: { sessionId: string; schema?: string } }
let runCount = 0
const run = (profileId: string, statements: string[], tab: Tab = {}) =>
  client.call('query.run', { runId: `r${++runCount}`, profileId, statements, ...tab })

async function count(
  profileId: string,
  sql: string,
  {
    change = 0,
    parameters = [],
    ...tab
  }: Tab & { change?: number; parameters?: ParameterValue[] } = {},
): Promise<string> {
  const counted = { of: 'change' as const, sql, change }
  const { rowCount } = await client.call('counts.rows', { profileId, counted, parameters, ...tab })
  return rowCount
}

/** What the server says it changed, in a transaction that is undone. */
async function changed(profileId: string, sql: string): Promise<string> {
  const transactionId = `t${++runCount}`
  await client.call('transactions.begin', { transactionId, profileId })
  const runId = `r${++runCount}`
  let rows: number | null = null
  const stop = await client.subscribe('query.events', { runId }, (event) => {
    if (event.kind === 'statement-ended') rows = event.affectedRows
    if (event.kind === 'result-ended') rows = event.rowCount
  })
  await client.call('query.run', { runId, profileId, statements: [sql], transactionId })
  stop()
  await client.call('transactions.rollback', { transactionId })
  return String(rows)
}

const JOINED = 'from customers c where c.id = orders.customer and c.gone = 1'

test.each([
  ['pg', `update orders set total = 0 ${JOINED}`],
  ['pg', `update orders set total = 0 ${JOINED} returning orders.id`],
  ['pg', 'delete from orders using customers c where c.id = orders.customer and c.gone = 1'],
  [
    'pg',
    'delete from orders as o using customers c left join customers d using (id) where c.id = o.customer',
  ],
  [
    'pg',
    'with g as (select id from customers where gone = 1) delete from orders where customer in (select id from g)',
  ],
  [
    'pg',
    'with recursive n (n) as (select 11 union all select n + 1 from n where n < 13) delete from orders using n where id = n',
  ],
  ['file', `update orders set total = 0 ${JOINED}`],
  [
    'file',
    'with g as (select id from customers where gone = 1) delete from orders where customer in (select id from g) returning id',
  ],
  ['tds', `update orders set total = 0 ${JOINED}`],
])('%s: as many rows are counted as “%s” changes', async (id, sql) => {
  const counted = await count(id, sql)
  expect(counted).toBe(sql.includes('left join') ? '4' : '3')
  expect(await changed(id, sql)).toBe(counted)
})

// The server of the tests does not know this form, so that it can be counted and not run there.
test('in T-SQL the target stands in FROM by its alias', async () => {
  const sql = 'delete o from orders o join customers c on c.id = o.customer where c.gone = 1'
  expect(await count('tds', sql)).toBe('3')
})

test('what a WITH takes away is counted', async () => {
  const sql = 'with g as (delete from orders where total = 7 returning *) select count(*) from g'
  expect(await count('pg', sql)).toBe('3')
})

test.each([
  ['pg', '$'],
  ['file', '?'],
  ['tds', '@p'],
])('%s: values stand for the placeholders of the condition alone', async (id, mark) => {
  const values = (...texts: string[]): ParameterValue[] =>
    texts.map((text, index) => ({ name: String(index + 1), type: 'number', text }))
  const named: ParameterValue[] = [
    { name: 'new', type: 'number', text: '1' },
    { name: 'old', type: 'number', text: '7' },
  ]
  const sql = 'update orders set total = :new where total = :old and :old > 1'
  expect(await count(id, sql, { parameters: named })).toBe('3')
  if (mark === '@p') return
  const numbered =
    mark === '?'
      ? 'update orders set total = ? where total = ? and id > ?'
      : 'update orders set total = $1 where total = $2 and id > $3'
  expect(await count(id, numbered, { parameters: values('1', '7', '12') })).toBe('2')
})

test('counting writes nothing, whatever the condition does', async () => {
  await run('pg', [
    'create function sneaky() returns int language sql as $$ delete from orders returning 1 $$',
  ])
  const sql = 'delete from orders where id = sneaky()'
  expect(await failureOf(count('pg', sql))).toMatchObject({ code: 'read-only' })
  const tab = { transactionId: 'tx' }
  await client.call('transactions.begin', { ...tab, profileId: 'pg' })
  expect(await failureOf(count('pg', sql, tab))).toMatchObject({ code: 'read-only' })
  // The transaction goes on, and can write.
  await run('pg', ['delete from orders where id = 10'], tab)
  expect(await count('pg', 'delete from orders where id > 0', tab)).toBe('4')
  expect(await count('pg', 'delete from orders where id > 0')).toBe('5')
  await client.call('transactions.rollback', tab)
})

test('names are looked up where the tab does, and on what it keeps', async () => {
  const sql = 'delete from orders where id > 0'
  await run('pg', ['create schema other', 'create table other.orders as select 1 as id'])
  const chosen = { session: { sessionId: 'a', schema: 'other' } }
  expect(await count('pg', sql, chosen)).toBe('1')
  const kept = { session: { sessionId: 'b' } }
  await run('pg', ['create temp table orders as select generate_series(1, 2) as id'], kept)
  expect(await count('pg', sql, kept)).toBe('2')
  expect(await count('pg', sql)).toBe('5')
})

test('where a count could end what the tab keeps, it is refused', async () => {
  for (const [id, tab] of [
    ['file', { transactionId: 'f' }],
    ['tds', { transactionId: 's' }],
  ] as const) {
    await client.call('transactions.begin', { ...tab, profileId: id })
    const failure = await failureOf(count(id, 'delete from orders where id = 1', tab))
    expect(failure).toMatchObject({ code: 'unsupported' })
    await client.call('transactions.rollback', tab)
  }
  const session = { sessionId: 'c' }
  await run('file', ['create temp table orders as select 1 as id'], { session })
  const failure = await failureOf(count('file', 'delete from orders where id = 1', { session }))
  expect(failure).toMatchObject({ code: 'unsupported' })
})

test('what cannot be counted is refused', async () => {
  const sql = 'merge into orders using customers on true when matched then delete'
  expect(await failureOf(count('pg', sql))).toMatchObject({ code: 'unsupported' })
  const relation = client.call('counts.rows', {
    profileId: 'pg',
    counted: { of: 'relation', relation: 'orders; drop table orders' },
  })
  expect(await failureOf(relation)).toMatchObject({ code: 'invalid-request' })
})
