import { Eraser } from 'lucide-react'
import { useState } from 'react'
import type { StatementFigures } from '../../contract/statements.ts'
import { api } from '../api/api.ts'
import { formatCount } from '../results/formatAmounts.ts'
import { formatMs } from '../plans/formatPlan.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { useText, type TextKey } from '../text/text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { toast } from '../ui/toast.ts'
import { DetailPart } from './DetailPart.tsx'
import styles from './SlowStatements.module.css'
import { figureOf, inOrder, STATEMENT_COLUMNS, type StatementColumn } from './statementOrder.ts'

const HEADINGS: Record<StatementColumn, TextKey> = {
  count: 'statements.count',
  total: 'statements.total',
  mean: 'statements.mean',
  slowest: 'statements.slowest',
  rows: 'statements.rows',
  errors: 'statements.errors',
}

type StatementListProps = {
  poolId: string
  /** Undefined: they have not come yet. */
  figures: readonly StatementFigures[] | undefined
}

/** What ran on a pool, each statement once: how often, how long, for how many rows. */
export function StatementList({ poolId, figures }: StatementListProps) {
  const text = useText()
  const [sorted, setSorted] = useState<StatementColumn>('total')
  const clear = (): void => {
    api
      .call('statements.clear', { poolId })
      .catch((error: Error) => toast(errorLine(error), 'error'))
  }
  return (
    <DetailPart
      title={text('statements.title')}
      count={figures?.length}
      noneText={text('statements.none')}
      actions={<IconButton icon={Eraser} label={text('statements.clear')} onClick={clear} />}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{text('statements.statement')}</th>
            {STATEMENT_COLUMNS.map((column) => (
              <th
                key={column}
                scope="col"
                className={styles.number}
                aria-sort={sorted === column ? 'descending' : 'none'}
              >
                <button type="button" className={styles.sort} onClick={() => setSorted(column)}>
                  {text(HEADINGS[column])}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {inOrder(figures ?? [], sorted).map((each) => (
            <tr key={each.sql}>
              <td className={styles.statement} title={each.sql}>
                {each.sql}
              </td>
              {STATEMENT_COLUMNS.map((column) => (
                <td key={column} className={styles.number}>
                  {shown(column, figureOf(each, column))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </DetailPart>
  )
}

const shown = (column: StatementColumn, figure: number): string =>
  column === 'total' || column === 'mean' || column === 'slowest'
    ? formatMs(figure)
    : formatCount(figure)
