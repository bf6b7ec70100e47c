import type { KeyInfo } from '../../../contract/explorer.ts'
import type { ModelAccess, ModelColumn } from '../../../contract/schemaModel.ts'
import { changePrivileges, groupPrivileges } from '../privileges.ts'
import {
  type Described,
  type SchemaStatements,
  type SchemaWriter,
  tableText,
} from '../SchemaWriter.ts'
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
  dropTable: (table) => `DROP ${placeOf({ kind: 'relation', relation: table })}`,
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
  dropView: (view) => `DROP ${placeOf({ kind: 'relation', relation: view })}`,
  createRoutine: ({ definition, name }) => definition ?? `-- ${name} has no text to make it from`,
  dropRoutine: (routine) => `DROP ${placeOf({ kind: 'routine', routine })}`,
  createObject: ({ definition }) => definition,
  alterObject: ({ kind, definition }) =>
    kind === 'sequence' ? definition.replace(/^CREATE/, 'ALTER') : null,
  // A sequence goes with the table that owns it.
  dropObject: (object) =>
    object.kind === 'sequence'
      ? `DROP SEQUENCE IF EXISTS ${quote(object.name)}`
      : `DROP ${placeOf({ kind: 'object', object })}`,
  setComment: (of, _from, to) =>
    `COMMENT ON ${placeOf(of)} IS ${to === null ? 'NULL' : literal(to)}`,
  setAccess,
  rebuildTable: () => [],
}

/** To be made the owner takes what the old one had along. */
function setAccess(of: Described, from: ModelAccess | null, to: ModelAccess): string[] {
  const owner = quote(to.owner)
  const isGivenAway = !to.followsOwner && from?.owner !== to.owner
  const { revoked, granted } = changePrivileges(
    from?.privileges ?? [],
    to.privileges,
    isGivenAway ? owner : null,
  )
  const place = grantPlaceOf(of)
  return [
    ...(isGivenAway ? [`ALTER ${placeOf(of)} OWNER TO ${owner}`] : []),
    ...groupPrivileges(revoked).map(
      ({ names, grantee }) => `REVOKE ${names} ON ${place} FROM ${grantee ?? owner}`,
    ),
    ...groupPrivileges(granted).map(
      ({ names, grantee, isGrantable }) =>
        `GRANT ${names} ON ${place} TO ${grantee ?? owner}${isGrantable ? ' WITH GRANT OPTION' : ''}`,
    ),
  ]
}

/** GRANT knows tables of all kinds by one word, and routines. */
function grantPlaceOf(of: Described): string {
  if (of.kind === 'relation') return `TABLE ${quote(of.relation.name)}`
  if (of.kind === 'object') return placeOf(of)
  return `ROUTINE ${quote(of.routine.name)}(${of.routine.signature})`
}

const RELATION_WORD = {
  table: 'TABLE',
  view: 'VIEW',
  'materialized-view': 'MATERIALIZED VIEW',
  'foreign-table': 'FOREIGN TABLE',
} as const

/** A thing as statements about it name it, with the word for its kind. */
function placeOf(of: Described): string {
  switch (of.kind) {
    case 'relation': {
      const { kind, name } = of.relation
      if (of.column !== undefined) return `COLUMN ${quote(name)}.${quote(of.column)}`
      return `${RELATION_WORD[kind]} ${quote(name)}`
    }
    case 'routine': {
      const { kind, name, signature } = of.routine
      // An aggregate of any number of rows has no arguments to write.
      const given = kind === 'aggregate' && signature === '' ? '*' : signature
      return `${kind.toUpperCase()} ${quote(name)}(${given})`
    }
    case 'object': {
      const { kind, name, definition } = of.object
      if (kind === 'sequence') return `SEQUENCE ${quote(name)}`
      return `${definition.startsWith('CREATE DOMAIN') ? 'DOMAIN' : 'TYPE'} ${quote(name)}`
    }
  }
}

/** Also where the server takes a backslash for the beginning of an escape. */
const literal = (text: string): string => {
  const quoted = `'${text.replaceAll("'", "''")}'`
  return text.includes('\\') ? `E${quoted.replaceAll('\\', '\\\\')}` : quoted
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
