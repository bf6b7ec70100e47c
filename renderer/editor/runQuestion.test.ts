import { expect, test } from 'vitest'
import { mustTypeName, runQuestion } from './runQuestion.ts'

type Given = Parameters<typeof runQuestion>[1]
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
