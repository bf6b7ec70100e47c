import type { Dialect } from '../driver.ts'
import { COMMANDS } from './commands.ts'
import { commandWord } from './commandText.ts'

/** Commands, one a line; a name is a word of them. */
export const dialect: Dialect = {
  splitter: 'redis',
  identifierQuote: ['"', '"'],
  plainIdentifier: '^\\S+$',
  keywords: COMMANDS,
  functions: [],
  quoteIdentifier: (name) => commandWord(Buffer.from(name)),
  selectAll: (_schema, name) => `DUMP ${commandWord(Buffer.from(name))}`,
}
