import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildSelect } from './buildSelect.ts'
import { parseSelect } from './parseSelect.ts'
import {
  AGGREGATES,
  NO_CONDITION,
  OPERATORS,
  type Condition,
  type SelectDialect,
  type SelectQuery,
} from './SelectQuery.ts'

const postgres: SelectDialect = {
  quote: (name) =>
    /^[a-z_]+$/.test(name) && !['order', 'select'].includes(name)
      ? name
      : `"${name.replaceAll('"', '""')}"`,
  rowLimit: 'limit',
}
const reading = { splitter: 'postgres', foldsNames: true } as const
const mssql: SelectDialect = {
  quote: (name) => `[${name.replaceAll(']', ']]')}]`,
  rowLimit: 'fetch',
}

const name = fc.constantFrom('id', 'total', 'order', 'Odd "name"', 'a]b', 'größe', "it's")
const columnUse = fc.record({ table: fc.option(name), column: name })
const value = fc.oneof(
  fc
    .constantFrom('from_date', 'id', 'größe')
    .map((each) => ({ kind: 'parameter' as const, name: each })),
  fc
    .constantFrom('1', '-2.50', "'text'", "'it''s -- not a comment'", 'NULL', 'true')
    .map((sql) => ({ kind: 'literal' as const, sql })),
)
const comparison = fc
  .tuple(columnUse, fc.constantFrom(...OPERATORS), fc.array(value, { minLength: 3, maxLength: 3 }))
  .map(([column, operator, values]): Condition => {
    const counts: Partial<Record<typeof operator, number>> = {
      'is null': 0,
      'is not null': 0,
      between: 2,
      in: 3,
      'not in': 1,
    }
    return { kind: 'test', ...column, operator, values: values.slice(0, counts[operator] ?? 1) }
  })
/** Groups of groups, each joined otherwise than the one around it: the text knows no others. */
const group = (joiner: 'and' | 'or', depth: number): fc.Arbitrary<Condition> => {
  const inner =
    depth === 0
      ? comparison
      : fc.oneof(comparison, group(joiner === 'and' ? 'or' : 'and', depth - 1))
  return fc
    .array(inner, { minLength: 2, maxLength: 3 })
    .map((conditions): Condition => ({ kind: 'group', joiner, conditions }))
}
const table = fc.record({ schema: fc.option(name), name, alias: fc.option(name) })
const query: fc.Arbitrary<SelectQuery> = fc.record({
  isDistinct: fc.boolean(),
  columns: fc.oneof(
    fc.constant([{ table: null, column: '*', aggregate: null, alias: null }]),
    fc.array(
      fc.record({
        table: fc.option(name),
        column: name,
        aggregate: fc.option(fc.constantFrom(...AGGREGATES)),
        alias: fc.option(name),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  ),
  from: table,
  joins: fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('cross' as const), table, on: fc.constant([]) }),
      fc.record({
        kind: fc.constantFrom('inner' as const, 'left' as const, 'full' as const),
        table,
        on: fc.array(fc.record({ left: columnUse, right: columnUse }), {
          minLength: 1,
          maxLength: 2,
        }),
      }),
    ),
    { maxLength: 2 },
  ),
  where: fc.oneof(
    fc.constant(NO_CONDITION),
    comparison.map((each) => ({
      kind: 'group' as const,
      joiner: 'and' as const,
      conditions: [each],
    })),
    group('and', 2),
    group('or', 2),
  ) as fc.Arbitrary<SelectQuery['where']>,
  orderBy: fc.array(
    fc.record({ table: fc.option(name), column: name, isDescending: fc.boolean() }),
    { maxLength: 2 },
  ),
  limit: fc.option(value.filter((each) => each.kind === 'parameter' || each.sql === '1')),
  offset: fc.option(value.filter((each) => each.kind === 'parameter' || each.sql === '1')),
})

