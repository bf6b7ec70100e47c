import type { KeyInfo } from '../../../contract/explorer.ts'
import type { ModelColumn } from '../../../contract/schemaModel.ts'
import {
  type Described,
  type SchemaStatements,
  type SchemaWriter,
  tableText,
} from '../SchemaWriter.ts'
import { quoteIdentifier as quote } from './dialect.ts'

/** Each statement is a batch of its own: those that make views and routines have to be. */
export const schemaWriter: SchemaWriter = {
  keysStandInTable: false,
  end: '\nGO',
  around: () => ({
    before: ['SET XACT_ABORT ON', 'BEGIN TRANSACTION'],
    after: ['COMMIT TRANSACTION'],
  }),
  statements: statementsFor,
}

function statementsFor(schema: string, source: string): SchemaStatements {
  const place = (name: string): string => `${quote(schema)}.${quote(name)}`
  const alter = (table: string): string => `ALTER TABLE ${place(table)}`
  const keyText = (key: KeyInfo): string => `CONSTRAINT ${quote(key.name)} ${keyBody(key)}`
  const keyBody = ({ kind, columns, references, definition }: KeyInfo): string => {
    if (kind !== 'foreign' || !references) return definition ?? ''
    const target = references.schema === source ? schema : references.schema
    const rules = (definition ?? '').slice((definition ?? '').lastIndexOf(')') + 1)
    return `FOREIGN KEY (${list(columns)}) REFERENCES ${quote(target)}.${quote(references.table)} (${list(references.columns)})${rules}`
  }
  const dropDefault = (table: string, column: string): string =>
    [
      `DECLARE @name sysname = (SELECT d.name FROM sys.default_constraints d`,
      `  JOIN sys.columns c ON c.default_object_id = d.object_id`,
      `  WHERE d.parent_object_id = OBJECT_ID(${text(place(table))}) AND c.name = ${text(column)})`,
      `IF @name IS NOT NULL EXEC(${text(`${alter(table)} DROP CONSTRAINT `)} + QUOTENAME(@name))`,
    ].join('\n')
  /** The first name that the text makes is put into the schema. */
  const placed = (definition: string | null, name: string): string =>
    (definition ?? '').replace(
      MODULE,
      (_found, kind: string) => `CREATE OR ALTER ${kind} ${place(name)}`,
    )
  return {
    createTable({ name, columns, keys, options }) {
      const own = keys.filter(({ kind }) => kind !== 'foreign')
      return tableText(place(name), [...columns.map(columnText), ...own.map(keyText)], options)
    },
    dropTable: ({ name }) => `DROP TABLE ${place(name)}`,
    addColumn: (table, column) => `${alter(table)} ADD ${columnText(column)}`,
    alterColumn(table, from, to) {
      if (from.generated !== to.generated)
        return [
          dropDefault(table, from.name),
          `${alter(table)} DROP COLUMN ${quote(from.name)}`,
          `${alter(table)} ADD ${columnText(to)}`,
        ]
      const isRetyped = from.serverType !== to.serverType || from.isNullable !== to.isNullable
      const hasOtherDefault = from.defaultExpression !== to.defaultExpression
      const nullability = to.isNullable ? 'NULL' : 'NOT NULL'
      return [
        ...(from.defaultExpression !== null && (isRetyped || hasOtherDefault)
          ? [dropDefault(table, from.name)]
          : []),
        ...(isRetyped
          ? [`${alter(table)} ALTER COLUMN ${quote(to.name)} ${to.serverType} ${nullability}`]
          : []),
        ...(to.defaultExpression !== null && (isRetyped || hasOtherDefault)
          ? [`${alter(table)} ADD DEFAULT (${to.defaultExpression}) FOR ${quote(to.name)}`]
          : []),
      ]
    },
    dropColumn: (table, { name }) => `${alter(table)} DROP COLUMN ${quote(name)}`,
    addKey: (table, key) => `${alter(table)} ADD ${keyText(key)}`,
    dropKey: (table, { name }) => `${alter(table)} DROP CONSTRAINT ${quote(name)}`,
    createIndex: ({ definition }) =>
      (definition ?? '').replace(`ON ${quote(source)}.`, `ON ${quote(schema)}.`),
    dropIndex: (table, { name }) => `DROP INDEX ${quote(name)} ON ${place(table)}`,
    createTrigger: ({ name, definition }) => placed(definition, name),
    dropTrigger: (_table, { name }) => `DROP TRIGGER ${place(name)}`,
    createView: ({ name, definition }) => placed(definition, name),
    dropView: ({ name }) => `DROP VIEW ${place(name)}`,
    createRoutine: ({ name, definition }) => placed(definition, name),
    dropRoutine: ({ name, kind }) => `DROP ${kind.toUpperCase()} ${place(name)}`,
    createObject: ({ definition }) => definition,
    alterObject: () => null,
    dropObject: ({ name }) => `DROP TYPE ${place(name)}`,
    setComment: (of, from, to) => setComment(schema, of, from, to),
    rebuildTable: () => [],
  }
}

const NAME = String.raw`(?:\[[^\]]*\]|"[^"]*"|[\w@#$]+)`
const MODULE = new RegExp(
  String.raw`^create\s+(?:or\s+alter\s+)?(view|trigger|procedure|proc|function)\s+(?:${NAME}\s*\.\s*)?${NAME}`,
  'i',
)

/** https://learn.microsoft.com/sql/relational-databases/system-stored-procedures/sp-addextendedproperty-transact-sql */
function setComment(schema: string, of: Described, from: string | null, to: string | null): string {
  const verb = to === null ? 'drop' : from === null ? 'add' : 'update'
  const [type, name] = levelOf(of)
  const column = of.kind === 'relation' ? of.column : undefined
  const given = {
    name: 'MS_Description',
    ...(to !== null && { value: to }),
    level0type: 'SCHEMA',
    level0name: schema,
    level1type: type,
    level1name: name,
    ...(column !== undefined && { level2type: 'COLUMN', level2name: column }),
  }
  const list = Object.entries(given).map(([key, value]) => `@${key} = ${text(value)}`)
  return `EXEC sp_${verb}extendedproperty ${list.join(', ')}`
}

function levelOf(of: Described): readonly [type: string, name: string] {
  switch (of.kind) {
    case 'relation':
      return [of.relation.kind === 'view' ? 'VIEW' : 'TABLE', of.relation.name]
    case 'routine':
      return [of.routine.kind.toUpperCase(), of.routine.name]
    case 'object':
      return [of.object.kind.toUpperCase(), of.object.name]
  }
}

const text = (value: string): string => `N'${value.replaceAll("'", "''")}'`
const list = (names: readonly string[]): string => names.map(quote).join(', ')

function columnText(column: ModelColumn): string {
  const { name, serverType, generated, isNullable, defaultExpression } = column
  if (generated?.startsWith('AS ')) return `${quote(name)} ${generated}`
  return [
    quote(name),
    serverType,
    ...(generated ? [generated] : []),
    isNullable ? 'NULL' : 'NOT NULL',
    ...(defaultExpression === null ? [] : [`DEFAULT (${defaultExpression})`]),
  ].join(' ')
}
