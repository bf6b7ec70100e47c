import { expect, test } from 'vitest'
import type { Column } from '../../contract/columns.ts'
import type { RowChange } from '../../contract/edits.ts'
import { simpleSelect } from '../../contract/sql/select/simpleSelect.ts'
import type { Dialect } from '../drivers/driver.ts'
import { drivers } from '../drivers/registry.ts'
import {
  type EditGround,
  keyAfter,
  runningOrder,
  type StoredRow,
  writeChange,
  writeRead,
} from './planEdits.ts'

const COLUMNS: Column[] = [
  { name: 'id', type: { kind: 'int64' }, serverType: 'bigint' },
  { name: 'doc', type: { kind: 'text', mark: 'json' }, serverType: 'json' },
  { name: 'seen', type: { kind: 'timestamp', unit: 'us', zone: null }, serverType: 'datetime' },
]
const ROW: StoredRow = [
  { type: { kind: 'int64' }, raw: 7n },
  { type: { kind: 'text', mark: 'json' }, raw: '{}' },
  { type: { kind: 'timestamp', unit: 'us', zone: null }, raw: null },
]

function groundOf(driverId: string, hasTriggers = false): EditGround {
  const dialect: Dialect = drivers.find(({ id }) => id === driverId)!.dialect
  const column = (name: string) => ({
    ...{ name, isEditable: true, isNullable: true, hasDefault: name === 'id' },
  })
  return {
    rows: {
      ...{ schema: 's', table: 'order' },
      key: { kind: 'primary', columns: ['id'] },
      columns: COLUMNS.map(({ name }) => column(name)),
    },
    columns: COLUMNS,
    tableColumns: [],
    select: simpleSelect('select id, doc, seen from s.t x', 'postgres')!,
    ...{ dialect, edits: dialect.edits!, hasTriggers },
  }
}

const text = (column: number, value: string) => ({
  column,
  value: { kind: 'text' as const, text: value },
})
const update: RowChange = {
  kind: 'update',
  row: 0,
  values: [text(1, '{"a": 1}'), text(2, '2024-01-02 03:04:05')],
  isForced: false,
}

test('a row is found by its key and by what changes of it had before; what has no equality by its text', () => {
  expect(writeChange(groundOf('postgres'), update, ROW)).toEqual({
    statement: {
      sql: `UPDATE s."order" SET doc = $1, seen = $2 WHERE id = $3 AND doc::text = $4 AND seen IS NULL RETURNING id`,
      parameters: ['{"a": 1}', '2024-01-02 03:04:05', '7', '{}'],
    },
    text: `UPDATE s."order" SET doc = '{"a": 1}', seen = '2024-01-02 03:04:05' WHERE id = 7 AND doc::text = '{}' AND seen IS NULL RETURNING id`,
  })
  expect(
    writeChange(groundOf('postgres'), { ...update, isForced: true }, ROW).statement.sql,
  ).toMatch(/WHERE id = \$3 RETURNING/)
})

test('SQL Server reads moments in a form of no language, and answers only where no trigger is in the way', () => {
  const { statement } = writeChange(groundOf('mssql'), update, ROW)
  expect(statement.sql).toContain(
    'seen = CAST(CAST(@p2 AS datetime2) AS datetime) OUTPUT inserted.id',
  )
  expect(statement.parameters?.at(-2)).toBe(7n)
  expect(writeChange(groundOf('mssql', true), update, ROW).statement.sql).not.toContain('OUTPUT')
})

test('a row without any value is one of defaults; a default in a row is written as the database has it', () => {
  const insert: RowChange = { kind: 'insert', values: [] }
  const sqlOf = (driverId: string, change: RowChange) =>
    writeChange(groundOf(driverId), change, ROW).statement.sql
  expect(sqlOf('sqlite', insert)).toBe('INSERT INTO "s"."order" DEFAULT VALUES RETURNING "id"')
  expect(sqlOf('mssql', insert)).toBe('INSERT INTO s.[order] OUTPUT inserted.id DEFAULT VALUES')
  const reset: RowChange = {
    ...{ kind: 'update', row: 0, isForced: true },
    values: [{ column: 1, value: { kind: 'default' } }],
  }
  expect(sqlOf('postgres', reset)).toContain('SET doc = DEFAULT')
  expect(sqlOf('sqlite', reset)).toContain('SET "doc" = NULL')
})

test('a row is read again as the statement showed it, by the key it has now where that is known', () => {
  const ground = groundOf('postgres')
  const key = keyAfter(ground, { ...update, values: [text(0, '8')] }, ROW)!
  expect(writeRead(ground, key).text).toMatch(/^SELECT id, doc, seen FROM s\.t x WHERE /)
  expect(writeRead(ground, key).text).toContain("'8'")
  expect(keyAfter(ground, { kind: 'insert', values: [] }, null)).toBeNull()
})

test('rows that go make room for those that come', () => {
  const insert: RowChange = { kind: 'insert', values: [] }
  expect(runningOrder([insert, update, { kind: 'delete', row: 3, isForced: false }])).toEqual([
    2, 1, 0,
  ])
})

test('a value that its column cannot have is refused before anything is asked of the server', () => {
  const wrong: RowChange = { ...update, values: [text(0, 'seven')] }
  expect(() => writeChange(groundOf('sqlite'), wrong, ROW)).toThrow(
    'This is no value of the type bigint',
  )
})
