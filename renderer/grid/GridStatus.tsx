import type { ReactNode } from 'react'
import { formatBytes } from '../results/formatAmounts.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import styles from './GridStatus.module.css'
import { summaryParts } from './summaryParts.ts'
import type { CopyState } from './useCopy.ts'
import type { SummaryState } from './useSummary.ts'

type GridStatusProps = {
  cellCount: number
  /** Where the focus is, for as long as one cell is selected. */
  place: string
  summary: SummaryState
  /** What is to be known of the figures, if anything. */
  note: string | null
  copy: CopyState
  onCancelCopy: () => void
  /** At the right end. */
  actions: ReactNode
}

/** A figure of more characters gives way to the others. */
const LONG_FIGURE = 16

/** What is selected and what it comes to. */
export function GridStatus(props: GridStatusProps) {
  const { cellCount, place, summary, note, copy, onCancelCopy, actions } = props
  const text = useText()
  return (
    <div className={styles.bar}>
      <div role="status" aria-label={text('grid.selection')} className={styles.summary}>
        <span>{cellCount > 1 ? text('grid.cells', { count: cellCount }) : place}</span>
        {summary.kind === 'loading' && <Spinner />}
        {summary.kind === 'done' &&
          summaryParts(summary.summary, text).map(({ label, value }) => (
            <span
              key={label}
              className={styles.part}
              data-long={value.length > LONG_FIGURE || undefined}
              title={value}
            >
              {label} <b>{value}</b>
            </span>
          ))}
        {summary.kind === 'done' && note && <span>{note}</span>}
      </div>
      {copy.kind === 'running' && (
        <span className={styles.copying}>
          <Spinner />
          {text('grid.copying', { size: formatBytes(copy.sizeBytes) })}
          <Button variant="quiet" onClick={onCancelCopy}>
            {text('common.cancel')}
          </Button>
        </span>
      )}
      <div className={styles.actions}>{actions}</div>
    </div>
  )
}
