import type { StatementFigures } from '../../contract/statements.ts'

export const STATEMENT_COLUMNS = ['count', 'total', 'mean', 'slowest', 'rows', 'errors'] as const
export type StatementColumn = (typeof STATEMENT_COLUMNS)[number]

export function figureOf(figures: StatementFigures, column: StatementColumn): number {
  switch (column) {
    case 'count':
      return figures.count
    case 'total':
      return figures.totalMs
    case 'mean':
      return figures.totalMs / Math.max(1, figures.count)
    case 'slowest':
      return figures.slowestMs
    case 'rows':
      return figures.rowCount
    case 'errors':
      return figures.errorCount
  }
}

/** The greatest first. */
export const inOrder = (
  statements: readonly StatementFigures[],
  column: StatementColumn,
): StatementFigures[] => statements.toSorted((a, b) => figureOf(b, column) - figureOf(a, column))
