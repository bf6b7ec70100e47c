import { expect, test } from 'vitest'
import { parseCreateTable } from './parseCreateTable.ts'

test('finds checks, collations, generated columns and options', () => {
  const parsed = parseCreateTable(`CREATE TABLE "odd, (name" (
    id integer primary key autoincrement, -- a comment, with a comma
    "na""me" text collate nocase check (length("na""me") > 0),
    price numeric(10, 2) default (1 + 1) constraint positive check (price >= 0 or price is null),
    gross real generated always as (price * 1.2) stored,
    half as (price / 2),
    constraint dear check (price <> 7.5),
    unique (id, price)
  ) strict, without rowid`)
  expect(parsed.checks).toEqual([
    { name: null, definition: 'CHECK (length("na""me") > 0)' },
    { name: 'positive', definition: 'CHECK (price >= 0 or price is null)' },
    { name: 'dear', definition: 'CHECK (price <> 7.5)' },
  ])
  expect(Object.fromEntries(parsed.columns)).toEqual({
    id: { generated: 'AUTOINCREMENT', collation: null },
    'na"me': { generated: null, collation: 'nocase' },
    price: { generated: null, collation: null },
    gross: { generated: 'GENERATED ALWAYS AS (price * 1.2) STORED', collation: null },
    half: { generated: 'GENERATED ALWAYS AS (price / 2) VIRTUAL', collation: null },
  })
  expect(parsed.options).toBe('STRICT, WITHOUT ROWID')
})

test('tells nothing of a text that is no table', () => {
  expect(parseCreateTable('create virtual table x using fts5')).toEqual({
    columns: new Map(),
    checks: [],
    options: '',
  })
})
