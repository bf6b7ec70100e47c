import type { KeyInfo } from '../../contract/explorer.ts'
import type { ModelColumn, ModelRelation, SchemaModel } from '../../contract/schemaModel.ts'

export type ColumnDetail = 'all' | 'keys' | 'none'

export type DiagramColumn = {
  readonly name: string
  readonly serverType: string
  readonly isPrimary: boolean
  readonly isForeign: boolean
  readonly isNullable: boolean
}

export type DiagramTable = {
  readonly name: string
  /** Those that are drawn. */
  readonly columns: readonly DiagramColumn[]
  readonly columnCount: number
  /** Of those that would be drawn: a table of hundreds is shown by its first ones. */
  readonly hiddenCount: number
  /** All are drawn, though they are many. */
  readonly isOpened: boolean
  /** A column of it is of the primary key and of a foreign one: there is room for both signs. */
  readonly hasTwoMarks: boolean
  readonly width: number
  readonly height: number
}

/** A foreign key: from the table that holds it to the one it names. */
export type DiagramEdge = {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly columns: readonly string[]
  readonly targetColumns: readonly string[]
  /** How many rows of the holding table name one row of the other. */
  readonly fromEnd: 'zero-or-many' | 'zero-or-one'
  /** How many rows of the other a row of the holding table names. */
  readonly toEnd: 'one' | 'zero-or-one'
  /** Edges of a table to different ones go down different lanes beside it. */
  readonly lane: number
}

export type Graph = {
  readonly tables: readonly DiagramTable[]
  readonly edges: readonly DiagramEdge[]
}

export type GraphChoice = {
  readonly columns: ColumnDetail
  /** Only these tables; null: all. */
  readonly only: ReadonlySet<string> | null
  /** Only tables so many steps from one; null: all. */
  readonly around: { readonly table: string; readonly depth: number } | null
  /** Tables shown with all of their columns, however many. */
  readonly opened?: ReadonlySet<string>
}

export const HEADER_HEIGHT = 28
export const ROW_HEIGHT = 20
const PADDING_BOTTOM = 4
const MIN_WIDTH = 120
const MAX_WIDTH = 360
/** JetBrains Mono at 12 px; Chinese and the like take two of them. */
export const CHARACTER_WIDTH = 7.2
/** The key's mark at the left, the gap before the type, the borders. */
const ROW_EXTRAS = 56
/** What a second mark takes. */
export const SECOND_MARK_WIDTH = 16

/** Which tables and foreign keys of a schema are drawn, and how large each table is. */
export function buildGraph(model: SchemaModel, choice: GraphChoice): Graph {
  const { columns, only, around, opened } = choice
  const all = model.relations.filter(isTable)
  const chosen = only ? all.filter(({ name }) => only.has(name)) : all
  const edges = edgesOf(chosen, model.schema)
  const near = around && tablesAround(edges, around)
  const shown = near ? chosen.filter(({ name }) => near.has(name)) : chosen
  const names = new Set(shown.map(({ name }) => name))
  return {
    tables: shown.map((relation) =>
      toTable(relation, columns, opened?.has(relation.name) ?? false),
    ),
    edges: edges.filter(({ from, to }) => names.has(from) && names.has(to)),
  }
}

const isTable = ({ kind }: ModelRelation): boolean => kind === 'table' || kind === 'foreign-table'

/** Names of the tables that can be drawn. */
export const tablesOf = (model: SchemaModel | null): string[] =>
  (model?.relations ?? []).filter(isTable).map(({ name }) => name)

function edgesOf(relations: readonly ModelRelation[], schema: string): DiagramEdge[] {
  const names = new Set(relations.map(({ name }) => name))
  return relations.flatMap((relation) => {
    const targets = [...new Set(relation.keys.map(({ references }) => references?.table))]
    return relation.keys.flatMap((key, index) => {
      const { kind, references, columns } = key
      if (kind !== 'foreign' || references?.schema !== schema || !names.has(references.table))
        return []
      const isOptional = relation.columns.some(
        (column) => columns.includes(column.name) && column.isNullable,
      )
      return {
        id: `${relation.name}/${index}/${key.name}`,
        from: relation.name,
        to: references.table,
        columns,
        targetColumns: references.columns,
        fromEnd: isUnique(columns, relation.keys) ? 'zero-or-one' : 'zero-or-many',
        toEnd: isOptional ? 'zero-or-one' : 'one',
        lane: targets.filter((target) => target !== undefined).indexOf(references.table),
      } satisfies DiagramEdge
    })
  })
}

