/** A SELECT that the query builder can show: tables joined by equal columns, filters, order, limit. */
export type SelectQuery = {
  readonly isDistinct: boolean
  readonly columns: readonly SelectColumn[]
  readonly from: TableUse
  readonly joins: readonly Join[]
  readonly where: ConditionGroup
  readonly orderBy: readonly Ordering[]
  readonly limit: Value | null
  readonly offset: Value | null
}

/** Names as the database has them, without quotes. */
export type TableUse = {
  readonly schema: string | null
  readonly name: string
  readonly alias: string | null
}

/** `table` is the alias, or the name where there is none; null: named without one. */
export type ColumnUse = { readonly table: string | null; readonly column: string }

export const JOIN_KINDS = ['inner', 'left', 'right', 'full', 'cross'] as const
export type Join = {
  readonly kind: (typeof JOIN_KINDS)[number]
  readonly table: TableUse
  /** All of them hold; empty for `cross` only. */
  readonly on: readonly { readonly left: ColumnUse; readonly right: ColumnUse }[]
}

export const AGGREGATES = ['count', 'count-distinct', 'sum', 'avg', 'min', 'max'] as const
export type Aggregate = (typeof AGGREGATES)[number]

/** `column` `*`: all of them. Columns that no aggregate stands on are grouped by where there is one. */
export type SelectColumn = ColumnUse & {
  readonly aggregate: Aggregate | null
  readonly alias: string | null
}

export const OPERATORS = [
  ...(['=', '<>', '<', '<=', '>', '>=', 'like', 'not like', 'ilike'] as const),
  ...(['in', 'not in', 'between', 'is null', 'is not null'] as const),
] as const
export type Operator = (typeof OPERATORS)[number]

export type Condition = ConditionGroup | ConditionTest
export type ConditionGroup = {
  readonly kind: 'group'
  readonly joiner: 'and' | 'or'
  readonly conditions: readonly Condition[]
}
/** As many values as the operator takes: none for IS NULL, two for BETWEEN, any for IN. */
export type ConditionTest = ColumnUse & {
  readonly kind: 'test'
  readonly operator: Operator
  readonly values: readonly Value[]
}

/** A placeholder by its name, or a number, text or word as SQL writes it. */
export type Value =
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'literal'; readonly sql: string }

export type Ordering = ColumnUse & { readonly isDescending: boolean }

/** What is needed of a dialect. */
export type SelectDialect = {
  quote(name: string): string
  readonly rowLimit: 'limit' | 'fetch'
}

/** By what a table is named in the statement. */
export const nameOf = ({ alias, name }: TableUse): string => alias ?? name

export const NO_CONDITION: ConditionGroup = { kind: 'group', joiner: 'and', conditions: [] }