test('reads back what it writes, in each dialect', () => {
  fc.assert(
    fc.property(query, (given) => {
      const both = [
        [postgres, { splitter: 'postgres', foldsNames: true }],
        [mssql, { splitter: 'mssql', foldsNames: false }],
      ] as const
      for (const [dialect, ownReading] of both) {
        const sql = buildSelect(given, dialect)
        // OFFSET without LIMIT and LIMIT without OFFSET are what they say in both.
        expect(parseSelect(sql, ownReading), sql).toEqual({ query: given })
      }
    }),
    { numRuns: 300 },
  )
})

test('reads a statement as people write it', () => {
  const parsed = parseSelect(
    `select o.id, count(*) as n, max(l.price) dearest
     from shop.orders o left outer join "Lines" as l on l.order_id = o.id and l.shop_id = o.shop_id
     where (o.total >= :least or o.note is null) and o.state in ('new', 'paid')
     group by o.id order by o.id desc, n limit 10 offset 20;`,
    reading,
  )
  expect(parsed).toMatchObject({
    query: {
      columns: [
        { table: 'o', column: 'id', aggregate: null },
        { table: null, column: '*', aggregate: 'count', alias: 'n' },
        { column: 'price', aggregate: 'max', alias: 'dearest' },
      ],
      from: { schema: 'shop', name: 'orders', alias: 'o' },
      joins: [{ kind: 'left', table: { name: 'Lines', alias: 'l' }, on: [{}, {}] }],
      where: { joiner: 'and', conditions: [{ joiner: 'or' }, { operator: 'in' }] },
      orderBy: [{ isDescending: true }, { column: 'n', isDescending: false }],
      limit: { sql: '10' },
      offset: { sql: '20' },
    },
  })
})

test('says what it cannot show, and never shows half of it', () => {
  const partOf = (sql: string) => {
    const parsed = parseSelect(sql, reading)
    return 'problem' in parsed ? parsed.part : JSON.stringify(parsed.query)
  }
  expect(partOf('with a as (select 1) select * from a')).toMatch(/^with a/)
  expect(partOf('select lower(name) from t')).toMatch(/^lower/)
  expect(partOf('select upper(f.title) from film f where f.length > 100')).toBe('upper(f.title)')
  expect(partOf('select a, upper(b), c from film')).toBe('upper(b)')
  expect(partOf('select a + 1 from t')).toMatch(/^\+ 1/)
  expect(partOf('select * from t union select * from u')).toMatch(/^union/)
  expect(partOf('select * from (select 1) x')).toMatch(/^\(select/)
  expect(partOf('select * from a, b')).toMatch(/^, b/)
  expect(partOf('select a, count(*) from t group by a, b')).toMatch(/^group by/)
  expect(partOf('select a from t group by a having count(*) > 1')).toMatch(/^group by/)
  expect(partOf('select * from t where not a = 1')).toMatch(/^not a/)
  expect(partOf('select * from t where a = b')).toMatch(/^b/)
  expect(partOf('select * from t where a = now()')).toMatch(/^now/)
  expect(partOf('select * from t join u using (id)')).toMatch(/^using/)
  expect(partOf('select * from t for update')).toMatch(/^for update/)
  expect(partOf('select * from')).toBe('')
  expect(parseSelect('select * -- all\nfrom t', reading)).toEqual({
    problem: 'comment',
    part: '-- all',
  })
  expect(partOf('delete from t')).toMatch(/^delete/)
})

test('a name without quotes is the one it means', () => {
  const sql = 'select ID, "ID" from Orders as O'
  const columns = (foldsNames: boolean) => {
    const parsed = parseSelect(sql, { splitter: 'postgres', foldsNames })
    return 'query' in parsed && parsed.query.columns.map(({ column }) => column)
  }
  expect(columns(true)).toEqual(['id', 'ID'])
  expect(columns(false)).toEqual(['ID', 'ID'])
})