/** A key of some of the columns makes all of them unique. */
const isUnique = (columns: readonly string[], keys: readonly KeyInfo[]): boolean =>
  keys.some(
    (key) =>
      (key.kind === 'primary' || key.kind === 'unique') &&
      key.columns.length > 0 &&
      key.columns.every((column) => columns.includes(column)),
  )

/** By foreign keys in both directions. */
export function tablesAround(
  edges: readonly Pick<DiagramEdge, 'from' | 'to'>[],
  { table, depth }: { readonly table: string; readonly depth: number },
): Set<string> {
  const reached = new Set([table])
  for (let step = 0; step < depth; step++) {
    const before = new Set(reached)
    for (const { from, to } of edges) {
      if (before.has(from)) reached.add(to)
      if (before.has(to)) reached.add(from)
    }
  }
  return reached
}

const MOST_COLUMNS = 15
/** It is not worth it to hide fewer. */
const LEAST_HIDDEN = 4

function toTable(relation: ModelRelation, detail: ColumnDetail, isOpened: boolean): DiagramTable {
  const { name, columns, keys } = relation
  const foreign = new Set(keys.flatMap((key) => (key.kind === 'foreign' ? key.columns : [])))
  const all = columns.map((column) => toColumn(column, foreign))
  const wantedColumns =
    detail === 'all'
      ? all
      : detail === 'keys'
        ? all.filter(({ isPrimary, isForeign }) => isPrimary || isForeign)
        : []
  const isMany = wantedColumns.length >= MOST_COLUMNS + LEAST_HIDDEN
  const shown = isMany && !isOpened ? firstColumns(wantedColumns) : wantedColumns
  const rowCount = shown.length + (isMany ? 1 : 0)
  const hasTwoMarks = shown.some(({ isPrimary, isForeign }) => isPrimary && isForeign)
  const extras = ROW_EXTRAS + (hasTwoMarks ? SECOND_MARK_WIDTH : 0)
  const rows = shown.map((column) => textWidth(`${column.name} ${column.serverType}`) + extras)
  const wanted = Math.max(MIN_WIDTH, textWidth(name) * 1.1 + 40, ...rows)
  return {
    name,
    columns: shown,
    columnCount: all.length,
    hiddenCount: wantedColumns.length - shown.length,
    isOpened: isMany && isOpened,
    hasTwoMarks,
    width: Math.ceil(Math.min(wanted, MAX_WIDTH)),
    height: HEADER_HEIGHT + rowCount * ROW_HEIGHT + (rowCount > 0 ? PADDING_BOTTOM : 0),
  }
}

/** Keys before others, those in the order of the table. */
function firstColumns(columns: readonly DiagramColumn[]): DiagramColumn[] {
  const isKey = ({ isPrimary, isForeign }: DiagramColumn) => isPrimary || isForeign
  return [...columns.filter(isKey), ...columns.filter((column) => !isKey(column))].slice(
    0,
    MOST_COLUMNS,
  )
}

const toColumn = (column: ModelColumn, foreign: ReadonlySet<string>): DiagramColumn => ({
  name: column.name,
  serverType: column.serverType,
  isPrimary: column.primaryKeyPosition !== null,
  isForeign: foreign.has(column.name),
  isNullable: column.isNullable,
})

/** An estimate without a page: wide characters count twice. */
function textWidth(text: string): number {
  let count = 0
  for (const character of text) count += (character.codePointAt(0) ?? 0) > 0x2e80 ? 2 : 1
  return count * CHARACTER_WIDTH
}
