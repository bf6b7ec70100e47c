import type { StatementOutcome } from '../driver.ts'

/** Commands whose count is of rows read, unless no rows came: `CREATE TABLE … AS` says SELECT. */
const READING = new Set(['SELECT', 'FETCH', 'MOVE'])

/** Takes a command tag apart: `INSERT 0 5`, `UPDATE 3`, `CREATE TABLE`. */
export function readCommand(tag: string, { hasRows }: { hasRows: boolean }): StatementOutcome {
  // INSERT has two numbers, of which the last counts.
  const [, command = tag, count] = /^(\D*?)(?: \d+)??(?: (\d+))?$/.exec(tag) ?? []
  const isRead = READING.has(command) && (hasRows || command !== 'SELECT')
  return { command, affectedRows: count === undefined || isRead ? null : Number(count) }
}
