import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RunEvent } from '../../contract/query.ts'
import type { TransactionChange, TransactionInfo } from '../../contract/transactions.ts'
import { failureOf } from '../pool/testing/failureOf.ts'
import { memoryClient } from '../testing/memoryClient.ts'
import { startPostgres, type PostgresServer } from '../testing/postgresServer.ts'
import { startServices, type StartedServices } from '../testing/startServices.ts'

let postgres: PostgresServer
let services: StartedServices
let client: ReturnType<typeof memoryClient>

beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres?.stop())
beforeEach(async () => {
  services = await startServices()
  client = memoryClient(services)
})
afterEach(() => services.stop())

/** Saves a profile made from a URL. */
async function saveUrl(url: string): Promise<string> {
  const { call } = client
  const { driverId, fields, secrets } = await call('profiles.parseUrl', { url })
  const profile = { id: 'shop', name: 'shop', driverId, fields, pool: { max: 2 } }
  await call('profiles.save', { profile, secrets })
  return profile.id
}

let runCount = 0

/** Runs statements, and gives the rows of the last result as text, or the failure. */
async function run(statements: string[], transactionId?: string) {
  const { call, subscribe } = client
  const runId = `run-${++runCount}`
  const events: RunEvent[] = []
  const stop = await subscribe('query.events', { runId }, (event) => events.push(event))
  await call('query.run', { runId, profileId: 'shop', statements, transactionId })
  stop()
  const failure = events.find((event) => event.kind === 'statement-failed')
  const result = events.findLast((event) => event.kind === 'result-opened')
  if (failure) return { code: failure.error.code }
  if (!result) return null
  const cell = await call('results.cell', { resultId: result.resultId, row: 0, column: 0 })
  return Buffer.from(cell!.bytes).toString()
}

const begin = (isolation: string | null = null) =>
  client.call('transactions.begin', { transactionId: 't', profileId: 'shop', isolation })

describe.each(['postgres', 'sqlite'] as const)('a transaction of %s', (driver) => {
  beforeEach(async () => {
    const file = `sqlite://${join(services.dataDir, 'shop.db')}?mode=rwc`
    await saveUrl(driver === 'postgres' ? postgres.url : file)
    await run(['drop table if exists items', 'create table items (id int primary key)'])
  })

  const countItems = (transactionId?: string) =>
    run(["select 'n' || count(*) from items"], transactionId)

  test('outlasts its runs, is seen by none but itself, and is kept by commit', async () => {
    expect(await begin()).toMatchObject({ state: 'open', statementCount: 0, savepoints: [] })
    await run(['insert into items values (1)'], 't')
    await run(['insert into items values (2)'], 't')
    expect(await countItems('t')).toBe('n2')
    expect(await countItems()).toBe('n0')
    await client.call('transactions.commit', { transactionId: 't' })
    expect(await countItems()).toBe('n2')
    expect(
      await failureOf(client.call('transactions.commit', { transactionId: 't' })),
    ).toMatchObject({ code: 'not-found' })
  })

  test('ends when its connection is killed, and says so', async () => {
    await begin()
    await run(['insert into items values (1)'], 't')
    const changes: TransactionChange[] = []
    await client.subscribe('transactions.changed', { transactionId: 't' }, (change) =>
      changes.push(change),
    )
    const [lease] = await client.call('pools.leases', { poolId: 'shop' })
    expect(lease).toMatchObject({ ownerId: 't', isInTransaction: true, statement: null })
    await client.call('pools.kill', { poolId: 'shop', connectionId: lease!.connectionId })
    await expect
      .poll(() => changes.at(-1))
      .toEqual({ kind: 'ended', transactionId: 't', end: 'lost' })
    expect(await countItems()).toBe('n0')
    expect(await client.call('pools.leases', { poolId: 'shop' })).toEqual([])
  })

  test('is undone by rollback, as far as a savepoint or whole', async () => {
    await begin()
    await run(['insert into items values (1)'], 't')
    await client.call('transactions.savepoint', { transactionId: 't', name: 'one "item"' })
    await run(['insert into items values (2)'], 't')
    const back = { transactionId: 't', name: 'one "item"' }
    expect(await client.call('transactions.rollbackTo', back)).toMatchObject({
      savepoints: ['one "item"'],
      statementCount: 1,
      operations: [
        'insert into items values (1)',
        expect.stringMatching(/one ""item""|one "item"/),
        'insert into items values (2)',
        expect.stringMatching(/^ROLLBACK /i),
      ],
    })
    expect(await countItems('t')).toBe('n1')
    await client.call('transactions.rollback', { transactionId: 't' })
    expect(await countItems()).toBe('n0')
  })

  test('counts what a commit would keep, also past savepoints set by statements', async () => {
    let info: TransactionInfo | null = null
    await client.subscribe('transactions.changed', { transactionId: 't' }, (change) => {
      if (change.kind === 'changed') info = change.info
    })
    await begin()
    await run(['insert into items values (1)', 'savepoint "A b"'], 't')
    await expect.poll(() => info).toMatchObject({ statementCount: 1, savepoints: ['A b'] })
    const script = ['insert into items values (2)', 'insert into nowhere values (1)', 'select 1']
    expect(await run(script, 't')).toMatchObject({ code: 'object-not-found' })
    await expect.poll(() => info).toMatchObject({ statementCount: 2 })
    const back = { transactionId: 't', name: 'A b' }
    expect(await client.call('transactions.rollbackTo', back)).toMatchObject({
      statementCount: 1,
      savepoints: ['A b'],
    })
    await run(['insert into items values (3)', 'release "A b"'], 't')
    await expect.poll(() => info).toMatchObject({ statementCount: 2, savepoints: [] })
    await client.call('transactions.commit', { transactionId: 't' })
    expect(await countItems()).toBe('n2')
  })

  test('ends with a statement that says so, and this is told', async () => {
    const changes: TransactionChange[] = []
    await client.subscribe('transactions.changed', { transactionId: 't' }, (change) =>
      changes.push(change),
    )
    await begin()
    await run(['insert into items values (1)', 'commit'], 't')
    await expect
      .poll(() => changes.at(-1))
      .toEqual({
        kind: 'ended',
        transactionId: 't',
        end: 'committed',
      })
    expect(await countItems()).toBe('n1')
  })

  test('is rolled back, and its connection given back, when its window goes', async () => {
    await begin()
    await run(['insert into items values (1)'], 't')
    client.close()
    client = memoryClient(services)
    await expect.poll(() => services.pools.find('shop')!.stats().active).toBe(0)
    expect(await countItems()).toBe('n0')
  })
})

