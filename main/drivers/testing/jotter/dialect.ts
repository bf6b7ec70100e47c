import type { Dialect } from '../../driver.ts'

/** A command a line, with JSON values behind it: `ADD "shop/orders", "two pears"`. */
export const dialect: Dialect = {
  splitter: 'redis',
  identifierQuote: ['"', '"'],
  // Every name stands in quotes.
  plainIdentifier: '(?!)',
  keywords: 'ADD COUNT DROP ECHO ENTER KILL LIST READ SERIES SESSIONS WAIT'.split(' '),
  functions: [],
  quoteIdentifier: (name) => JSON.stringify(name),
  selectAll: (_schema, name) => `READ ${JSON.stringify(name)}`,
}
