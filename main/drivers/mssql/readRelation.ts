import { WorkbenchError } from '../../../contract/errors.ts'
import type {
  ColumnInfo,
  IndexInfo,
  KeyInfo,
  RelationDetail,
  TriggerInfo,
} from '../../../contract/explorer.ts'
import type { CellValue } from '../../frame/collectRows.ts'
import { catalogType } from './catalogType.ts'
import { quoteIdentifier } from './dialect.ts'
import type { Ask } from './introspect.ts'

export async function readRelation(
  ask: Ask,
  schema: string,
  name: string,
): Promise<RelationDetail> {
  const details = await readRelations(ask, schema, { name, isWhole: true })
  const detail = details.get(name)
  if (detail) return detail
  throw new WorkbenchError('not-found', `There is no table or view “${name}” in “${schema}”.`)
}

/** One relation of a schema, or all, by name; without indexes and triggers where not whole. */
export async function readRelations(
  ask: Ask,
  schema: string,
  { name, isWhole }: { readonly name: string | null; readonly isWhole: boolean },
): Promise<ReadonlyMap<string, RelationDetail>> {
  const read = async (query: (place: string) => string, isWanted = true) => {
    const names = name === null ? [] : [name]
    const rows = isWanted ? await ask(query(placeOf(name)), schema, ...names) : []
    return Map.groupBy(rows, (row) => String(row.at(-1)))
  }
  const columns = await read(COLUMNS)
  const uniqueKeys = await read(UNIQUE_KEYS)
  const foreignKeys = await read(FOREIGN_KEYS)
  const checks = await read(CHECKS)
  const indexes = await read(INDEXES, isWhole)
  const triggers = await read(TRIGGERS, isWhole)
  const comments = await read(COMMENTS, isWhole)
  const detailOf = (table: string): RelationDetail => ({
    ...commentIn(comments.get(table)?.[0]?.[0]),
    columns: (columns.get(table) ?? []).map(toColumn),
    keys: [
      ...gather(uniqueKeys.get(table)).map(toUniqueKey),
      ...gather(foreignKeys.get(table)).map(toForeignKey),
      ...(checks.get(table) ?? []).map(toCheck),
    ],
    indexes: gather(indexes.get(table)).map((rows) => toIndex(rows, schema, table)),
    triggers: gather(triggers.get(table)).map(toTrigger),
  })
  return new Map([...columns.keys()].map((table) => [table, detailOf(table)]))
}

const placeOf = (name: string | null) =>
  name === null ? 's.name = @p1' : 's.name = @p1 AND o.name = @p2'

/** Rows of the same thing follow each other; its name stands first. */
const gather = (rows: readonly CellValue[][] = []): CellValue[][][] => [
  ...Map.groupBy(rows, ([name]) => String(name)).values(),
]

/** The tables and views of a place; the name of each stands last in its rows. */
const ofRelation = (objectId: string, place: string) => `
  JOIN sys.all_objects o ON o.object_id = ${objectId}
  JOIN sys.schemas s ON s.schema_id = o.schema_id AND ${place}`

const COLUMNS = (place: string) => `
  SELECT c.name, t.name, c.max_length, c.precision, c.scale, c.is_nullable, d.definition,
    c.is_identity, cc.definition, k.key_ordinal, ${COMMENT}, o.name
  FROM sys.all_columns c ${ofRelation('c.object_id', place)}
  JOIN sys.types t ON t.user_type_id = c.user_type_id
  LEFT JOIN sys.default_constraints d ON d.object_id = c.default_object_id
  LEFT JOIN sys.computed_columns cc ON cc.object_id = c.object_id AND cc.column_id = c.column_id
  LEFT JOIN (
    SELECT ic.object_id, ic.column_id, ic.key_ordinal FROM sys.index_columns ic
    JOIN sys.indexes i ON i.object_id = ic.object_id AND i.index_id = ic.index_id
    WHERE i.is_primary_key = 1) k ON k.object_id = c.object_id AND k.column_id = c.column_id
  ${descriptionOf('c.object_id', 'c.column_id')}
  ORDER BY c.column_id`

