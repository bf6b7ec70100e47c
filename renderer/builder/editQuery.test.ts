import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { KeyInfo } from '../../contract/explorer.ts'
import type { ConditionGroup, SelectQuery } from '../../contract/sql/select/SelectQuery.ts'
import {
  addTable,
  isSelected,
  isUsed,
  removeTable,
  tidy,
  toggleColumn,
  withoutColumn,
  type TableKeys,
} from './editQuery.ts'
import { fitValues, toValue, toValues, valueText, valuesText } from './valueText.ts'

const foreignKey = (columns: string[], table: string, targets: string[]): KeyInfo => ({
  name: 'fk',
  kind: 'foreign',
  columns,
  references: { schema: 'public', table, columns: targets },
  definition: null,
})
const keys: TableKeys[] = [
  { schema: 'public', name: 'orders', keys: [foreignKey(['customer_id'], 'customers', ['id'])] },
  {
    schema: 'public',
    name: 'lines',
    keys: [foreignKey(['order_id', 'shop'], 'orders', ['id', 'shop'])],
  },
  { schema: 'public', name: 'customers', keys: [foreignKey(['invited_by'], 'customers', ['id'])] },
]
const table = (name: string) => ({ schema: null, name })
const of = (...names: string[]): SelectQuery =>
  names.reduce<SelectQuery | null>((query, name) => addTable(query, table(name), keys), null)!

test('joins a table by the foreign key that leads to or from it', () => {
  expect(of('customers', 'orders').joins).toEqual([
    {
      kind: 'inner',
      table: { schema: null, name: 'orders', alias: null },
      on: [
        {
          left: { table: 'orders', column: 'customer_id' },
          right: { table: 'customers', column: 'id' },
        },
      ],
    },
  ])
  expect(of('lines', 'orders').joins[0]!.on).toHaveLength(2)
  expect(of('orders', 'elsewhere').joins[0]).toMatchObject({ kind: 'cross', on: [] })
})

test('a table twice has another name the second time', () => {
  const [join] = of('customers', 'customers').joins
  expect(join!.table.alias).toBe('customers_2')
  expect(join!.on[0]).toEqual({
    left: { table: 'customers_2', column: 'invited_by' },
    right: { table: 'customers', column: 'id' },
  })
})

test('columns say their table once there are several', () => {
  const chosen = toggleColumn(of('orders'), { table: null, column: 'id' })
  expect(chosen.columns).toEqual([{ table: null, column: 'id', aggregate: null, alias: null }])
  const joined = addTable(chosen, table('customers'), keys)
  expect(joined.columns[0]).toMatchObject({ table: 'orders', column: 'id' })
  expect(isSelected(joined, { table: 'orders', column: 'id' })).toBe(true)
  expect(toggleColumn(joined, { table: 'orders', column: 'id' }).columns[0]!.column).toBe('*')
})

test('a column that is only summed up is ticked, and unticking it takes its sums away', () => {
  const id = { table: 'orders', column: 'id' }
  const summed = { ...of('orders'), columns: [{ ...id, aggregate: 'count', alias: 'n' } as const] }
  expect(isUsed(summed, id)).toBe(true)
  expect(isUsed(summed, { table: 'orders', column: 'total' })).toBe(false)
  expect(isSelected(summed, id)).toBe(false)
  expect(withoutColumn(summed, id).columns).toMatchObject([{ column: '*', aggregate: null }])
})

test('a table goes with all that names it', () => {
  const query = toggleColumn(of('customers', 'orders', 'lines'), {
    table: 'orders',
    column: 'id',
  })
  const without = removeTable(query, 'orders')!
  expect(without.columns[0]!.column).toBe('*')
  expect(without.joins).toMatchObject([{ kind: 'cross', table: { name: 'lines' } }])
  expect(removeTable(without, 'customers')).toMatchObject({ from: { name: 'lines' }, joins: [] })
  expect(removeTable(of('orders'), 'orders')).toBeNull()
})

test('groups that SQL would not tell apart are one', () => {
  const one = { kind: 'test', table: null, column: 'a', operator: 'is null', values: [] } as const
  const group = (joiner: 'and' | 'or', ...conditions: ConditionGroup['conditions']) =>
    ({ kind: 'group', joiner, conditions }) as const
  expect(tidy(group('and', one, group('and', one, one), group('or')))).toEqual(
    group('and', one, one, one),
  )
  expect(tidy(group('and', group('or', one, one)))).toEqual(group('or', one, one))
})

test('values are what they are typed as, and come back as they were typed', () => {
  expect(toValue(':from')).toEqual({ kind: 'parameter', name: 'from' })
  expect(toValue('-1.50')).toEqual({ kind: 'literal', sql: '-1.50' })
  expect(toValue("it's")).toEqual({ kind: 'literal', sql: "'it''s'" })
  expect(valueText({ kind: 'literal', sql: "'12'" })).toBe("'12'")
  expect(toValues("new, 'a, b', 3")).toHaveLength(3)
  expect(fitValues('between', [], 'sold at')).toEqual([
    { kind: 'parameter', name: 'sold_at' },
    { kind: 'parameter', name: 'sold_at_to' },
  ])
  fc.assert(
    fc.property(fc.string(), (typed) => {
      const value = toValue(typed)
      expect(toValue(valueText(value))).toEqual(value)
      expect(toValues(valuesText(toValues(typed)))).toEqual(toValues(typed))
    }),
  )
})
