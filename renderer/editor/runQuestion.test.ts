import { expect, test } from 'vitest'
import { mustOnlyRead, mustTypeName, runQuestion as questionOf } from './runQuestion.ts'

type Given = Parameters<typeof questionOf>[1]
const runQuestion = (statements: string[], ...rest: [Given, Parameters<typeof questionOf>[2]]) =>
  questionOf(
    statements.map((text) => ({ text })),
    ...rest,
  )
const profile = (changes: Partial<Given> = {}): Given => ({
  id: 'p',
  name: 'shop',
  environment: 'none',
  isReadOnly: false,
  ...changes,
})
const production = profile({ environment: 'production' })

test('what reads or changes a few rows is not asked about', () => {
  const statements = ['select 1', 'delete from a where id = 1', 'insert into a values (1)']
  expect(runQuestion(statements, profile(), 'postgres')).toBeNull()
})

test('a whole table is asked about, with the statement that does it', () => {
  const question = runQuestion(['select 1', 'delete from a', 'drop table b'], profile(), 'postgres')
  expect(question).toMatchObject({ statement: 'delete from a', statementCount: 2 })
  expect(question!.dangers.map(({ target }) => target)).toEqual(['a', 'b'])
  expect(mustTypeName(question!)).toBe(false)
})

test('on production every change is asked about, and a whole table needs the name', () => {
  expect(runQuestion(['select 1', 'begin', 'set a = 1'], production, 'postgres')).toBeNull()
  const change = runQuestion(['insert into a values (1)'], production, 'postgres')
  expect(change).toMatchObject({ dangers: [], statementCount: 1 })
  expect(mustTypeName(change!)).toBe(false)
  const danger = runQuestion(['insert into a values (1)', 'truncate a'], production, 'postgres')
  expect(danger).toMatchObject({ statement: 'truncate a' })
  expect(mustTypeName(danger!)).toBe(true)
})

test('nothing is asked where the server refuses changes', () => {
  const readOnly = profile({ environment: 'production', isReadOnly: true })
  expect(runQuestion(['drop table a'], readOnly, 'postgres')).toBeNull()
})

test('on production a script is named by what its statements do, and rows are to be counted', () => {
  const script = ['insert into a values (1)', 'insert into a values (2)', 'drop view v', 'select 1']
  expect(runQuestion(script, production, 'postgres')).toMatchObject({
    statementCount: 3,
    kinds: [
      { kind: 'INSERT', count: 2 },
      { kind: 'DROP VIEW', count: 1 },
    ],
  })
  expect(runQuestion(['update t set a = 1 where b = 2'], production, 'postgres')).toMatchObject({
    lines: [
      {
        what: { kind: 'rows', verb: 'update', relation: 't' },
        counted: { of: 'change', change: 0 },
      },
    ],
  })
})

test('on production what calls, merges or runs code is asked about', () => {
  for (const sql of [
    'call p()',
    'do $$ begin perform 1; end $$',
    'merge into a using b on a.x = b.x when matched then update set y = 1',
  ])
    expect(runQuestion([sql], production, 'postgres'), sql).not.toBeNull()
  for (const sql of [
    'begin delete from a where b = 1 end',
    'set nocount on; update a set b = 1 where c = 2',
  ])
    expect(runQuestion([sql], production, 'mssql'), sql).not.toBeNull()
  expect(runQuestion(['set nocount on'], production, 'mssql')).toBeNull()
})

test('on production a query must only read, and the server is to see to it', () => {
  expect(mustOnlyRead(['select sneaky()'], production, 'postgres')).toBe(true)
  expect(mustOnlyRead(['select sneaky()'], profile(), 'postgres')).toBe(false)
  expect(mustOnlyRead(['insert into a values (1)'], production, 'postgres')).toBe(false)
})

test('on production commands of Redis that only read are not asked about', () => {
  const asked = (command: string) => runQuestion([command], production, 'redis') !== null
  expect(['get a', ' HGETALL a', 'config get *', 'TYPE a'].filter(asked)).toEqual([])
  const changing = ['set a 1', 'config set a 1', 'del a', 'unheard of']
  expect(changing.filter(asked)).toEqual(changing)
})
