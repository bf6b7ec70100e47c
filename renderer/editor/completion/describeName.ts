import type { DialectInfo } from '../../../contract/drivers.ts'
import type { Catalog } from '../../../contract/explorer.ts'
import { type CatalogIndex, findRelation, indexOf, type Relation } from './catalogIndex.ts'
import { scanSql } from './scanSql.ts'
import { placeInSql, type TableRef } from './tablesInScope.ts'

/** What a name in a statement means, and where it stands. */
export type NamedThing = {
  readonly from: number
  readonly to: number
  readonly relation: Relation
  /** Null: the name is that of the table, or an alias of it. */
  readonly column: string | null
}

/** The table or column that the name at `offset` of one statement means; null where it is neither. */
export function nameAt(
  sql: string,
  offset: number,
  catalog: Catalog,
  dialect: DialectInfo,
): NamedThing | null {
  const tokens = scanSql(sql, { bracketsQuote: dialect.identifierQuote[0] === '[' })
  const at = tokens.findIndex(({ start, end }) => start <= offset && offset < end)
  const token = tokens[at]
  if (!token || (token.kind !== 'word' && token.kind !== 'quoted')) return null
  const { start: from, end: to } = token
  const qualifier = tokens[at - 1]?.text === '.' ? (tokens[at - 2]?.text ?? null) : null
  const { tables } = placeInSql(tokens, sql.length + 1)
  const inScope = [...tables, ...placeInSql(tokens, from).tables]
  const index = indexOf(catalog)
  const ofQualifier =
    qualifier === null ? inScope : inScope.filter((table) => isCalled(table, qualifier))
  const column = columnOf(token.text, ofQualifier, index)
  if (column) return { from, to, ...column }
  const called = qualifier === null && inScope.find((table) => isCalled(table, token.text))
  const relation = called
    ? relationOf(called, index)
    : findRelation(index, { schema: qualifier, name: token.text })
  const isMeant = called || inScope.some(({ name }) => isSame(name, token.text))
  return relation && isMeant ? { from, to, relation, column: null } : null
}

function columnOf(
  name: string,
  tables: readonly TableRef[],
  index: CatalogIndex,
): { relation: Relation; column: string } | null {
  for (const table of tables) {
    const relation = relationOf(table, index)
    const column = relation?.columns.find((each) => isSame(each.name, name))
    if (relation && column) return { relation, column: column.name }
  }
  return null
}

const relationOf = (table: TableRef, index: CatalogIndex): Relation | undefined =>
  table.derived || table.name === '' ? undefined : findRelation(index, table)

const isCalled = ({ alias, name }: TableRef, called: string): boolean =>
  isSame(alias ?? name, called)

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
