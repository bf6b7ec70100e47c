import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import type { Connection } from '../driver.ts'
import { CollectingSink, runCollecting } from '../testing/CollectingSink.ts'
import { rowsAfter, useSessions } from './testing/sessions.ts'

const sessions = useSessions()

/** Declared types, and values that fit them and do not. */
const CREATE = `create table odds (
  id integer primary key, i int, r real, t text, b blob, n numeric(10,2), d decimal_text(12,2),
  day date, at datetime, yes boolean, j json, u)`
const ROWS = [
  `(1, 1, 1.5, 'a', x'00', 12.5, '12.50', '2024-01-02', '2024-01-02 03:04:05', 1, '{"a": [1]}', 1)`,
  `(2, 9223372036854775807, -0.25, '', x'', 9007199254740993, '0.10', null, 1704164645, 0, '12', 'x')`,
  `(3, 'n/a', 'n/a', 7, 'text', 'n/a', 'n/a', 'soon', 2460311.5, 'yes', 'not json', x'ff')`,
  `(4, null, null, null, null, null, null, null, null, null, null, null)`,
  `(5, -9223372036854775808, 1e100, 'ünï "q" ''s'', 🦦', x'cafe', 1e30, '-99999999999999999999.99', '', '', 2.5, '[]', 0.5)`,
  `(6, 5e18, 3, 'tab	and\nline', zeroblob(3), -5, 7, 20240102, null, null, 'null', null)`,
]

async function createOdds(connection: Connection): Promise<void> {
  await rowsAfter(connection, CREATE, ...ROWS.map((row) => `insert into odds values ${row}`))
}

function findShell(): string | null {
  try {
    execFileSync('sqlite3', ['--version'], { stdio: 'ignore' })
    return 'sqlite3'
  } catch {
    return null
  }
}

const shell = findShell()

test.skipIf(shell === null && !process.env.CI)(
  `shows what the sqlite3 shell shows${shell ? '' : ' (skipped: sqlite3 not found)'}`,
  async () => {
    const connection = await sessions.open('odds.db')
    await createOdds(connection)
    const names = ['id', 'i', 'r', 't', 'n', 'd', 'day', 'at', 'yes', 'j']
    // One by one, so that each column is decided by its own values.
    for (const name of names) {
      const sql = `select ${name} from odds order by id`
      const [, ...lines] = execFileSync(
        'sqlite3',
        ['-newline', '\x1e', '-nullvalue', '(null)', sessions.path('odds.db'), `select '';${sql}`],
        { encoding: 'utf8' },
      ).split('\x1e')
      const rows = await rowsAfter(connection, sql)
      expect(
        rows.map(([text]) => text ?? '(null)'),
        name,
      ).toEqual(lines.slice(0, rows.length))
    }
  },
)

test('tells the kind of each column, and turns mixed ones into any', async () => {
  const connection = await sessions.open('kinds.db')
  await createOdds(connection)
  const fitting = await runCollecting(connection, 'select * from odds where id <> 3')
  const mixed = await runCollecting(connection, 'select * from odds')

  const kinds = ({ sink }: typeof fitting) =>
    Object.fromEntries(
      sink.result.columns.map(({ name, type }) => [
        name,
        type.kind === 'text' && type.mark ? `text ${type.mark}` : type.kind,
      ]),
    )
  expect(kinds(fitting)).toEqual({
    id: 'int64',
    i: 'int64',
    r: 'float64',
    t: 'text',
    b: 'binary',
    n: 'text decimal',
    d: 'text decimal',
    day: 'any',
    at: 'any',
    yes: 'text decimal',
    j: 'any',
    u: 'any',
  })
  expect(kinds(mixed)).toMatchObject({ id: 'int64', i: 'any', r: 'any', t: 'text', n: 'any' })
  expect(mixed.sink.result.columns.map(({ serverType }) => serverType)).toEqual([
    'INTEGER',
    'INT',
    'REAL',
    'TEXT',
    'BLOB',
    'numeric(10,2)',
    'decimal_text(12,2)',
    'date',
    'datetime',
    'boolean',
    'json',
    '',
  ])
})

test('widens a column in the batch where a value no longer fits', async () => {
  const connection = await sessions.open(':memory:')
  await rowsAfter(
    connection,
    'create table t (a integer)',
    'insert into t with recursive n(i) as (select 1 union all select i + 1 from n limit 70000) ' +
      'select i from n',
    `insert into t values ('the end')`,
  )
  const { sink } = await runCollecting(connection, 'select a from t')

  expect(sink.result.columns[0]!.type).toEqual({ kind: 'int64' })
  expect(sink.typesOf(0)[0]).toEqual({ kind: 'int64' })
  expect(sink.typesOf(0).at(-1)).toEqual({ kind: 'any' })
  expect(sink.rows.map(([text]) => text)).toEqual([
    ...Array.from({ length: 70_000 }, (_, index) => String(index + 1)),
    'the end',
  ])
})

