import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { EditOutcome, RowChange } from '../../contract/edits.ts'
import type { MadeResult } from '../../contract/frames.ts'
import type { RunEvent } from '../../contract/query.ts'
import { memoryClient } from '../testing/memoryClient.ts'
import { startPostgres, type PostgresServer } from '../testing/postgresServer.ts'
import { startServices, type StartedServices } from '../testing/startServices.ts'
import { startTdsServer, type TdsServer } from '../testing/tds/startTdsServer.ts'

let postgres: PostgresServer
let tds: TdsServer
let services: StartedServices
let client: ReturnType<typeof memoryClient>

beforeAll(async () => {
  ;[postgres, tds] = await Promise.all([startPostgres(), startTdsServer()])
})
afterAll(() => Promise.all([postgres?.stop(), tds?.stop()]))
beforeEach(async () => {
  services = await startServices()
  client = memoryClient(services)
})
afterEach(() => services.stop())

const profileId = 'shop'

async function save(url: string, isReadOnly = false): Promise<void> {
  const { driverId, fields, secrets } = await client.call('profiles.parseUrl', { url })
  const profile = {
    id: profileId,
    name: profileId,
    driverId,
    fields,
    isReadOnly,
    pool: { max: 2 },
    connectTimeoutMs: 20_000,
  }
  await client.call('profiles.save', { profile, secrets })
}

let runCount = 0

/** Runs one statement; the id of its result, or null. */
async function run(statement: string, transactionId?: string): Promise<string> {
  const runId = `run-${++runCount}`
  const events: RunEvent[] = []
  const stop = await client.subscribe('query.events', { runId }, (event) => events.push(event))
  await client.call('query.run', { runId, profileId, statements: [statement], transactionId })
  stop()
  const failure = events.find((event) => event.kind === 'statement-failed')
  if (failure) throw new Error(failure.error.message)
  return events.findLast((event) => event.kind === 'result-opened')?.resultId ?? ''
}

/** All rows of a result as text. */
async function textsOf(resultId: string): Promise<(string | null)[][]> {
  const { rowCount, columns } = services.frames.get(resultId)
  const cell = async (row: number, column: number) => {
    const found = await client.call('results.cell', { resultId, row, column })
    return found && Buffer.from(found.bytes).toString()
  }
  return Promise.all(
    Array.from({ length: rowCount }, (_, row) =>
      Promise.all(columns.map((_column, column) => cell(row, column))),
    ),
  )
}

const read = async (statement: string, transactionId?: string) =>
  textsOf(await run(statement, transactionId))

const text = (column: number, value: string) => ({
  column,
  value: { kind: 'text' as const, text: value },
})

type Change = Parameters<typeof client.call<'edits.apply'>>[1]['changes'][number]

async function apply(
  resultId: string,
  statement: string,
  changes: Change[],
  transactionId?: string,
): Promise<EditOutcome> {
  return client.call('edits.apply', { profileId, resultId, statement, changes, transactionId })
}

/** The rows that were applied, as text. */
async function applied(outcome: EditOutcome): Promise<(string | null)[][]> {
  if (outcome.outcome !== 'applied') throw new Error(JSON.stringify(outcome))
  return textsOf((outcome.result as MadeResult).resultId)
}

const TABLES = {
  postgres: [
    'drop table if exists goods',
    `create table goods (
      id bigint primary key, name varchar(40) not null, price numeric(38, 20),
      amount int default 7 check (amount >= 0), total int generated always as (amount * 2) stored,
      seen timestamptz, plain timestamp, doc json)`,
    `insert into goods (id, name, price, amount, seen, plain, doc) values
      (10010513897886659, 'one', 500, 1, '2024-03-31 01:30:00.123456+00', '2024-03-31 02:30:00.123456', '{"a":  1}'),
      (2, '', null, 2, null, null, null), (3, 'three', 0.00000000000000000001, 3, null, null, null)`,
  ],
  sqlite: [
    `create table goods (
      id integer primary key, name text not null, price decimal_text(38, 20),
      amount int default 7 check (amount >= 0), total int generated always as (amount * 2) stored,
      seen timestamp, plain datetime, doc json)`,
    `insert into goods (id, name, price, amount, seen, plain, doc) values
      (10010513897886659, 'one', '500.00000000000000000000', 1, '2024-03-31 01:30:00.123456+00', '2024-03-31 02:30:00.123456', '{"a":  1}'),
      (2, '', null, 2, null, null, null), (3, 'three', '0.00000000000000000001', 3, null, null, null)`,
  ],
  mssql: [
    'drop table if exists goods',
    `create table goods (
      id bigint primary key, name nvarchar(40) not null, price decimal(38, 20),
      amount int default 7 check (amount >= 0), total int generated always as (amount * 2) stored,
      seen datetimeoffset(6), plain datetime2(6), doc nvarchar(400))`,
    `insert into goods (id, name, price, amount, seen, plain, doc) values
      (10010513897886659, 'one', cast('500' as decimal(38, 20)), 1, cast('2024-03-31 01:30:00.123456 +00:00' as datetimeoffset(6)), cast('2024-03-31 02:30:00.123456' as datetime2(6)), '{"a":  1}'),
      (2, '', null, 2, null, null, null), (3, 'three', cast('0.00000000000000000001' as decimal(38, 20)), 3, null, null, null)`,
  ],
}