/** What tools call the description; at most 7,500 bytes. */
export const COMMENT = 'CAST(e.value AS nvarchar(4000)) AS comment'
export const descriptionOf = (objectId: string, columnId = '0') => `
  LEFT JOIN sys.extended_properties e ON e.class = 1 AND e.major_id = ${objectId}
    AND e.minor_id = ${columnId} AND e.name = N'MS_Description'`

const COMMENTS = (place: string) => `
  SELECT ${COMMENT}, o.name FROM sys.all_objects o
  JOIN sys.schemas s ON s.schema_id = o.schema_id AND ${place}
  ${descriptionOf('o.object_id')}
  WHERE o.type IN ('U', 'V')`

export const commentIn = (value: CellValue | undefined): { comment?: string } =>
  typeof value === 'string' && value !== '' ? { comment: value } : {}

function toColumn(row: CellValue[]): ColumnInfo {
  const [name, typeName, maxLength, precision, scale, isNullable, standard, isIdentity] = row
  const [computed, keyOrdinal, comment] = row.slice(8)
  return {
    name: String(name),
    serverType: catalogType([typeName, maxLength, precision, scale]),
    isNullable: Boolean(isNullable),
    defaultExpression: defaultOf(standard, isIdentity, computed),
    primaryKeyPosition: Number(keyOrdinal ?? 0) || null,
    ...commentIn(comment),
    // `timestamp` is the row's version.
    ...((isIdentity || typeof computed === 'string' || typeName === 'timestamp') && {
      isGenerated: true as const,
    }),
  }
}

function defaultOf(
  standard: CellValue | undefined,
  isIdentity: CellValue | undefined,
  computed: CellValue | undefined,
): string | null {
  if (isIdentity) return 'IDENTITY'
  if (typeof computed === 'string') return `AS ${computed}`
  return typeof standard === 'string' ? withoutParentheses(standard) : null
}

/** The server keeps `1.5` as `((1.5))`. */
function withoutParentheses(text: string): string {
  if (!text.startsWith('(') || !text.endsWith(')')) return text
  let depth = 0
  for (let at = 0; at < text.length - 1; at++) {
    if (text[at] === '(') depth++
    else if (text[at] === ')') depth--
    if (depth === 0) return text
  }
  return withoutParentheses(text.slice(1, -1))
}

const UNIQUE_KEYS = (place: string) => `
  SELECT k.name, RTRIM(k.type) AS type, c.name, o.name
  FROM sys.key_constraints k ${ofRelation('k.parent_object_id', place)}
  JOIN sys.index_columns ic ON ic.object_id = k.parent_object_id
    AND ic.index_id = k.unique_index_id AND ic.key_ordinal > 0
  JOIN sys.columns c ON c.object_id = ic.object_id AND c.column_id = ic.column_id
  ORDER BY k.type, k.name, ic.key_ordinal`

function toUniqueKey(rows: CellValue[][]): KeyInfo {
  const [name, type] = rows[0]!
  const isPrimary = type === 'PK'
  const columns = rows.map(([, , column]) => String(column))
  return {
    name: String(name),
    kind: isPrimary ? 'primary' : 'unique',
    columns,
    references: null,
    definition: `${isPrimary ? 'PRIMARY KEY' : 'UNIQUE'} (${listOf(columns)})`,
  }
}

const FOREIGN_KEYS = (place: string) => `
  SELECT k.name, c.name, rs.name, ro.name, rc.name,
    k.delete_referential_action_desc, k.update_referential_action_desc, o.name
  FROM sys.foreign_keys k ${ofRelation('k.parent_object_id', place)}
  JOIN sys.foreign_key_columns kc ON kc.constraint_object_id = k.object_id
  JOIN sys.columns c ON c.object_id = kc.parent_object_id AND c.column_id = kc.parent_column_id
  JOIN sys.objects ro ON ro.object_id = k.referenced_object_id
  JOIN sys.schemas rs ON rs.schema_id = ro.schema_id
  JOIN sys.columns rc
    ON rc.object_id = kc.referenced_object_id AND rc.column_id = kc.referenced_column_id
  ORDER BY k.name, kc.constraint_column_id`

