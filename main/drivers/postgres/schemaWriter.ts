import type { KeyInfo } from '../../../contract/explorer.ts'
import type { ModelColumn } from '../../../contract/schemaModel.ts'
import { type SchemaStatements, type SchemaWriter, tableText } from '../SchemaWriter.ts'
import { dialect } from './dialect.ts'

const quote = (name: string): string => dialect.quoteIdentifier(name)

/** Names stand without their schema: the script's transaction searches it alone. */
export const schemaWriter: SchemaWriter = {
  keysStandInTable: false,
  end: ';',
  around: (schema) => ({
    before: [
      'BEGIN',
      `SET LOCAL search_path TO ${quote(schema)}`,
      'SET LOCAL check_function_bodies = off',
    ],
    after: ['COMMIT'],
  }),
  statements: () => statements,
}

const statements: SchemaStatements = {
  createTable({ name, columns, keys, options }) {
    const lines = [
      ...columns.map(columnText),
      ...keys.filter(({ kind }) => kind !== 'foreign').map(keyText),
    ]
    return tableText(quote(name), lines, options)
  },
  dropTable: ({ name, kind }) =>
    `DROP ${kind === 'foreign-table' ? 'FOREIGN ' : ''}TABLE ${quote(name)}`,
  addColumn: (table, column) => `${alter(table)} ADD COLUMN ${columnText(column)}`,
  alterColumn(table, from, to) {
    const column = `${alter(table)} ALTER COLUMN ${quote(to.name)}`
    if (from.generated !== to.generated && isComputed(from, to))
      return [
        `${alter(table)} DROP COLUMN ${quote(from.name)}`,
        `${alter(table)} ADD COLUMN ${columnText(to)}`,
      ]
    const isRetyped = from.serverType !== to.serverType || from.collation !== to.collation
    const hasOtherDefault = from.defaultExpression !== to.defaultExpression
    const collation = to.collation ? ` COLLATE ${to.collation}` : ''
    return [
      ...(from.generated && !to.generated ? [`${column} DROP IDENTITY`] : []),
      // A default need not fit the other type.
      ...(from.defaultExpression !== null && (isRetyped || hasOtherDefault)
        ? [`${column} DROP DEFAULT`]
        : []),
      ...(isRetyped
        ? [`${column} TYPE ${to.serverType}${collation} USING ${quote(to.name)}::${to.serverType}`]
        : []),
      ...(to.defaultExpression !== null && (isRetyped || hasOtherDefault)
        ? [`${column} SET DEFAULT ${to.defaultExpression}`]
        : []),
      ...(from.isNullable === to.isNullable
        ? []
        : [`${column} ${to.isNullable ? 'DROP' : 'SET'} NOT NULL`]),
      ...(to.generated && !from.generated ? [`${column} ADD ${to.generated}`] : []),
      ...(to.generated && from.generated && to.generated !== from.generated
        ? [`${column} SET ${to.generated.replace(/ AS IDENTITY$/, '')}`]
        : []),
    ]
  },
  dropColumn: (table, { name }) => `${alter(table)} DROP COLUMN ${quote(name)}`,
  addKey: (table, key) => `${alter(table)} ADD ${keyText(key)}`,
  dropKey: (table, { name }) => `${alter(table)} DROP CONSTRAINT ${quote(name)}`,
  createIndex: ({ definition }) => definition ?? '',
  dropIndex: (_table, { name }) => `DROP INDEX ${quote(name)}`,
  createTrigger: ({ definition }) => definition ?? '',
  dropTrigger: (table, { name }) => `DROP TRIGGER ${quote(name)} ON ${quote(table)}`,
  createView: ({ definition }) => definition ?? '',
  dropView: ({ name, kind }) =>
    `DROP ${kind === 'materialized-view' ? 'MATERIALIZED ' : ''}VIEW ${quote(name)}`,
  createRoutine: ({ definition, name }) => definition ?? `-- ${name} has no text to make it from`,
  dropRoutine: ({ name, kind, signature }) =>
    `DROP ${kind.toUpperCase()} ${quote(name)}(${signature})`,
  createObject: ({ definition }) => definition,
  alterObject: ({ kind, definition }) =>
    kind === 'sequence' ? definition.replace(/^CREATE/, 'ALTER') : null,
  // A sequence goes with the table that owns it.
  dropObject: ({ kind, name, definition }) =>
    kind === 'sequence'
      ? `DROP SEQUENCE IF EXISTS ${quote(name)}`
      : `DROP ${definition.startsWith('CREATE DOMAIN') ? 'DOMAIN' : 'TYPE'} ${quote(name)}`,
  rebuildTable: () => [],
}

const alter = (table: string): string => `ALTER TABLE ${quote(table)}`

const isComputed = (...columns: readonly ModelColumn[]): boolean =>
  columns.some(({ generated }) => generated?.startsWith('GENERATED ALWAYS AS (') ?? false)

const columnText = (column: ModelColumn): string =>
  [
    quote(column.name),
    column.serverType,
    ...(column.collation ? [`COLLATE ${column.collation}`] : []),
    ...(column.generated ? [column.generated] : []),
    ...(column.defaultExpression === null ? [] : [`DEFAULT ${column.defaultExpression}`]),
    ...(column.isNullable ? [] : ['NOT NULL']),
  ].join(' ')

const keyText = ({ name, definition }: KeyInfo): string =>
  `CONSTRAINT ${quote(name)} ${definition ?? ''}`
