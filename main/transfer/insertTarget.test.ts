import { expect, test } from 'vitest'
import type { Column } from '../../contract/columns.ts'
import { mssql } from '../drivers/mssql/index.ts'
import { postgres } from '../drivers/postgres/index.ts'
import { sqlite } from '../drivers/sqlite/index.ts'
import { insertTarget } from './insertTarget.ts'

const columns: Column[] = ['id', '', 'id', 'Total "net"'].map((name) => ({
  name,
  type: { kind: 'text' },
  serverType: 'text',
}))

const targetOf = (table: string, driverId = 'postgres', rowsPerStatement = 500) =>
  insertTarget({ driverId, table, rowsPerStatement }, columns, [postgres, sqlite, mssql])

test('quotes table and columns as the dialect does, and names all of them once', () => {
  expect(targetOf('public.Orders')).toMatchObject({
    table: 'public."Orders"',
    columns: ['id', 'column_2', 'id_2', '"Total ""net"""'],
  })
  expect(targetOf('main.orders', 'sqlite').table).toBe('"main"."orders"')
})

test('takes a part in quotes as it is, dots and doubled quotes in it', () => {
  expect(targetOf('"a.b"."say ""hi"""').table).toBe('"a.b"."say ""hi"""')
  expect(targetOf(' order items ').table).toBe('"order items"')
})

test.each(['', '.', 'a.', '.a', 'a..b', '"a', 'a"b', '""'])('refuses the table %j', (table) => {
  expect(() => targetOf(table)).toThrow(expect.objectContaining({ code: 'invalid-request' }))
})

test('writes no more rows in a statement than the server takes', () => {
  expect(targetOf('t', 'mssql', 5_000).rowsPerStatement).toBe(1_000)
  expect(targetOf('t', 'mssql', 500).rowsPerStatement).toBe(500)
  expect(targetOf('t', 'postgres', 5_000).rowsPerStatement).toBe(5_000)
})

test('refuses a driver that writes no INSERT', () => {
  expect(() => targetOf('t', 'redis')).toThrow(
    expect.objectContaining({ code: 'unsupported', details: { driverId: 'redis' } }),
  )
})
