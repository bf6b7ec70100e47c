import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RunEvent, RunSummary } from '../../contract/query.ts'
import type { SessionChange } from '../../contract/sessions.ts'
import type { TransactionChange } from '../../contract/transactions.ts'
import { memoryClient } from '../testing/memoryClient.ts'
import { startPostgres, type PostgresServer } from '../testing/postgresServer.ts'
import { startTdsServer } from '../testing/tds/startTdsServer.ts'
import { startServices, type StartedServices } from '../testing/startServices.ts'

let postgres: PostgresServer
let tds: Awaited<ReturnType<typeof startTdsServer>>
let services: StartedServices
let client: ReturnType<typeof memoryClient>

beforeAll(async () => {
  ;[postgres, tds] = await Promise.all([startPostgres(), startTdsServer()])
})
afterAll(async () => {
  await postgres?.stop()
  await tds?.stop()
})
beforeEach(async () => {
  services = await startServices()
  client = memoryClient(services)
})
afterEach(() => services.stop())

async function saveUrl(url: string, startSql = ''): Promise<void> {
  const { driverId, fields, secrets } = await client.call('profiles.parseUrl', { url })
  const pool = { max: 2, acquireTimeoutMs: 20_000 }
  const profile = { id: 'shop', name: 'shop', driverId, fields, pool, startSql }
  await client.call('profiles.save', { profile, secrets })
}

let runCount = 0
type Ran = {
  summary: RunSummary
  first: string | null
  failure: string | null
  messages: string[]
}

type Tab = {
  mustOnlyRead?: boolean
  sessionId: string
  opensAs?: string
  schema?: string | null
  transactionId?: string
}

/** Runs a statement for a tab: what its last result has in the first cell, and what was said. */
async function run(sql: string, { transactionId, mustOnlyRead, ...session }: Tab): Promise<Ran> {
  const runId = `run-${++runCount}`
  const events: RunEvent[] = []
  const stop = await client.subscribe('query.events', { runId }, (event) => events.push(event))
  const statements = [sql]
  const request = { runId, profileId: 'shop', statements, transactionId, session, mustOnlyRead }
  const summary = await client.call('query.run', request)
  stop()
  const failed = events.find((event) => event.kind === 'statement-failed')
  const result = events.findLast((event) => event.kind === 'result-opened')
  const cell = result && { resultId: result.resultId, row: 0, column: 0 }
  const value = cell && (await client.call('results.cell', cell))
  return {
    summary,
    first: value ? Buffer.from(value.bytes).toString() : null,
    failure: failed?.error.message ?? null,
    messages: events.flatMap((event) => (event.kind === 'message' ? event.message.text : [])),
  }
}

const leases = () => client.call('pools.leases', { poolId: 'shop' })

async function listen(sessionId: string): Promise<SessionChange[]> {
  const heard: SessionChange[] = []
  await client.subscribe('sessions.changed', { sessionId }, (change) => heard.push(change))
  return heard
}

async function listenTo(transactionId: string): Promise<TransactionChange[]> {
  const heard: TransactionChange[] = []
  await client.subscribe('transactions.changed', { transactionId }, (each) => heard.push(each))
  return heard
}

