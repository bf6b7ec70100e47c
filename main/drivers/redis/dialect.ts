import type { Dialect } from '../driver.ts'
import { commandName, sessionChange } from './commandRules.ts'
import { COMMANDS } from './commands.ts'
import { commandWord, parseCommand } from './commandText.ts'

/** Commands, one a line; a name is a word of them. */
export const dialect: Dialect = {
  splitter: 'redis',
  identifierQuote: ['"', '"'],
  plainIdentifier: '^\\S+$',
  keywords: COMMANDS,
  functions: [],
  quoteIdentifier: (name) => commandWord(Buffer.from(name)),
  sessionChange: changeOf,
  selectAll: (_schema, name) => `DUMP ${commandWord(Buffer.from(name))}`,
}

/** A command, such as `SELECT 3`, that those after it depend on. */
function changeOf(line: string): string | null {
  const command = commandName(parseCommand(line.split('\n', 1)[0]!))
  const change = sessionChange(command)
  return change === undefined || change === 'ends-transaction' ? null : line.trim()
}
