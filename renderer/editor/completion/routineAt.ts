import type { DialectInfo } from '../../../contract/drivers.ts'
import type { Catalog, CatalogRoutine } from '../../../contract/explorer.ts'
import { signatureOf } from './callAt.ts'
import { findRoutines, indexOf } from './catalogIndex.ts'
import { scanSql } from './scanSql.ts'

/** A function or procedure that is called in a statement; one line for each way to call it. */
export type NamedRoutine = {
  readonly from: number
  readonly to: number
  readonly signatures: readonly string[]
}

/** More ways to call a function nobody reads. */
const MAX_SIGNATURES = 5

/** The function whose name stands at `offset` of one statement, own or the database's. */
export function routineAt(
  sql: string,
  offset: number,
  catalog: Catalog,
  dialect: DialectInfo,
): NamedRoutine | null {
  const tokens = scanSql(sql, { bracketsQuote: dialect.identifierQuote[0] === '[' })
  const at = tokens.findIndex(({ start, end }) => start <= offset && offset < end)
  const token = tokens[at]
  if (token?.kind !== 'word' && token?.kind !== 'quoted') return null
  const { start: from, end: to, text: name } = token
  const schema = tokens[at - 1]?.text === '.' ? (tokens[at - 2]?.text ?? null) : null
  const own = findRoutines(indexOf(catalog), { schema, name })
  if (own.length > 0) return { from, to, signatures: own.slice(0, MAX_SIGNATURES).map(written) }
  const known = schema === null ? signatureOf(name, dialect) : undefined
  const isCalled = tokens[at + 1]?.text === '('
  return known !== undefined && isCalled ? { from, to, signatures: [known] } : null
}

const written = ({ kind, schema, name, signature, returns }: CatalogRoutine): string =>
  `${kind} ${schema === '' ? '' : `${schema}.`}${name}(${signature})${returns === '' ? '' : ` → ${returns}`}`
