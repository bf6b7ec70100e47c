import type { Dialect } from '../driver.ts'
import { FUNCTIONS, KEYWORDS, RESERVED } from './keywords.ts'

/** Lower case throughout: what stands without quotes is folded to it. */
const PLAIN_IDENTIFIER = '^[a-z_][a-z0-9_$]*$'
const plainIdentifier = new RegExp(PLAIN_IDENTIFIER)

export const dialect: Dialect = {
  splitter: 'postgres',
  identifierQuote: ['"', '"'],
  plainIdentifier: PLAIN_IDENTIFIER,
  keywords: KEYWORDS,
  functions: FUNCTIONS,
  literals: {
    booleans: ['false', 'true'],
    bytes: ["'\\x", "'"],
    textWithNul: null,
    // Quoted, since a bare -0 is an integer's; the column's type reads them.
    reals: {
      nan: "'NaN'",
      infinity: "'Infinity'",
      negativeInfinity: "'-Infinity'",
      negativeZero: "'-0'",
      needsPoint: false,
    },
    decimalDigits: null,
  },
  quoteIdentifier,
  selectAll: (schema, name) => `SELECT * FROM ${quoteIdentifier(schema)}.${quoteIdentifier(name)}`,
}

function quoteIdentifier(name: string): string {
  if (plainIdentifier.test(name) && !RESERVED.has(name)) return name
  return `"${name.replaceAll('"', '""')}"`
}
