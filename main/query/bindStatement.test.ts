import { describe, expect, test } from 'vitest'
import { WorkbenchError } from '../../contract/errors.ts'
import type { ParameterType } from '../../contract/parameterTypes.ts'
import type { ParameterValue } from '../../contract/parameters.ts'
import { dialect as mssql } from '../drivers/mssql/dialect.ts'
import { dialect as postgres } from '../drivers/postgres/dialect.ts'
import { dialect as redis } from '../drivers/redis/dialect.ts'
import { dialect as sqlite } from '../drivers/sqlite/dialect.ts'
import { bindStatement, runBound } from './bindStatement.ts'

const value = (name: string, type: ParameterType, text: string): ParameterValue => ({
  name,
  type,
  text,
})

test('a name is one value, however often it stands, and values stay out of the text', () => {
  const sql = 'select :a, :b, :a'
  const values = [value('b', 'text', "'; drop table t; --"), value('a', 'number', '1')]
  expect(bindStatement(sql, values, postgres)).toMatchObject({
    sql: 'select $1, $2, $1',
    parameters: [1n, "'; drop table t; --"],
  })
  expect(bindStatement(sql, values, mssql).sql).toBe('select @p1, @p2, @p1')
  expect(bindStatement(sql, values, sqlite).sql).toBe('select ?1, ?2, ?1')
})

describe('values', () => {
  const bound = (type: ParameterType, text: string, dialect = postgres) =>
    bindStatement('select :x', [value('x', type, text)], dialect).parameters?.[0]

  test('keep every digit', () => {
    expect(bound('number', '9223372036854775807')).toBe(9223372036854775807n)
    expect(bound('number', '9223372036854775808')).toBe('9223372036854775808')
    expect(bound('number', '12345678901234567890.12')).toBe('12345678901234567890.12')
    expect(bound('number', '-0.10', sqlite)).toBe(-0.1)
    expect(bound('number', '1234567890123456.78', sqlite)).toBe('1234567890123456.78')
  })

  test('are of the type that was chosen', () => {
    expect(bound('text', '42')).toBe('42')
    expect(bound('boolean', 'true')).toBe(true)
    expect(bound('null', 'whatever')).toBe(null)
    expect(bound('date', ' 2024-02-29 ')).toBe('2024-02-29')
  })

  test('are refused where one is missing or no such thing', () => {
    expect(() => bindStatement('select :x, :y', [value('x', 'text', '')], postgres)).toThrow(
      'The parameter “y” has no value.',
    )
    expect(() => bound('number', '12 apples')).toThrow('is no number')
    expect(() => bindStatement('GET k', [value('x', 'text', '')], redis)).toThrow(
      'takes no parameters',
    )
  })
})

test('a place in an error is one in the statement as it was written', async () => {
  const sql = 'select :identifier, :b, frm'
  const statement = bindStatement(
    sql,
    [value('identifier', 'number', '1'), value('b', 'number', '2')],
    postgres,
  )
  const failsAt = (offset: number) =>
    runBound(
      {
        run: () =>
          Promise.reject(new WorkbenchError('syntax-error', 'no', { details: { offset } })),
      } as unknown as Parameters<typeof runBound>[0],
      statement,
      { openResult: () => ({ write: () => {}, end: () => {} }), message: () => {} },
      new AbortController().signal,
    ).catch((error: unknown) => (error as WorkbenchError).details['offset'])
  expect(await failsAt(statement.sql.indexOf('frm'))).toBe(sql.indexOf('frm'))
  expect(await failsAt(statement.sql.indexOf('$2') + 1)).toBe(sql.indexOf(':b'))
  expect(await failsAt(0)).toBe(0)
})