describe('a transaction of PostgreSQL', () => {
  beforeEach(async () => {
    await saveUrl(postgres.url)
    await run(['drop table if exists items', 'create table items (id int primary key)'])
  })

  test('begins at the isolation level asked for', async () => {
    await begin('serializable')
    expect(await run(['show transaction_isolation'], 't')).toBe('serializable')
    await client.call('transactions.rollback', { transactionId: 't' })
    expect(await failureOf(begin('chaos'))).toMatchObject({
      code: 'unsupported',
      message: 'PostgreSQL has no isolation level “chaos”.',
    })
  })

  test('whose statement failed ends rolled back by COMMIT, and this is told', async () => {
    await begin()
    await run(['insert into items values (1)'], 't')
    await run(['insert into items values (1)'], 't')
    const changes: TransactionChange[] = []
    await client.subscribe('transactions.changed', { transactionId: 't' }, (change) =>
      changes.push(change),
    )
    await run(['commit'], 't')
    await expect.poll(() => changes.at(-1)).toMatchObject({ kind: 'ended', end: 'rolled-back' })
  })

  test('whose statement failed can only be rolled back, at least to a savepoint', async () => {
    await begin()
    await run(['insert into items values (1)'], 't')
    await client.call('transactions.savepoint', { transactionId: 't', name: 's' })
    const changes: TransactionChange[] = []
    await client.subscribe('transactions.changed', { transactionId: 't' }, (change) =>
      changes.push(change),
    )
    expect(await run(['insert into items values (1)'], 't')).toEqual({
      code: 'constraint-violation',
    })
    await expect.poll(() => changes.at(-1)).toMatchObject({ info: { state: 'failed' } })
    expect(
      await failureOf(client.call('transactions.commit', { transactionId: 't' })),
    ).toMatchObject({ code: 'transaction-conflict' })
    const back = await client.call('transactions.rollbackTo', { transactionId: 't', name: 's' })
    expect(back).toMatchObject({ state: 'open' })
    await client.call('transactions.commit', { transactionId: 't' })
    expect(await run(['select id::text from items'])).toBe('1')
  })

  test('whose connection is cut is told as lost', async () => {
    await begin()
    const pid = await run(['select pg_backend_pid()::text'], 't')
    const changes: TransactionChange[] = []
    await client.subscribe('transactions.changed', { transactionId: 't' }, (change) =>
      changes.push(change),
    )
    if (typeof pid !== 'string') throw new Error('The server told no pid.')
    await run([`select pg_terminate_backend(${pid})`])
    await expect.poll(() => changes.at(-1)).toMatchObject({ kind: 'ended', end: 'lost' })
  })
})