describe.each([
  { driver: 'postgres', begin: 'begin', temporary: 'create temp table tt (a int)' },
  { driver: 'sqlite', begin: 'begin', temporary: 'create temp table tt (a int)' },
  { driver: 'sql server', begin: 'begin tran', temporary: 'create table #tt (a int)' },
] as const)('a tab on $driver', ({ driver, begin, temporary }) => {
  const table = driver === 'sql server' ? '#tt' : 'tt'
  beforeEach(async () => {
    const file = `sqlite://${join(services.dataDir, 'shop.db')}?mode=rwc`
    await saveUrl({ postgres: postgres.url, sqlite: file, 'sql server': tds.url }[driver])
    await run('drop table if exists items', { sessionId: 'setup' })
    await run('create table items (id int primary key)', { sessionId: 'setup' })
  })

  const count = async () => (await run('select count(*) from items', { sessionId: 'c' })).first

  test('keeps a transaction open that a statement of its begins, until it is ended', async () => {
    const changes = await listenTo('offered')
    const tab = { sessionId: 'a', opensAs: 'offered' }
    const { messages } = await run(begin, tab)
    expect(messages).toEqual([])
    expect(changes.at(-1)).toMatchObject({
      kind: 'changed',
      info: { transactionId: 'offered', state: 'open', statementCount: 0 },
    })
    expect(await leases()).toMatchObject([{ ownerId: 'offered', isInTransaction: true }])
    await run('insert into items values (1)', { sessionId: 'a', transactionId: 'offered' })
    await client.call('transactions.rollback', { transactionId: 'offered' })
    expect(changes.at(-1)).toMatchObject({ kind: 'ended', end: 'rolled-back' })
    expect(await count()).toBe('0')

    await run(begin, { sessionId: 'a', opensAs: 'next' })
    await run('insert into items values (2)', { sessionId: 'a', transactionId: 'next' })
    await run('commit', { sessionId: 'a', transactionId: 'next' })
    expect(await count()).toBe('1')
    await expect.poll(leases).toEqual([])
  })

  test('finds its temporary table again, on a connection of its own, until it is released', async () => {
    const heard = await listen('a')
    await run(temporary, { sessionId: 'a' })
    expect(heard).toEqual([
      {
        kind: 'kept',
        session: { sessionId: 'a', profileId: 'shop', changes: [`temporary table ${table}`] },
      },
    ])
    expect(await leases()).toMatchObject([{ ownerId: 'a', statement: null }])
    expect(await client.call('sessions.kept', { sessionIds: ['a', 'b'] })).toEqual(['a'])
    expect((await run(`insert into ${table} values (1)`, { sessionId: 'a' })).failure).toBeNull()
    expect((await run(`select count(*) from ${table}`, { sessionId: 'a' })).first).toBe('1')
    expect((await run(`select * from ${table}`, { sessionId: 'b' })).failure).toMatch(/tt/)
    await client.call('sessions.release', { sessionId: 'a' })
    expect(heard.at(-1)).toEqual({ kind: 'ended', end: 'released' })
    await expect.poll(leases).toEqual([])
    expect((await run(`select * from ${table}`, { sessionId: 'a' })).failure).toMatch(/tt/)
  })

  test('keeps what a transaction made, and not what it undid', async () => {
    const heard = await listen('a')
    await run(begin, { sessionId: 'a', opensAs: 't' })
    await run(temporary, { sessionId: 'a', transactionId: 't' })
    await client.call('transactions.commit', { transactionId: 't' })
    await expect.poll(() => heard.at(-1)?.kind).toBe('kept')
    expect((await run(`insert into ${table} values (1)`, { sessionId: 'a' })).failure).toBeNull()

    const undone = await listen('b')
    expect((await run(begin, { sessionId: 'b', opensAs: 'u' })).failure).toBeNull()
    await run(temporary, { sessionId: 'b', transactionId: 'u' })
    await client.call('transactions.rollback', { transactionId: 'u' })
    await expect.poll(async () => (await leases()).length).toBe(1)
    expect(undone).toEqual([])
  })

  test('gives its idle connection up to who waits for one, and says so', async () => {
    const first = await listen('a')
    const second = await listen('b')
    await run(temporary, { sessionId: 'a' })
    await run(temporary, { sessionId: 'b' })
    expect(await leases()).toHaveLength(2)
    expect((await run('select 1', { sessionId: 'c' })).summary.outcome).toBe('done')
    expect(first.at(-1)).toEqual({ kind: 'ended', end: 'wanted' })
    expect(second.at(-1)).toMatchObject({ kind: 'kept' })
  })

  test('gives everything back when its window goes', async () => {
    await run(temporary, { sessionId: 'a' })
    await run(begin, { sessionId: 'b', opensAs: 't' })
    expect(await leases()).toHaveLength(2)
    client.close()
    client = memoryClient(services)
    await expect.poll(leases).toEqual([])
  })

  test('finds what the profile runs on every new connection, after a reset too', async () => {
    const url = { postgres: postgres.url, sqlite: 'sqlite::memory:', 'sql server': tds.url }[driver]
    await saveUrl(url, `${temporary}; insert into ${table} values (7)`)
    const select = `select a from ${table}`
    expect((await run(select, { sessionId: 'a' })).first).toBe('7')
    await expect.poll(leases).toEqual([])
    await run(`insert into ${table} values (8)`, { sessionId: 'a' })
    await run(temporary.replace('tt', 'more'), { sessionId: 'a' })
    await client.call('sessions.release', { sessionId: 'a' })
    await expect.poll(leases).toEqual([])
    expect((await run(select, { sessionId: 'a' })).first).toBe('7')
    await saveUrl(url, 'nonsense')
    expect((await run(select, { sessionId: 'a' })).failure).toMatch(/every new connection failed/)
  })

  test('tells no time below zero, however long its transaction had waited', async () => {
    await client.call('transactions.begin', { transactionId: 't', profileId: 'shop' })
    const { summary } = await run('select 1', { sessionId: 'a', transactionId: 't' })
    expect(summary.elapsedMs).toBeGreaterThanOrEqual(0)
    expect(summary.waitedMs).toBeLessThan(1_000)
    await client.call('transactions.rollback', { transactionId: 't' })
  })
})

describe('a tab on PostgreSQL', () => {
  beforeEach(async () => {
    await saveUrl(postgres.url)
    await run('drop schema if exists shop cascade', { sessionId: 'setup' })
    await run('create schema shop', { sessionId: 'setup' })
    await run('create table shop.film (title text)', { sessionId: 'setup' })
    await run("insert into shop.film values ('Alien')", { sessionId: 'setup' })
  })

  test('looks for names where SET search_path said', async () => {
    await run('set search_path to shop', { sessionId: 'a' })
    expect((await run('select title from film', { sessionId: 'a' })).first).toBe('Alien')
    expect((await run('select title from film', { sessionId: 'b' })).failure).toMatch(/film/)
  })

  test('looks for names in the schema that is chosen for it, and keeps no connection for it', async () => {
    const tab = { sessionId: 'a', schema: 'shop' }
    expect((await run('select title from film', tab)).first).toBe('Alien')
    await expect.poll(leases).toEqual([])
    expect((await run('select title from film', { sessionId: 'a' })).failure).toMatch(/film/)
  })

  test('that must only read is refused by the server before it wrote', async () => {
    await run(
      'create or replace function shop.sneaky() returns int language sql as $$ delete from shop.film returning 1 $$',
      { sessionId: 'a' },
    )
    const { failure } = await run('select shop.sneaky()', { sessionId: 'a', mustOnlyRead: true })
    expect(failure).toMatch(/cannot execute DELETE in a read-only transaction/)
    const tab = { sessionId: 'a', mustOnlyRead: true }
    expect((await run('select title from shop.film', tab)).first).toBe('Alien')
    await expect.poll(leases).toEqual([])
    expect((await run('select shop.sneaky()', { sessionId: 'a' })).first).toBe('1')
  })
})
