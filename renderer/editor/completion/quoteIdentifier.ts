import type { DialectInfo } from '../../../contract/drivers.ts'

type Quoting = { isPlain: RegExp; reserved: Set<string> }
const quotings = new WeakMap<DialectInfo, Quoting>()

/** A name as it is written in a statement: bare where the dialect reads it back the same. */
export function quoteIdentifier(name: string, dialect: DialectInfo): string {
  const { isPlain, reserved } = quotingOf(dialect)
  if (isPlain.test(name) && !reserved.has(name.toUpperCase())) return name
  const [open, close] = dialect.identifierQuote
  return open + name.replaceAll(close, close + close) + close
}

function quotingOf(dialect: DialectInfo): Quoting {
  const known = quotings.get(dialect)
  if (known) return known
  const quoting = {
    isPlain: new RegExp(`^(?:${dialect.plainIdentifier})$`, 'u'),
    reserved: new Set(dialect.keywords.map((keyword) => keyword.toUpperCase())),
  }
  quotings.set(dialect, quoting)
  return quoting
}
