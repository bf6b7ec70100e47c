import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { KeyInfo } from '../../../contract/explorer.ts'
import type { Difference } from '../../../contract/schemaCompare.ts'
import type { ModelColumn, ModelRelation, SchemaModel } from '../../../contract/schemaModel.ts'
import { mssql } from '../../drivers/mssql/index.ts'
import { postgres } from '../../drivers/postgres/index.ts'
import { compareSchemas } from './compareSchemas.ts'
import { generalType } from './generalType.ts'
import { migrationScript } from './migrationScript.ts'
import { normalizeSql } from './normalizeSql.ts'

const name = fc.constantFrom('a', 'b', 'c', 'Odd name', 'order')
const column: fc.Arbitrary<ModelColumn> = fc.record({
  name,
  serverType: fc.constantFrom('int', 'nvarchar(40)', 'decimal(10,2)'),
  isNullable: fc.boolean(),
  defaultExpression: fc.option(fc.constantFrom('1', "'x'")),
  primaryKeyPosition: fc.constant(null),
  generated: fc.constant(null),
  collation: fc.constant(null),
})
const unique = (columns: string[]): KeyInfo => ({
  name: `key_${columns.join('_')}`,
  kind: 'unique',
  columns,
  references: null,
  definition: `UNIQUE (${columns.join(', ')})`,
})
const table: fc.Arbitrary<ModelRelation> = fc.record({
  name,
  kind: fc.constant('table' as const),
  columns: fc.uniqueArray(column, { selector: (each) => each.name, minLength: 1 }),
  keys: fc.uniqueArray(name, { maxLength: 2 }).map((names) => names.map((each) => unique([each]))),
  indexes: fc.constant([]),
  triggers: fc.constant([]),
  definition: fc.constant(null),
  options: fc.constant(''),
})
const model: fc.Arbitrary<SchemaModel> = fc.record({
  schema: fc.constant('dbo'),
  relations: fc.uniqueArray(table, { selector: (each) => each.name }),
  routines: fc.constant([]),
  objects: fc.constant([]),
})
const side = (of: SchemaModel) => ({ model: of, splitter: 'mssql' as const })
const idsOf = (differences: readonly Difference[]): string[] =>
  differences.flatMap(({ id, children }) => [id, ...idsOf(children)])

test('finds nothing between a schema and itself, and the opposite the other way round', () => {
  fc.assert(
    fc.property(model, model, (a, b) => {
      expect(compareSchemas(side(a), side(a)).differences).toEqual([])
      const there = compareSchemas(side(a), side(b)).differences
      const back = compareSchemas(side(b), side(a)).differences
      expect(idsOf(there).toSorted()).toEqual(idsOf(back).toSorted())
      const opposite = { missing: 'extra', extra: 'missing', different: 'different' }
      for (const found of there)
        expect(back.find(({ id }) => id === found.id)!.status).toBe(opposite[found.status])
    }),
  )
})

test('writes nothing for nothing chosen, and each chosen table once', () => {
  fc.assert(
    fc.property(model, model, (left, right) => {
      const { differences } = compareSchemas(side(left), side(right))
      const script = (chosen: readonly string[]) =>
        migrationScript({
          left,
          right,
          differences,
          chosen: new Set(chosen),
          writer: mssql.dialect.schemaWriter!,
        })
      expect(script([])).toBe('')
      const all = script(idsOf(differences))
      const count = (pattern: RegExp) => all.match(pattern)?.length ?? 0
      const withStatus = (status: Difference['status']) =>
        differences.filter((each) => each.status === status).length
      expect(count(/^CREATE TABLE/gm)).toBe(withStatus('missing'))
      expect(count(/^DROP TABLE/gm)).toBe(withStatus('extra'))
    }),
  )
})

