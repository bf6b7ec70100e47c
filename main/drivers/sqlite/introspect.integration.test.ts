import { expect, test } from 'vitest'
import { introspect } from './introspect.ts'
import { rowsAfter, useSessions } from './testing/sessions.ts'

const sessions = useSessions()
const signal = new AbortController().signal

test('lists attached databases, and the temporary one when it has anything', async () => {
  const connection = await sessions.open(':memory:')
  await rowsAfter(connection, `attach ':memory:' as "an archive"`)
  expect(await introspect.schemas(connection, signal)).toEqual([
    { name: 'main', isSystem: false, isDefault: true },
    { name: 'an archive', isSystem: false, isDefault: false },
  ])

  await rowsAfter(connection, 'create temp table t (a)', 'create table "an archive".kept (a)')
  const schemas = await introspect.schemas(connection, signal)
  expect(schemas).toContainEqual({ name: 'temp', isSystem: true, isDefault: false })
  expect(await introspect.relations(connection, 'an archive', signal)).toEqual([
    { schema: 'an archive', name: 'kept', kind: 'table', estimatedRows: null, sizeBytes: null },
  ])
})

test('tells the functions of the session that every SQLite does not have', async () => {
  const connection = await sessions.open(':memory:')
  const { routines = [] } = await introspect.catalog(connection, signal)
  const find = (name: string) => routines.find((routine) => routine.name === name)
  expect(find('geopoly_area')).toEqual({
    ...{ schema: '', name: 'geopoly_area', kind: 'function' },
    ...{ signature: 'arg1', returns: '' },
  })
  expect(find('matchinfo')?.signature).toBe('arg1, arg2')
  expect(find('geopoly_svg')?.signature).toBe('…')
  // The dialect offers these, with the names of their arguments.
  for (const name of ['count', 'upper', '->', 'current_date']) expect(find(name)).toBeUndefined()
})

test('leaves out what SQLite and virtual tables keep for themselves', async () => {
  const connection = await sessions.open(':memory:')
  await rowsAfter(
    connection,
    'create table t (id integer primary key autoincrement)',
    'create virtual table letters using fts5(body)',
    'create view v as select 1 as one',
    'analyze',
  )
  const relations = await introspect.relations(connection, 'main', signal)

  expect(relations.map(({ name, kind }) => [name, kind])).toEqual([
    ['letters', 'table'],
    ['t', 'table'],
    ['v', 'view'],
  ])
})

test('knows row counts where ANALYZE has left them', async () => {
  const connection = await sessions.open(':memory:')
  await rowsAfter(
    connection,
    'create table counted (a integer primary key, b)',
    'create index by_b on counted (b)',
    'insert into counted (b) values (1), (1), (2)',
    'create table uncounted (a)',
    'analyze',
  )

  expect(await introspect.relations(connection, 'main', signal)).toMatchObject([
    { name: 'counted', estimatedRows: 3 },
    { name: 'uncounted', estimatedRows: null },
  ])
})

test('describes generated columns, keys of every kind and indexes on expressions', async () => {
  const connection = await sessions.open(':memory:')
  await rowsAfter(
    connection,
    'create table harbour (region text, name text, primary key (region, name)) without rowid',
    `create table barge (
      id integer primary key,
      name text not null unique,
      length real default (7 + 0.5),
      doubled real generated always as (length * 2) stored,
      region text, home text,
      next_id integer references barge,
      foreign key (region, home) references harbour on delete cascade,
      unique (region, length))`,
    `create index by_name on barge (lower(name), length) where length > 5`,
  )
  const detail = await introspect.relation(connection, 'main', 'barge', signal)

  expect(detail.columns.slice(0, 4)).toEqual([
    column('id', 'INTEGER', { primaryKeyPosition: 1 }),
    column('name', 'TEXT', { isNullable: false }),
    column('length', 'REAL', { defaultExpression: '7 + 0.5' }),
    column('doubled', 'REAL', { isGenerated: true }),
  ])
  expect(
    detail.keys.map(({ kind, columns, references }) => ({ kind, columns, references })),
  ).toEqual(
    expect.arrayContaining([
      { kind: 'primary', columns: ['id'], references: null },
      { kind: 'unique', columns: ['name'], references: null },
      { kind: 'unique', columns: ['region', 'length'], references: null },
      {
        kind: 'foreign',
        columns: ['next_id'],
        references: { schema: 'main', table: 'barge', columns: ['id'] },
      },
      {
        kind: 'foreign',
        columns: ['region', 'home'],
        references: { schema: 'main', table: 'harbour', columns: ['region', 'name'] },
      },
    ]),
  )
  expect(detail.indexes).toContainEqual({
    name: 'by_name',
    columns: ['(expression)', 'length'],
    isUnique: false,
    definition: 'CREATE INDEX by_name on barge (lower(name), length) where length > 5',
  })
})

test('says that there is no such table', async () => {
  const connection = await sessions.open(':memory:')

  await expect(introspect.relation(connection, 'main', 'gone', signal)).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining('“gone”'),
  })
})

test('gives names for completion although one view can no longer be read', async () => {
  const connection = await sessions.open(':memory:')
  await rowsAfter(
    connection,
    'create table kept (a integer, b text)',
    'create table dropped (a)',
    'create view broken as select a from dropped',
    'create view sound as select b as c from kept',
    'drop table dropped',
  )
  const catalog = await introspect.catalog(connection, signal)

  const text = { serverType: 'TEXT' }
  expect(catalog.defaultSchema).toBe('main')
  expect(catalog.relations.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
    { schema: 'main', name: 'broken', kind: 'view', columns: [] },
    {
      schema: 'main',
      name: 'kept',
      kind: 'table',
      columns: [
        { name: 'a', serverType: 'INTEGER' },
        { name: 'b', ...text },
      ],
    },
    { schema: 'main', name: 'sound', kind: 'view', columns: [{ name: 'c', ...text }] },
  ])
})

const column = (name: string, serverType: string, changes = {}) => ({
  name,
  serverType,
  isNullable: true,
  defaultExpression: null,
  primaryKeyPosition: null,
  ...changes,
})

test('reads a whole database with what only its texts tell', async () => {
  const connection = await sessions.open(':memory:')
  await rowsAfter(
    connection,
    'create table makers (id integer primary key autoincrement, name text collate nocase)',
    `create table parts (id integer primary key, maker integer references makers on delete cascade,
       price real check (price >= 0), gross real as (price * 1.2)) strict`,
    'create virtual table letters using fts5(body)',
  )
  const { relations } = await introspect.model!(
    connection,
    { schema: 'main', parts: 'all' },
    signal,
  )
  const [letters, makers, parts] = relations
  expect(letters).toMatchObject({ name: 'letters', columns: [], keys: [] })
  expect(makers!.columns).toMatchObject([{ generated: 'AUTOINCREMENT' }, { collation: 'nocase' }])
  expect(parts).toMatchObject({ options: 'STRICT' })
  expect(parts!.columns[3]).toMatchObject({
    serverType: 'REAL',
    generated: 'GENERATED ALWAYS AS (price * 1.2) VIRTUAL',
  })
  expect(parts!.keys.map(({ definition }) => definition)).toEqual([
    'PRIMARY KEY ("id")',
    'FOREIGN KEY ("maker") REFERENCES "makers" ON DELETE CASCADE',
    'CHECK (price >= 0)',
  ])
  expect(parts!.keys[1]!.references).toEqual({ schema: 'main', table: 'makers', columns: ['id'] })
})
