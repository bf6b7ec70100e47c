import type { KeyInfo } from '../../contract/explorer.ts'
import {
  NO_CONDITION,
  nameOf,
  type ColumnUse,
  type Condition,
  type ConditionGroup,
  type Join,
  type SelectColumn,
  type SelectQuery,
  type TableUse,
} from '../../contract/sql/select/SelectQuery.ts'

export type TableName = { readonly schema: string | null; readonly name: string }

/** The foreign keys that a table holds. */
export type TableKeys = TableName & { readonly keys: readonly KeyInfo[] }

const EVERYTHING: SelectColumn = { table: null, column: '*', aggregate: null, alias: null }

/** With a table more: joined by a foreign key to one that is there, else by every row to every row. */
export function addTable(
  query: SelectQuery | null,
  table: TableName,
  keys: readonly TableKeys[],
): SelectQuery {
  if (!query)
    return {
      isDistinct: false,
      columns: [EVERYTHING],
      from: { ...table, alias: null },
      joins: [],
      where: NO_CONDITION,
      orderBy: [],
      limit: null,
      offset: null,
    }
  const used = tablesOf(query)
  const added: TableUse = { ...table, alias: freeAlias(table.name, used) }
  const on = proposeJoin(used, added, keys)
  const join: Join = { kind: on.length > 0 ? 'inner' : 'cross', table: added, on }
  const named = used.length === 1 ? qualify(query) : query
  return { ...named, joins: [...named.joins, join] }
}

export const tablesOf = ({ from, joins }: SelectQuery): TableUse[] => [
  from,
  ...joins.map(({ table }) => table),
]

/** Null where the name is free. */
function freeAlias(name: string, used: readonly TableUse[]): string | null {
  const names = new Set(used.map(nameOf))
  if (!names.has(name)) return null
  for (let number = 2; ; number++) if (!names.has(`${name}_${number}`)) return `${name}_${number}`
}

/** Pairs of a foreign key between the new table and one that is there, the latest of them first. */
export function proposeJoin(
  used: readonly TableUse[],
  added: TableUse,
  keys: readonly TableKeys[],
): Join['on'] {
  const foreignKeysOf = ({ name, schema }: TableUse) =>
    keys
      .find((each) => each.name === name && (schema === null || each.schema === schema))
      ?.keys.filter(({ kind }) => kind === 'foreign') ?? []
  for (const other of used.toReversed()) {
    const own = foreignKeysOf(added).find(({ references }) => references?.table === other.name)
    if (own) return pairsOf(own, added, other)
    const theirs = foreignKeysOf(other).find(({ references }) => references?.table === added.name)
    if (theirs) return pairsOf(theirs, other, added)
  }
  return []
}

const pairsOf = ({ columns, references }: KeyInfo, from: TableUse, to: TableUse): Join['on'] =>
  columns.map((column, index) => ({
    left: { table: nameOf(from), column },
    right: { table: nameOf(to), column: references?.columns[index] ?? column },
  }))

/** Names of columns that were clear with one table get it in front. */
function qualify(query: SelectQuery): SelectQuery {
  const table = nameOf(query.from)
  const named = <T extends ColumnUse>(use: T): T =>
    use.table === null && use.column !== '*' ? { ...use, table } : use
  const conditions = (group: ConditionGroup): ConditionGroup => ({
    ...group,
    conditions: group.conditions.map((each) =>
      each.kind === 'group' ? conditions(each) : named(each),
    ),
  })
  return {
    ...query,
    columns: query.columns.map(named),
    where: conditions(query.where),
    orderBy: query.orderBy.map(named),
  }
}

/** Without a table and all that names it; null: it was the last. The next takes the place of the first. */
export function removeTable(query: SelectQuery, name: string): SelectQuery | null {
  const first = tablesOf(query).find((table) => nameOf(table) !== name)
  if (!first) return null
  const stays = ({ table }: ColumnUse): boolean => table !== name
  const keep = (group: ConditionGroup): ConditionGroup => ({
    ...group,
    conditions: group.conditions.flatMap((each): Condition[] => {
      if (each.kind === 'test') return stays(each) ? [each] : []
      const inner = keep(each)
      return inner.conditions.length > 0 ? [inner] : []
    }),
  })
  const columns = query.columns.filter(stays)
  const joins = query.joins
    .filter(({ table }) => nameOf(table) !== nameOf(first) && nameOf(table) !== name)
    .map((join): Join => {
      const on = join.on.filter(({ left, right }) => stays(left) && stays(right))
      return on.length > 0 || join.kind === 'cross'
        ? { ...join, on }
        : { ...join, kind: 'cross', on }
    })
  return {
    ...query,
    columns: columns.length > 0 ? columns : [EVERYTHING],
    from: first,
    joins,
    where: keep(query.where),
    orderBy: query.orderBy.filter(stays),
  }
}

/** As the query names a column of this table: without it where there is only one. */
export const useOf = (query: SelectQuery, table: TableUse, column: string): ColumnUse => ({
  table: query.joins.length === 0 && table.alias === null ? null : nameOf(table),
  column,
})

const isSameColumn = (a: ColumnUse, b: ColumnUse): boolean =>
  a.column === b.column && (a.table === b.table || a.table === null || b.table === null)

export const isSelected = ({ columns }: SelectQuery, use: ColumnUse): boolean =>
  columns.some((column) => column.aggregate === null && isSameColumn(column, use))

/** Comes, as itself or summed up. */
export const isUsed = ({ columns }: SelectQuery, use: ColumnUse): boolean =>
  columns.some((column) => isSameColumn(column, use))

/** A column that is only summed up goes with all of its sums. */
export const withoutColumn = (query: SelectQuery, use: ColumnUse): SelectQuery => {
  const columns = query.columns.filter((column) => !isSameColumn(column, use))
  return { ...query, columns: columns.length > 0 ? columns : [EVERYTHING] }
}

/** The first column chosen takes the place of all, the last one left out brings all back. */
export function toggleColumn(query: SelectQuery, use: ColumnUse): SelectQuery {
  const columns = isSelected(query, use)
    ? query.columns.filter((column) => column.aggregate !== null || !isSameColumn(column, use))
    : [
        ...query.columns.filter(({ column, aggregate }) => column !== '*' || aggregate !== null),
        { ...use, aggregate: null, alias: null },
      ]
  return { ...query, columns: columns.length > 0 ? columns : [EVERYTHING] }
}

export const withItem = <T>(items: readonly T[], index: number, item: T): T[] =>
  items.map((each, at) => (at === index ? item : each))

export const withoutItem = <T>(items: readonly T[], index: number): T[] =>
  items.filter((_each, at) => at !== index)

/** Groups with nothing in them, and groups in groups of the same word, are not told apart by SQL. */
export function tidy(group: ConditionGroup): ConditionGroup {
  const conditions = group.conditions.flatMap((each): Condition[] => {
    if (each.kind === 'test') return [each]
    const inner = tidy(each)
    if (inner.conditions.length < 2 || inner.joiner === group.joiner) return [...inner.conditions]
    return [inner]
  })
  const [only] = conditions
  return conditions.length === 1 && only?.kind === 'group' ? only : { ...group, conditions }
}
