import type {
  ColumnUse,
  Condition,
  ConditionTest,
  Join,
  SelectColumn,
  SelectDialect,
  SelectQuery,
  TableUse,
  Value,
} from './SelectQuery.ts'

/**
 * The statement of a query, with names quoted where the dialect needs it and `:name` for placeholders,
 * which whoever runs it binds apart from the text.
 */
export function buildSelect(query: SelectQuery, dialect: SelectDialect): string {
  const { columns, from, joins, where, isDistinct } = query
  const write = new Writer(dialect)
  const grouped = columns.some(({ aggregate }) => aggregate !== null)
    ? columns.filter(({ aggregate }) => aggregate === null)
    : []
  const condition = write.condition(where, true)
  return [
    `SELECT ${isDistinct ? 'DISTINCT ' : ''}${columns.map((column) => write.selected(column)).join(', ') || '*'}`,
    `FROM ${write.table(from)}`,
    ...joins.map((join) => write.join(join)),
    ...(condition ? [`WHERE ${condition}`] : []),
    ...(grouped.length > 0
      ? [`GROUP BY ${grouped.map((column) => write.column(column)).join(', ')}`]
      : []),
    ...write.orderAndLimit(query),
  ].join('\n')
}

class Writer {
  readonly #dialect: SelectDialect

  constructor(dialect: SelectDialect) {
    this.#dialect = dialect
  }

  column({ table, column }: ColumnUse): string {
    const name = column === '*' ? '*' : this.#dialect.quote(column)
    return table === null ? name : `${this.#dialect.quote(table)}.${name}`
  }

  selected(column: SelectColumn): string {
    const { aggregate, alias } = column
    const plain = this.column(column)
    const written =
      aggregate === null
        ? plain
        : aggregate === 'count-distinct'
          ? `COUNT(DISTINCT ${plain})`
          : `${aggregate.toUpperCase()}(${plain})`
    return alias === null ? written : `${written} AS ${this.#dialect.quote(alias)}`
  }

  table({ schema, name, alias }: TableUse): string {
    const { quote } = this.#dialect
    const written = schema === null ? quote(name) : `${quote(schema)}.${quote(name)}`
    return alias === null ? written : `${written} AS ${quote(alias)}`
  }

  join({ kind, table, on }: Join): string {
    const words = kind === 'inner' ? 'JOIN' : `${kind.toUpperCase()} JOIN`
    const pairs = on.map(({ left, right }) => `${this.column(left)} = ${this.column(right)}`)
    return `${words} ${this.table(table)}${pairs.length > 0 ? ` ON ${pairs.join(' AND ')}` : ''}`
  }

  /** Empty where a group has nothing in it. */
  condition(condition: Condition, isOutermost = false): string {
    if (condition.kind === 'test') return this.test(condition)
    const parts = condition.conditions.map((each) => this.condition(each)).filter(Boolean)
    const joined = parts.join(condition.joiner === 'and' ? ' AND ' : ' OR ')
    return parts.length < 2 || isOutermost ? joined : `(${joined})`
  }

  test(test: ConditionTest): string {
    const words = test.operator.toUpperCase()
    const values = test.values.map(value)
    const column = this.column(test)
    if (test.operator === 'between') return `${column} BETWEEN ${values.join(' AND ')}`
    if (test.operator === 'in' || test.operator === 'not in')
      return `${column} ${words} (${values.join(', ')})`
    return [column, words, ...values].join(' ')
  }

  /** FETCH stands behind OFFSET only, and that behind ORDER BY. */
  orderAndLimit({ orderBy, limit, offset }: SelectQuery): string[] {
    const ordered = orderBy.map(
      (ordering) => `${this.column(ordering)}${ordering.isDescending ? ' DESC' : ''}`,
    )
    const order = ordered.length > 0 ? [`ORDER BY ${ordered.join(', ')}`] : []
    if (this.#dialect.rowLimit === 'limit')
      return [
        ...order,
        ...(limit ? [`LIMIT ${value(limit)}`] : []),
        ...(offset ? [`OFFSET ${value(offset)}`] : []),
      ]
    if (!limit && !offset) return order
    return [
      ...(order.length > 0 ? order : ['ORDER BY (SELECT NULL)']),
      `OFFSET ${offset ? value(offset) : '0'} ROWS`,
      ...(limit ? [`FETCH NEXT ${value(limit)} ROWS ONLY`] : []),
    ]
  }
}

const value = (given: Value): string => (given.kind === 'parameter' ? `:${given.name}` : given.sql)
