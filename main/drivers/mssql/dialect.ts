import type { Dialect } from '../driver.ts'
import { FUNCTIONS, KEYWORDS, RESERVED } from './keywords.ts'

const PLAIN_IDENTIFIER = '^[A-Za-z_][A-Za-z0-9_@#$]*$'
const plainIdentifier = new RegExp(PLAIN_IDENTIFIER)

export const dialect: Dialect = {
  splitter: 'mssql',
  identifierQuote: ['[', ']'],
  plainIdentifier: PLAIN_IDENTIFIER,
  keywords: KEYWORDS,
  functions: FUNCTIONS,
  transaction: {
    begin: 'BEGIN TRANSACTION',
    commit: 'COMMIT TRANSACTION',
    rollback: 'ROLLBACK TRANSACTION',
    savepoint: {
      set: (name) => `SAVE TRANSACTION ${name}`,
      rollbackTo: (name) => `ROLLBACK TRANSACTION ${name}`,
      release: () => '',
    },
  },
  quoteIdentifier,
  selectAll: (schema, name) => `SELECT * FROM ${quoteIdentifier(schema)}.${quoteIdentifier(name)}`,
}

export function quoteIdentifier(name: string): string {
  if (plainIdentifier.test(name) && !RESERVED.has(name.toLowerCase())) return name
  return `[${name.replaceAll(']', ']]')}]`
}
