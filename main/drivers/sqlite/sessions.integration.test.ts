import { closeSync, existsSync, openSync, statSync, writeSync } from 'node:fs'
import { expect, test } from 'vitest'
import { runCollecting } from '../testing/CollectingSink.ts'
import { rowsAfter, useSessions } from './testing/sessions.ts'

const sessions = useSessions()
const signal = new AbortController().signal

test('is dirty after what outlives a statement, and as new after a reset', async () => {
  const connection = await sessions.open('dirty.db')
  for (const [sql, probe, expected] of [
    ['pragma foreign_keys = off', 'pragma foreign_keys', '1'],
    ['pragma case_sensitive_like = on', `select 'A' like 'a'`, '1'],
    [
      `attach ':memory:' as other`,
      `select count(*) from pragma_database_list where name = 'other'`,
      '0',
    ],
    ['create temp view v as select 1', 'select count(*) from temp.sqlite_schema', '0'],
  ] as const) {
    await rowsAfter(connection, sql)
    expect(connection.session, sql).toBe('dirty')
    await connection.reset(signal)
    expect(connection.session).toBe('clean')
    expect(await rowsAfter(connection, probe), probe).toEqual([[expected]])
  }
})

test('stays clean after statements that only ask', async () => {
  const connection = await sessions.open('clean.db')
  await rowsAfter(
    connection,
    'create table t (a)',
    'pragma foreign_keys',
    'pragma table_info(t)',
    'explain query plan select * from t',
    'analyze',
  )

  expect(connection.session).toBe('clean')
})

test('keeps what is in memory when it is reset', async () => {
  const connection = await sessions.open(':memory:')
  await rowsAfter(
    connection,
    'create table kept (a)',
    'create temp table gone (a)',
    `attach ':memory:' as other`,
    'begin',
    'insert into kept values (1)',
  )
  await connection.reset(signal)

  expect(connection.session).toBe('clean')
  const names = 'select group_concat(name) from pragma_table_list where name in (?, ?)'
  const { sink } = await runCollecting(connection, names, { parameters: ['kept', 'gone'] })
  expect(sink.rows).toEqual([['kept']])
  expect(await rowsAfter(connection, 'select count(*) from kept')).toEqual([['0']])
})

test('creates a missing file only where the profile says so', async () => {
  const connection = await sessions.open('new.db')
  await rowsAfter(connection, 'create table t (a)')

  expect(existsSync(sessions.path('new.db'))).toBe(true)
})

test('keeps foreign keys, and extensions away', async () => {
  const connection = await sessions.open(':memory:')
  await rowsAfter(
    connection,
    'create table parent (id integer primary key)',
    'create table child (parent_id references parent (id))',
  )

  await expect(rowsAfter(connection, 'insert into child values (1)')).rejects.toMatchObject({
    code: 'constraint-violation',
    details: { sqliteCode: 'SQLITE_CONSTRAINT_FOREIGNKEY' },
  })
  await expect(rowsAfter(connection, `select load_extension('x')`)).rejects.toThrow(
    /not authorized/,
  )
})

test('says that another connection holds the lock', async () => {
  const writer = await sessions.open('locked.db')
  const path = sessions.path('locked.db')
  const other = await sessions.open('locked.db', { fields: { path, busyTimeoutMs: 0 } })
  await rowsAfter(writer, 'create table t (a)', 'begin immediate')

  await expect(rowsAfter(other, 'insert into t values (1)')).rejects.toMatchObject({
    code: 'server-busy',
    message: expect.stringMatching(/busy timeout/),
  })
  await rowsAfter(writer, 'commit')
  expect(await rowsAfter(other, 'insert into t values (1) returning a')).toEqual([['1']])
})

test('reads while another connection writes, with a write-ahead log', async () => {
  const path = sessions.path('wal.db')
  const fields = { path, mode: 'create', journalMode: 'wal', busyTimeoutMs: 0 }
  const writer = await sessions.open('wal.db', { fields })
  const reader = await sessions.open('wal.db', { fields })
  await rowsAfter(writer, 'create table t (a)', 'insert into t values (1)', 'begin immediate')
  await rowsAfter(writer, 'insert into t values (2)')

  expect(await rowsAfter(reader, 'pragma journal_mode')).toEqual([['wal']])
  expect(await rowsAfter(reader, 'select a from t')).toEqual([['1']])
})

test('a read-only profile writes to no other file either', async () => {
  const writer = await sessions.open('guarded.db')
  await rowsAfter(writer, 'create table t (a)')
  const reader = await sessions.open('guarded.db', { isReadOnly: true })
  const copy = sessions.path('copy.db')
  const other = sessions.path('other.db')
  await rowsAfter(writer, `attach '${other}' as other`, 'create table other.t (a)')

  await expect(rowsAfter(reader, `vacuum into '${copy}'`)).rejects.toMatchObject({
    code: 'read-only',
  })
  expect(existsSync(copy)).toBe(false)
  await rowsAfter(reader, `attach '${other}' as other`, 'pragma query_only = off')
  for (const sql of [
    'insert into other.t values (1)',
    'create temp table x (a)',
    'pragma user_version = 7',
    'delete from t',
  ]) {
    await expect(rowsAfter(reader, sql), sql).rejects.toMatchObject({ code: 'read-only' })
  }
})

test('a database in memory can be read-only too', async () => {
  const connection = await sessions.open(':memory:', { isReadOnly: true })
  const path = sessions.path('attached.db')

  for (const sql of ['create table t (a)', `attach '${path}' as other`])
    await expect(rowsAfter(connection, sql)).rejects.toMatchObject({ code: 'read-only' })
  expect(existsSync(path)).toBe(false)
})

test('says that a file is damaged, and what to do', async () => {
  const connection = await sessions.open('damaged.db')
  await rowsAfter(
    connection,
    'create table t (a)',
    'insert into t with recursive n(i) as (select 1 union all select i + 1 from n limit 5000) ' +
      `select printf('%050d', i) from n`,
  )
  await connection.close()
  overwriteMiddle(sessions.path('damaged.db'))
  const again = await sessions.open('damaged.db')

  await expect(rowsAfter(again, 'select count(a), max(a) from t')).rejects.toMatchObject({
    code: 'server-error',
    message: expect.stringMatching(/malformed.*integrity_check/),
  })
})

function overwriteMiddle(path: string): void {
  const { size } = statSync(path)
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(20_000, 0xee), 0, 20_000, Math.floor(size / 2))
  closeSync(file)
}

test('gives up opening a file that is locked as a whole, within the connect timeout', async () => {
  const owner = await sessions.open('owned.db')
  await rowsAfter(owner, 'create table t (a)', 'begin exclusive')
  const path = sessions.path('owned.db')
  const opening = sessions.open('owned.db', {
    fields: { path, busyTimeoutMs: 60_000 },
    connectTimeoutMs: 1_500,
  })

  await expect(opening).rejects.toMatchObject({
    code: 'connect-timeout',
    message: expect.stringMatching(/within 1500 ms/),
  })
})

test.each([
  [{ path: ' ' }, 'path'],
  [{ path: 'x.db', mode: 'maybe' }, 'mode'],
  [{ path: 'x.db', journalMode: 'off' }, 'journalMode'],
  [{ path: 'x.db', busyTimeoutMs: -1 }, 'busyTimeoutMs'],
])('names the field of a profile that cannot be: %j', async (fields, field) => {
  await expect(sessions.open('x.db', { fields })).rejects.toMatchObject({
    code: 'invalid-profile',
    details: { field },
  })
})