test('writes T-SQL in batches, with the target’s schema in its names', () => {
  const base: SchemaModel = { schema: 'wanted', relations: [], routines: [], objects: [] }
  const id: ModelColumn = {
    name: 'id',
    serverType: 'int',
    isNullable: false,
    defaultExpression: null,
    primaryKeyPosition: 1,
    generated: 'IDENTITY',
    collation: null,
  }
  const relation = (changes: Partial<ModelRelation>): ModelRelation => ({
    name: 'boats',
    kind: 'table',
    columns: [id],
    keys: [],
    indexes: [],
    triggers: [],
    definition: null,
    options: '',
    ...changes,
  })
  const toItself: KeyInfo = {
    name: 'fk',
    kind: 'foreign',
    columns: ['id'],
    references: { schema: 'wanted', table: 'boats', columns: ['id'] },
    definition: 'FOREIGN KEY (id) REFERENCES wanted.boats (id) ON DELETE CASCADE',
  }
  const definition = 'create view wanted.[fast boats] as select id from boats'
  const left = {
    ...base,
    relations: [
      relation({ keys: [toItself] }),
      relation({ name: 'fast boats', kind: 'view', columns: [], definition }),
    ],
  }
  const right = { ...base, schema: 'present', relations: [] }
  const { differences } = compareSchemas(side(left), side(right))
  const chosen = new Set(idsOf(differences))
  const writer = mssql.dialect.schemaWriter!
  expect(migrationScript({ left, right, differences, chosen, writer })).toBe(`SET XACT_ABORT ON
GO

BEGIN TRANSACTION
GO

CREATE TABLE present.boats (
  id int IDENTITY NOT NULL
)
GO

ALTER TABLE present.boats ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES present.boats (id) ON DELETE CASCADE
GO

CREATE OR ALTER view present.[fast boats] as select id from boats
GO

COMMIT TRANSACTION
GO
`)
})

test('says of a routine that its text leads back to the other schema', () => {
  const routine = (definition: string) => ({
    ...{ name: 'total', kind: 'function' as const, signature: '', definition },
  })
  const noteFor = (definition: string): string => {
    const empty = { relations: [], objects: [] }
    const left: SchemaModel = { ...empty, schema: 'wanted', routines: [routine(definition)] }
    const right: SchemaModel = { ...empty, schema: 'present', routines: [] }
    const { differences } = compareSchemas(side(left), side(right))
    const chosen = new Set(idsOf(differences))
    const writer = postgres.dialect.schemaWriter!
    const script = migrationScript({ left, right, differences, chosen, writer })
    expect(script).toContain(definition)
    return /-- Look at this one.*/.exec(script)?.[0] ?? ''
  }
  expect(noteFor('select sum(x) from "wanted".lines')).toContain('names the schema “wanted”')
  expect(noteFor('select sum(x) from lines, unwanted.lines where a.wanted.b')).toBe('')
})

test('sees through spaces, comments, case and needless quotes, and through nothing else', () => {
  const same = (a: string, b: string) =>
    expect(normalizeSql(a, 'postgres')).toBe(normalizeSql(b, 'postgres'))
  same('CREATE INDEX i ON "t" (a) -- why', 'create  index i\non t (a);')
  expect(normalizeSql(`select 'A'`, 'postgres')).not.toBe(normalizeSql(`select 'a'`, 'postgres'))
  expect(normalizeSql('"Odd"', 'postgres')).not.toBe(normalizeSql('"odd one"', 'postgres'))
})

test('knows what columns of different makes hold', () => {
  const pairs = {
    integer: 'whole number',
    bigint: 'whole number',
    'int identity': 'whole number',
    'numeric(10,2)': 'decimal',
    money: 'decimal',
    'double precision': 'real',
    'timestamp with time zone': 'timestamp',
    datetime2: 'timestamp',
    bit: 'yes or no',
    boolean: 'yes or no',
    'nvarchar(max)': 'text',
    'character varying(20)': 'text',
    uniqueidentifier: 'uuid',
    bytea: 'bytes',
    interval: 'other',
    point: 'other',
  }
  for (const [type, general] of Object.entries(pairs))
    expect([type, generalType(type)]).toEqual([type, general])
})
