import type { KeyInfo } from '../../../contract/explorer.ts'
import type { ModelColumn, ModelRelation } from '../../../contract/schemaModel.ts'
import { type SchemaStatements, type SchemaWriter, tableText } from '../SchemaWriter.ts'
import { quoteIdentifier as quote } from './dialect.ts'

/** What ALTER TABLE cannot, a new table does (https://www.sqlite.org/lang_altertable.html, 7). */
export const schemaWriter: SchemaWriter = {
  keysStandInTable: true,
  end: ';',
  around: () => ({
    // Without the old rules, views on a table that is built anew would stop its renaming.
    before: ['PRAGMA foreign_keys = OFF', 'PRAGMA legacy_alter_table = ON', 'BEGIN'],
    after: ['COMMIT', 'PRAGMA legacy_alter_table = OFF', 'PRAGMA foreign_keys = ON'],
  }),
  statements: (schema) => statementsFor(schema),
}

function statementsFor(schema: string): SchemaStatements {
  const place = (name: string): string =>
    schema === 'main' ? quote(name) : `${quote(schema)}.${quote(name)}`
  /** The texts that SQLite keeps name no schema. */
  const placed = (definition: string | null): string =>
    schema === 'main'
      ? (definition ?? '')
      : (definition ?? '').replace(CREATE, `$1${quote(schema)}.`)
  return {
    createTable: (table) =>
      table.definition ? placed(table.definition) : createText(place(table.name), table),
    dropTable: ({ name }) => `DROP TABLE ${place(name)}`,
    addColumn: (table, column) =>
      canBeAdded(column) ? `ALTER TABLE ${place(table)} ADD COLUMN ${columnText(column)}` : null,
    alterColumn: () => null,
    dropColumn: () => null,
    addKey: () => null,
    dropKey: () => null,
    createIndex: ({ definition }) => placed(definition),
    dropIndex: (_table, { name }) => `DROP INDEX ${place(name)}`,
    createTrigger: ({ definition }) => placed(definition),
    dropTrigger: (_table, { name }) => `DROP TRIGGER ${place(name)}`,
    createView: ({ definition }) => placed(definition),
    dropView: ({ name }) => `DROP VIEW ${place(name)}`,
    createRoutine: () => '',
    dropRoutine: () => '',
    createObject: () => '',
    alterObject: () => null,
    dropObject: () => '',
    rebuildTable(from, to) {
      const temporary = `${to.name}__new`
      const known = new Set(from.columns.map(({ name }) => name))
      const common = to.columns
        .filter(({ name, generated }) => known.has(name) && !isComputed(generated))
        .map(({ name }) => quote(name))
        .join(', ')
      return [
        createText(place(temporary), to),
        `INSERT INTO ${place(temporary)} (${common}) SELECT ${common} FROM ${place(from.name)}`,
        `DROP TABLE ${place(from.name)}`,
        `ALTER TABLE ${place(temporary)} RENAME TO ${quote(to.name)}`,
        ...to.indexes.map(({ definition }) => placed(definition)).filter((text) => text !== ''),
        ...to.triggers.map(({ definition }) => placed(definition)).filter((text) => text !== ''),
      ]
    },
  }
}

const CREATE = /^(create\s+(?:unique\s+|virtual\s+)?(?:table|view|index|trigger)\s+)/i

function createText(place: string, { columns, keys, options }: ModelRelation): string {
  const isCounted = columns.some(({ generated }) => generated === 'AUTOINCREMENT')
  const lines = [
    ...columns.map(columnText),
    ...keys.filter(({ kind }) => kind !== 'primary' || !isCounted).map(keyText),
  ]
  return tableText(place, lines, options)
}

const isComputed = (generated: string | null): boolean =>
  generated !== null && generated !== 'AUTOINCREMENT'

function columnText(column: ModelColumn): string {
  const { name, serverType, generated, collation, defaultExpression, isNullable } = column
  return [
    quote(name),
    ...(serverType ? [serverType] : []),
    // Counting up belongs to the word of the key.
    ...(generated === 'AUTOINCREMENT' ? ['PRIMARY KEY AUTOINCREMENT'] : []),
    ...(isNullable ? [] : ['NOT NULL']),
    ...(collation ? [`COLLATE ${collation}`] : []),
    ...(defaultExpression === null ? [] : [`DEFAULT (${defaultExpression})`]),
    ...(isComputed(generated) ? [generated!] : []),
  ].join(' ')
}

const keyText = ({ name, kind, definition }: KeyInfo): string =>
  kind === 'check' && name !== definition
    ? `CONSTRAINT ${quote(name)} ${definition}`
    : (definition ?? '')

/** ADD COLUMN takes constants as defaults only, and NOT NULL only with one. */
function canBeAdded(column: ModelColumn): boolean {
  const { generated, defaultExpression, isNullable, primaryKeyPosition } = column
  if (primaryKeyPosition !== null || (generated !== null && !generated.endsWith('VIRTUAL')))
    return false
  if (defaultExpression === null) return isNullable
  return /^(?:[+-]?\d+(?:\.\d+)?|'(?:[^']|'')*'|null|true|false)$/i.test(defaultExpression)
}
