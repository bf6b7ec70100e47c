import type { HistoryEntry } from '../../contract/workspace.ts'
import type { Logger } from '../logger.ts'
import { joinStatements } from './joinStatements.ts'

export type RunHistory = {
  addToHistory: (entry: Omit<HistoryEntry, 'id'>) => void
  logger: Logger
}

type RanStatements = Omit<HistoryEntry, 'id' | 'sql'> & { statements: readonly string[] }

/** Adds what was run to the history. Never throws: that must not make a failure of a success. */
export function rememberRun(
  { statements, ...ran }: RanStatements,
  { addToHistory, logger }: RunHistory,
): void {
  try {
    addToHistory({ ...ran, sql: joinStatements(statements) })
  } catch (error) {
    // Such as a full disk.
    logger.error({ err: error }, 'A run could not be added to the history.')
  }
}
