import { expect, test } from 'vitest'
import type { Difference } from '../../contract/schemaCompare.ts'
import { choiceOf, countChosen, differenceRows, safeIds, withChoice } from './differenceRows.ts'

const difference = (
  id: string,
  status: Difference['status'],
  children: Difference[] = [],
): Difference => ({
  id,
  kind: id.split('/').at(-2) as Difference['kind'],
  name: id.split('/').at(-1)!,
  status,
  aspects: [],
  left: null,
  right: null,
  children,
})

const orders = difference('table/orders', 'different', [
  difference('table/orders/column/note', 'missing'),
  difference('table/orders/column/old', 'extra'),
])
const all = [difference('view/dear', 'different'), orders, difference('table/gone', 'extra')]
const none: ReadonlySet<string> = new Set()
const ids = (changes: Partial<Parameters<typeof differenceRows>[0]>) =>
  differenceRows({ differences: all, filter: 'all', search: '', collapsed: none, ...changes }).map(
    ({ id }) => id,
  )

test('lists differences by kind, with the parts of tables', () => {
  expect(ids({})).toEqual([
    'group/table',
    'table/orders',
    'table/orders/column/note',
    'table/orders/column/old',
    'table/gone',
    'group/view',
    'view/dear',
  ])
  expect(ids({ collapsed: new Set(['table/orders']) })).not.toContain('table/orders/column/note')
})

test('keeps what passes the filter, and the tables that it stands in', () => {
  expect(ids({ filter: 'extra' })).toEqual([
    'group/table',
    'table/orders',
    'table/orders/column/old',
    'table/gone',
  ])
  expect(ids({ search: 'NOTE' })).toEqual([
    'group/table',
    'table/orders',
    'table/orders/column/note',
  ])
})

test('takes all over but what loses data, until told otherwise', () => {
  const chosen = safeIds(all)
  expect(chosen.has('table/gone')).toBe(false)
  expect(choiceOf(orders, chosen)).toBe('some')
  expect(countChosen(all, chosen)).toBe(2)
  expect(choiceOf(orders, withChoice(chosen, orders, true))).toBe('all')
  expect(choiceOf(orders, withChoice(chosen, orders, false))).toBe('none')
})