test('keeps empty and repeated names', async () => {
  const connection = await sessions.open(':memory:')
  const { sink } = await runCollecting(connection, `select 1 as "", 2 as "", 3 as x, 4 as x`)

  expect(sink.result.columns.map(({ name }) => name)).toEqual(['', '', 'x', 'x'])
})

test('reads cells of 50 MB, text and bytes', async () => {
  const connection = await sessions.open(':memory:')
  const sql = `select hex(zeroblob(25000000)) as text, zeroblob(50000000) as bytes, 'é' as after`
  const { sink } = await runCollecting(connection, sql)
  const [text, bytes, after] = sink.result.batches[0]!.columns

  expect(text!.values).toHaveLength(50_000_000)
  expect(bytes!.values).toHaveLength(50_000_000)
  expect(Buffer.from(after!.values as Uint8Array).toString()).toBe('é')
})

test('gives the rows of PRAGMA, EXPLAIN and RETURNING, and what each did', async () => {
  const connection = await sessions.open(':memory:')
  await rowsAfter(connection, 'create table t (a integer primary key, b text)')
  const run = async (sql: string) => {
    const { sink, outcome } = await runCollecting(connection, sql)
    return { ...outcome, rows: sink.rows }
  }

  expect(await run('pragma user_version')).toEqual({
    affectedRows: null,
    command: 'PRAGMA',
    rows: [['0']],
  })
  expect((await run('explain query plan select * from t')).rows).toHaveLength(1)
  expect(await run(`insert into t values (1, 'x'), (2, 'y') returning a, b`)).toEqual({
    affectedRows: 2,
    command: 'INSERT',
    rows: [
      ['1', 'x'],
      ['2', 'y'],
    ],
  })
  expect(await run(`with d as (select 1 as a) delete from t where a in d returning b`)).toEqual({
    affectedRows: 1,
    command: 'DELETE',
    rows: [['x']],
  })
})

test('leaves nothing behind when a RETURNING breaks a rule', async () => {
  const connection = await sessions.open(':memory:')
  await rowsAfter(connection, 'create table t (a integer primary key)', 'insert into t values (5)')

  await expect(
    rowsAfter(connection, 'insert into t values (4), (5), (6) returning a'),
  ).rejects.toMatchObject({ code: 'constraint-violation' })
  expect(connection.session).toBe('clean')
  expect(await rowsAfter(connection, 'select a from t')).toEqual([['5']])
})

test('binds values by ?, by number and with the right storage class', async () => {
  const connection = await sessions.open(':memory:')
  const run = async (sql: string, ...parameters: (string | number)[]) =>
    (await runCollecting(connection, sql, { parameters })).sink.rows

  expect(await run('select ?, ?', 'a', 1)).toEqual([['a', '1']])
  expect(await run('select ?2, ?1, ?2', 'a', 'b')).toEqual([['b', 'a', 'b']])
  expect(await run('select $1', 'a')).toEqual([['a']])
  expect(await run('select typeof(?), typeof(?)', 1, 1.5)).toEqual([['integer', 'real']])
})

test('refuses what it cannot bind or run, and says why', async () => {
  const connection = await sessions.open(':memory:')
  const failure = (sql: string, parameters: string[] = []) =>
    runCollecting(connection, sql, { parameters }).catch((error: unknown) => error)

  expect(await failure('select ?, ?', ['a'])).toMatchObject({
    code: 'invalid-request',
    message: expect.stringMatching(/do not match the 1 values/),
  })
  expect(await failure('select :name')).toMatchObject({ code: 'invalid-request' })
  expect(await failure('select ?', ['half \ud83e'])).toMatchObject({
    code: 'invalid-request',
    message: expect.stringMatching(/half a surrogate pair/),
  })
  expect(await failure('select 1; select 2')).toMatchObject({
    code: 'invalid-request',
    message: expect.stringMatching(/more than one statement/),
  })
})

test('fails midway with the error of the row, after the rows before it', async () => {
  const connection = await sessions.open(':memory:')
  // The 4,000th row has no absolute value in 64 bits.
  const sql = `with recursive n(i) as (select 1 union all select i + 1 from n)
    select abs(-9223372036854775807 - 1 + abs(4000 - i)) from n`
  const sink = new CollectingSink()
  await expect(connection.run({ sql }, sink, new AbortController().signal)).rejects.toMatchObject({
    code: 'server-error',
    message: expect.stringContaining('integer overflow'),
  })

  expect(sink.rowCount).toBeGreaterThan(0)
  expect(sink.result.hasEnded).toBe(false)
  expect(await rowsAfter(connection, 'select 1')).toEqual([['1']])
})
