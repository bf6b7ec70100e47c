import type { DialectInfo } from '../../../contract/drivers.ts'
import type { Catalog } from '../../../contract/explorer.ts'
import { findRoutines, indexOf } from './catalogIndex.ts'
import { scanSql } from './scanSql.ts'

/** A call that is being written: the function's signature, and which argument the cursor is in. */
export type CallHelp = {
  readonly signature: string
  readonly parameters: readonly string[]
  readonly active: number
}

/** The innermost call around `offset` of one statement whose function the dialect knows. */
export function callAt(
  sql: string,
  offset: number,
  dialect: DialectInfo,
  catalog?: Catalog,
): CallHelp | null {
  const tokens = scanSql(sql.slice(0, offset), {
    bracketsQuote: dialect.identifierQuote[0] === '[',
  })
  const last = tokens.at(-1)
  if (last?.kind === 'opaque' && last.end === offset && !/['/]$/.test(sql.slice(0, offset)))
    return null
  let depth = 0
  let active = 0
  for (let at = tokens.length - 1; at > 0; at--) {
    const { kind, text } = tokens[at]!
    if (kind !== 'punctuation') continue
    if (text === ';') return null
    if (text === ')') depth++
    else if (text === ',' && depth === 0) active++
    else if (text === '(' && depth-- === 0) {
      const name = tokens[at - 1]?.text ?? ''
      const schema = tokens[at - 2]?.text === '.' ? (tokens[at - 3]?.text ?? null) : null
      const own = catalog && findRoutines(indexOf(catalog), { schema, name })[0]
      const signature = own ? `${name}(${own.signature})` : signatureOf(name, dialect)
      if (!signature) return null
      const parameters = parametersOf(signature)
      return { signature, parameters, active: Math.min(active, parameters.length - 1) }
    }
  }
  return null
}

const bySignature = new WeakMap<DialectInfo, Map<string, string>>()

/** How a function is called; undefined where the driver does not tell. */
export function signatureOf(name: string, dialect: DialectInfo): string | undefined {
  let known = bySignature.get(dialect)
  if (!known) {
    known = new Map(
      dialect.signatures?.map((signature) => [
        signature.slice(0, signature.indexOf('(')),
        signature,
      ]),
    )
    bySignature.set(dialect, known)
  }
  return known.get(name.toLowerCase())
}

const parametersOf = (signature: string): string[] => {
  const inside = signature.slice(signature.indexOf('(') + 1, -1)
  return inside === '' ? [] : inside.split(', ')
}
