import { expect, test } from 'vitest'
import type { Connection, Parameter } from '../driver.ts'
import { CollectingSink } from '../testing/CollectingSink.ts'
import { rowsAfter, useSessions } from './testing/sessions.ts'

const sessions = useSessions()

async function ask(connection: Connection, sql: string, ...parameters: Parameter[]) {
  const sink = new CollectingSink()
  await connection.run({ sql, parameters }, sink, new AbortController().signal)
  return {
    columns: sink.result.columns.map(({ name, type }) => [name, type.kind]),
    rows: sink.rows,
  }
}

const SELECT = 'select * from things where id >= ? order by id'

test('a statement that is kept follows the schema, whoever changes it', async () => {
  const connection = await sessions.open('prepared.db')
  const other = await sessions.open('prepared.db')
  await rowsAfter(connection, 'create table things (id integer primary key, a text)')
  await rowsAfter(connection, "insert into things values (1, 'x'), (2, 'y')")
  const before = [
    ['id', 'int64'],
    ['a', 'text'],
  ]
  for (let round = 0; round < 3; round++)
    expect(await ask(connection, SELECT, 2)).toEqual({ columns: before, rows: [['2', 'y']] })

  await rowsAfter(other, 'alter table things add column b real default 0.5')
  expect(await ask(connection, SELECT, 1)).toEqual({
    columns: [...before, ['b', 'float64']],
    rows: [
      ['1', 'x', '0.5'],
      ['2', 'y', '0.5'],
    ],
  })

  await rowsAfter(connection, 'drop table things')
  await expect(ask(connection, SELECT, 1)).rejects.toMatchObject({
    message: expect.stringMatching(/no such table: things/),
  })
  await rowsAfter(connection, 'create table things (a blob, id integer)')
  await rowsAfter(other, "insert into things (a, id) values (x'ff', 7)")
  expect((await ask(connection, SELECT, 1)).columns).toEqual([
    ['a', 'binary'],
    ['id', 'int64'],
  ])
})

test('a statement that is kept binds other values and survives a reset', async () => {
  const connection = await sessions.open('prepared-values.db')
  const insert = 'insert into kept values (?, ?)'
  await rowsAfter(connection, 'create table kept (id integer, value)')
  for (const [id, value] of [
    [1, 9_223_372_036_854_775_807n],
    [2, 'text'],
    [3, null],
  ] as const)
    await connection.run(
      { sql: insert, parameters: [id, value] },
      new CollectingSink(),
      new AbortController().signal,
    )
  await rowsAfter(connection, 'create temp table dirt (a)')
  await connection.reset(new AbortController().signal)
  await connection.run(
    { sql: insert, parameters: [4, 1.5] },
    new CollectingSink(),
    new AbortController().signal,
  )
  expect(await rowsAfter(connection, 'select * from kept order by id')).toEqual([
    ['1', '9223372036854775807'],
    ['2', 'text'],
    ['3', null],
    ['4', '1.5'],
  ])
})

test('statements that are kept hold up no change of the schema', async () => {
  const connection = await sessions.open('prepared-free.db')
  await rowsAfter(connection, 'create table things (id integer primary key, a text)')
  await ask(connection, SELECT, 1)
  await rowsAfter(connection, 'drop table things', 'vacuum')
})