function toForeignKey(rows: CellValue[][]): KeyInfo {
  const [name, , schema, table, , onDelete, onUpdate] = rows[0]!.map(String)
  const own = rows.map(([, column]) => String(column))
  const columns = rows.map(([, , , , column]) => String(column))
  return {
    name: name!,
    kind: 'foreign',
    columns: own,
    references: { schema: schema!, table: table!, columns },
    definition: [
      `FOREIGN KEY (${listOf(own)})`,
      `REFERENCES ${quoteIdentifier(schema!)}.${quoteIdentifier(table!)} (${listOf(columns)})`,
      ...(onDelete === 'NO_ACTION' ? [] : [`ON DELETE ${onDelete!.replace('_', ' ')}`]),
      ...(onUpdate === 'NO_ACTION' ? [] : [`ON UPDATE ${onUpdate!.replace('_', ' ')}`]),
    ].join(' '),
  }
}

const CHECKS = (place: string) => `
  SELECT k.name, k.definition, o.name FROM sys.check_constraints k ${ofRelation('k.parent_object_id', place)}
  ORDER BY k.name`

const toCheck = ([name, definition]: CellValue[]): KeyInfo => ({
  name: String(name),
  kind: 'check',
  columns: [],
  references: null,
  definition: `CHECK ${String(definition)}`,
})

/** A heap is an index without a name. */
const INDEXES = (place: string) => `
  SELECT i.name, i.is_unique, i.type_desc, i.filter_definition, c.name, ic.is_included_column,
    ic.is_descending_key, CASE WHEN i.is_primary_key = 1 OR i.is_unique_constraint = 1
      THEN 1 ELSE 0 END AS is_key, o.name
  FROM sys.indexes i ${ofRelation('i.object_id', place)}
  JOIN sys.index_columns ic ON ic.object_id = i.object_id AND ic.index_id = i.index_id
  JOIN sys.columns c ON c.object_id = ic.object_id AND c.column_id = ic.column_id
  WHERE i.name IS NOT NULL
  ORDER BY i.name, ic.key_ordinal, ic.index_column_id`

function toIndex(rows: CellValue[][], schema: string, table: string): IndexInfo {
  const [name, isUnique, type, filter] = rows[0]!
  const isKey = Number(rows[0]![7]) === 1
  const keyed = rows.filter(([, , , , , isIncluded]) => !isIncluded)
  const included = rows.filter(([, , , , , isIncluded]) => isIncluded).map((row) => String(row[4]))
  const parts = keyed.map(
    ([, , , , column, , isDescending]) =>
      quoteIdentifier(String(column)) + (isDescending ? ' DESC' : ''),
  )
  return {
    name: String(name),
    columns: keyed.map((row) => String(row[4])),
    isUnique: Boolean(isUnique),
    // That of a key comes with the table.
    definition: isKey
      ? null
      : [
          `CREATE ${isUnique ? 'UNIQUE ' : ''}${String(type)} INDEX ${quoteIdentifier(String(name))}`,
          `ON ${quoteIdentifier(schema)}.${quoteIdentifier(table)} (${parts.join(', ')})`,
          ...(included.length > 0 ? [`INCLUDE (${listOf(included)})`] : []),
          ...(typeof filter === 'string' ? [`WHERE ${filter}`] : []),
        ].join(' '),
  }
}

const TRIGGERS = (place: string) => `
  SELECT g.name, g.is_instead_of_trigger, e.type_desc, m.definition, o.name
  FROM sys.triggers g ${ofRelation('g.parent_id', place)}
  LEFT JOIN sys.trigger_events e ON e.object_id = g.object_id
  LEFT JOIN sys.sql_modules m ON m.object_id = g.object_id
  ORDER BY g.name, e.type_desc`

function toTrigger(rows: CellValue[][]): TriggerInfo {
  const [name, isInsteadOf, , definition] = rows[0]!
  const events = rows.map(([, , event]) => String(event ?? '')).filter(Boolean)
  return {
    name: String(name),
    event: `${isInsteadOf ? 'INSTEAD OF' : 'AFTER'} ${events.join(', ')}`.trim(),
    definition: definition === null ? null : String(definition),
  }
}

export const listOf = (names: readonly string[]): string => names.map(quoteIdentifier).join(', ')
