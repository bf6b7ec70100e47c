import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readPlan } from './readPlan.ts'

type Recorded = Record<string, { sql: string; rows: [number, number, string][] }>
const recorded = JSON.parse(
  readFileSync(new URL('../testing/plans/plans.json', import.meta.url), 'utf8'),
) as { plans: Recorded }

const planOf = (name: string) =>
  readPlan(recorded.plans[name]!.rows.map(([id, parent, detail]) => ({ id, parent, detail })))

test('a table that is read as a whole is marked, one that is searched is not', () => {
  expect(planOf('scan').roots).toMatchObject([
    { kind: 'SCAN', object: 'orders', warnings: [{ kind: 'full-scan' }] },
  ])
  const [customers, orders, sort] = planOf('join').roots
  expect(customers).toMatchObject({
    kind: 'SEARCH',
    object: 'c · customers_by_country',
    conditions: [{ text: 'country=?' }],
    warnings: [],
  })
  expect(orders).toMatchObject({ object: 'o · orders_by_customer', warnings: [] })
  expect(sort).toMatchObject({
    kind: 'USE TEMP B-TREE FOR ORDER BY',
    warnings: [{ kind: 'temporary-sort' }],
  })
})

test('steps stand below the one they feed, numbered as they are read', () => {
  const { roots, source } = planOf('materialized')
  expect(roots.map(({ kind, object }) => `${kind} ${object}`)).toEqual([
    'CO-ROUTINE s',
    'SCAN s',
    'SEARCH c',
  ])
  expect(roots[1]!.warnings).toEqual([])
  expect(roots[0]!.children.map(({ id, kind }) => [id, kind])).toEqual([
    [1, 'SCAN'],
    [2, 'USE TEMP B-TREE FOR GROUP BY'],
  ])
  expect(source.text.split('\n').slice(0, 2)).toEqual(['CO-ROUTINE s', '  SCAN orders'])
})

test('an index that is made for the statement alone is marked', () => {
  const marked = planOf('automaticIndex').roots.filter(({ warnings }) =>
    warnings.some(({ kind }) => kind === 'temporary-index'),
  )
  expect(marked).toMatchObject([{ kind: 'SEARCH', object: 'b' }])
})

test('what is no access to a table keeps its words', () => {
  expect(planOf('constant').roots).toMatchObject([{ kind: 'SCAN CONSTANT ROW', warnings: [] }])
  expect(planOf('union').roots).toMatchObject([
    { kind: 'MERGE (UNION)', children: [{ kind: 'LEFT' }, { kind: 'RIGHT' }] },
  ])
})