const ALL = 'select * from goods'
const BIG = '10010513897886659'

describe.each(['postgres', 'sqlite', 'mssql'] as const)('rows of %s', (driver) => {
  const url = () =>
    ({
      postgres: postgres.url,
      sqlite: `sqlite://${join(services.dataDir, 'shop.db')}?mode=rwc`,
      mssql: tds.url,
    })[driver]

  beforeEach(async () => {
    await save(url())
    for (const statement of TABLES[driver]) await run(statement)
  })

  const open = () => run(`${ALL} order by amount`)
  const change = (resultId: string, changes: Change[], transactionId?: string) =>
    apply(resultId, `${ALL} order by amount`, changes, transactionId)

  test('are changed, added and deleted together, and shown as the server stored them', async () => {
    const resultId = await open()
    const before = await textsOf(resultId)
    const rows = await applied(
      await change(resultId, [
        { kind: 'update', row: 0, values: [text(1, 'it’s “one”'), text(3, '21')] },
        {
          kind: 'insert',
          values: [text(0, '4'), text(1, 'four'), { column: 2, value: { kind: 'null' } }],
        },
        { kind: 'delete', row: 1 },
        { kind: 'update', row: 2, values: [{ column: 2, value: { kind: 'null' } }] },
      ]),
    )
    const [first] = before
    expect(rows).toEqual([
      [BIG, 'it’s “one”', first![2], '21', '42', first![5], first![6], '{"a":  1}'],
      ['3', 'three', null, '3', '6', null, null, null],
      ['4', 'four', null, '7', '14', null, null, null],
    ])
    expect(await read('select * from goods order by amount')).toEqual([
      ['3', 'three', null, '3', '6', null, null, null],
      ['4', 'four', null, '7', '14', null, null, null],
      rows[0],
    ])
  })

  test('keep all digits of what they had and of what was typed', async () => {
    const resultId = await open()
    const [first] = (await textsOf(resultId)) as string[][]
    const [, , price, , , seen, plain] = first!
    expect(price).toBe('500.00000000000000000000')
    const digits = '123456789012345678.12345678901234567891'
    const rows = await applied(
      await change(resultId, [
        { kind: 'update', row: 0, values: [text(2, digits), text(5, seen!), text(6, plain!)] },
        { kind: 'update', row: 1, values: [text(0, '9223372036854775807')] },
      ]),
    )
    expect(rows[0]).toEqual([BIG, 'one', digits, '1', '2', seen, plain, '{"a":  1}'])
    expect(rows[1]![0]).toBe('9223372036854775807')
  })

  test('that somebody else changed or took away stop all changes, and tell how they are now', async () => {
    const resultId = await open()
    await run("update goods set name = 'theirs', price = null where id = 3")
    await run('delete from goods where id = 2')
    const changes: Change[] = [
      { kind: 'update', row: 0, values: [text(1, 'mine')] },
      { kind: 'update', row: 1, values: [text(1, 'mine')] },
      { kind: 'update', row: 2, values: [text(1, 'mine')] },
    ]
    expect(await change(resultId, changes)).toEqual({
      outcome: 'conflicts',
      conflicts: [
        { change: 1, now: null },
        { change: 2, now: ['3', 'theirs', null, '3', '6', null, null, null] },
      ],
    })
    expect(await read(`select name from goods where id = ${BIG}`)).toEqual([['one']])
    // A column that one does not change may have been changed by others.
    await applied(await change(resultId, [{ kind: 'update', row: 2, values: [text(3, '30')] }]))
    const forced: Change = { kind: 'update', row: 2, values: [text(1, 'mine')], isForced: true }
    await applied(await change(resultId, [forced]))
    expect(await read('select name, amount from goods where id = 3')).toEqual([['mine', '30']])

    const reloaded = await client.call('edits.reload', {
      ...{ profileId, resultId, statement: ALL, rows: [1, 2] },
    })
    expect((await textsOf(reloaded.resultId)).map(([id, name]) => [id, name])).toEqual([
      [BIG, 'one'],
      ['3', 'mine'],
    ])
  })

  test('that the server refuses leave all as it was, and tell the row and the cell', async () => {
    const resultId = await open()
    const outcome = await change(resultId, [
      { kind: 'insert', values: [text(0, '4'), text(1, 'four')] },
      { kind: 'update', row: 1, values: [text(1, 'two')] },
      { kind: 'update', row: 2, values: [text(3, '-1')] },
    ])
    expect(outcome).toMatchObject({
      outcome: 'failed',
      change: 2,
      column: 3,
      error: { code: 'constraint-violation' },
    })
    expect(await read('select name from goods where id = 2 or id = 4')).toEqual([['']])
    // Their connection is as good as before.
    await applied(await change(resultId, [{ kind: 'update', row: 1, values: [text(1, 'two')] }]))
  })

  test('are changed inside a transaction that is open, which outlives a failure', async () => {
    const resultId = await open()
    const transactionId = 't'
    await client.call('transactions.begin', { transactionId, profileId })
    await run("update goods set name = 'kept' where id = 2", transactionId)
    const failed = await change(
      resultId,
      [
        { kind: 'update', row: 0, values: [text(1, 'lost')] },
        { kind: 'update', row: 2, values: [text(3, '-1')] },
      ],
      transactionId,
    )
    expect(failed).toMatchObject({ outcome: 'failed', change: 1 })
    const rows = await applied(
      await change(resultId, [{ kind: 'update', row: 0, values: [text(3, '11')] }], transactionId),
    )
    expect(rows[0]!.slice(0, 5)).toEqual([BIG, 'one', '500.00000000000000000000', '11', '22'])
    await client.call('transactions.rollback', { transactionId })
    expect(await read('select name, amount from goods order by amount')).toEqual([
      ['one', '1'],
      ['', '2'],
      ['three', '3'],
    ])
  })

  test('without a key are known by all their values, and one of twins is not guessed', async () => {
    await run('drop table if exists loose')
    await run('create table loose (a int, b varchar(10))')
    await run("insert into loose values (1, 'one'), (2, null), (2, null)")
    const statement = 'select * from loose order by a'
    const resultId = await run(statement)
    const target = await client.call('edits.target', { profileId, resultId, statement })
    expect(target).toMatchObject({ rows: { key: { kind: 'all-values', columns: ['a', 'b'] } } })
    const rows = await applied(
      await apply(resultId, statement, [{ kind: 'update', row: 0, values: [text(1, 'uno')] }]),
    )
    expect(rows[0]).toEqual(['1', 'uno'])
    const twin = await apply(resultId, statement, [{ kind: 'delete', row: 1 }])
    expect(twin).toMatchObject({ outcome: 'conflicts' })
    expect(await read('select count(*) from loose')).toEqual([['3']])
    await run('drop table loose')
  })

  test('are told to be editable or why not', async () => {
    await run('drop view if exists dear')
    await run('create view dear as select id, price from goods')
    const ask = async (statement: string) => {
      const resultId = await run(statement)
      return client.call('edits.target', { profileId, resultId, statement })
    }
    expect(await ask('select name, id, amount + 1 as more from goods')).toMatchObject({
      rows: {
        table: 'goods',
        key: { kind: 'primary', columns: ['id'] },
        columns: [
          { name: 'name', isEditable: true, isNullable: false, hasDefault: false },
          { name: 'id', isEditable: true },
          { name: null, isEditable: false },
        ],
      },
    })
    const typed = await ask('select id, seen, price from goods')
    const kept = 'rows' in typed ? typed.rows.columns.map(({ keepsNumbers }) => keepsNumbers) : []
    const [, seen, price] = kept
    expect([seen, price]).toEqual([driver === 'sqlite' ? true : undefined, undefined])
    const refusal = (reason: string, columns: string[] = []) => ({ refusal: { reason, columns } })
    expect(await ask('select name from goods')).toEqual(refusal('key-missing', ['id']))
    expect(await ask('select * from dear')).toEqual(refusal('not-a-table'))
    expect(await ask('select 1 as one')).toEqual(refusal('not-one-table'))
    await run('drop view dear')
  })

  test('are previewed as the statements that will run, values written into them', async () => {
    const resultId = await open()
    const changes: RowChange[] = [
      { kind: 'insert', values: [text(0, '4'), text(1, "it's")] },
      { kind: 'update', row: 0, values: [text(3, '21')], isForced: false },
      { kind: 'delete', row: 1, isForced: true },
    ]
    const request = { profileId, resultId, statement: ALL, changes }
    const { statements } = await client.call('edits.preview', request)
    const plain = statements.map(({ sql }) => sql.replaceAll('"', ''))
    expect(statements.map((each) => each.change)).toEqual([null, 2, 1, 0, null])
    expect(plain[1]).toMatch(/^DELETE FROM (public|main|dbo)\.goods WHERE id = 2$/)
    expect(plain[2]).toMatch(
      /UPDATE \w+\.goods SET amount = 21 .*WHERE id = 10010513897886659 AND amount = 1/,
    )
    expect(plain[3]).toMatch(/INSERT INTO \w+\.goods \(id, name\) .*VALUES \(4, N?'it''s'\)/)
  })

  test('are kept beyond their result and the program, and staged again for the rows as they are', async () => {
    const resultId = await open()
    const statement = `${ALL} order by amount`
    const tab = { title: 'Query', profileId, text: statement, cursorOffset: 0, position: 1 }
    await client.call('workspace.saveTab', {
      tab: { ...tab, id: 'tab', savedId: null, charts: null },
    })
    const changes: RowChange[] = [
      { kind: 'update', row: 0, values: [text(1, 'first'), text(2, '0.5')], isForced: false },
      { kind: 'update', row: 1, values: [text(1, 'second')], isForced: false },
      { kind: 'delete', row: 2, isForced: false },
      { kind: 'insert', values: [text(0, '4'), text(1, 'fourth')] },
    ]
    const kept = { id: 'kept', tabId: 'tab', profileId, statement }
    await client.call('edits.keep', { ...kept, resultId, changes, unfit: [] })
    // Somebody else, and another start of the program.
    await run("update goods set name = 'theirs' where id = 2")
    const { dataDir } = services
    await services.shutdown({ deadlineMs: 1_000 })
    services = await startServices({ dataDir })
    client = memoryClient(services)
    await save(url())
    expect(await client.call('edits.kept', {})).toEqual([
      { ...kept, counts: { changed: 2, added: 1, deleted: 1 } },
    ])
    const again = await run(statement)
    const place = { profileId, resultId: again, statement }
    const restored = await client.call('edits.restore', { ...place, id: 'kept' })
    expect(restored.changes).toEqual([changes[0], changes[2], changes[3]])
    expect(restored.unfit).toMatchObject([{ reason: 'changed', row: 1, now: ['2', 'theirs'] }])

    await client.call('workspace.deleteTab', { tabId: 'tab' })
    expect(await client.call('edits.kept', {})).toEqual([])
    await services.stop()
    rmSync(dataDir, { recursive: true, force: true })
    services = await startServices()
  })

  test('of a read-only connection are not offered', async () => {
    await save(url(), true)
    const resultId = await run(ALL)
    const target = await client.call('edits.target', { profileId, resultId, statement: ALL })
    expect(target).toEqual({ refusal: { reason: 'read-only', columns: [] } })
    await expect(apply(resultId, ALL, [{ kind: 'delete', row: 0 }])).rejects.toMatchObject({
      code: 'invalid-request',
    })
  })
})

test('a domain is named, and what it refuses is told in the words of the server alone', async () => {
  await save(postgres.url)
  for (const statement of [
    'drop table if exists contacts',
    'drop domain if exists mail',
    "create domain mail as text check (value like '%@%')",
    'create table contacts (id int primary key, address mail)',
    "insert into contacts values (1, 'a@b')",
  ])
    await run(statement)
  const all = 'select * from contacts'
  const resultId = await run(all)
  expect(await client.call('edits.target', { profileId, resultId, statement: all })).toMatchObject({
    rows: { columns: [{ name: 'id' }, { name: 'address', declaredType: 'mail' }] },
  })
  const outcome = await apply(resultId, all, [
    { kind: 'update', row: 0, values: [text(1, 'nobody')] },
  ])
  expect(outcome).toMatchObject({
    outcome: 'failed',
    error: {
      message: expect.stringMatching(/^value for domain mail violates check constraint "[^"]+"$/),
    },
  })
})
