import { X } from 'lucide-react'
import type { ColumnStatistics } from '../../../contract/frames.ts'
import { useText } from '../../text/text.ts'
import { LazyHistogram } from '../../ui/charts/LazyHistogram.tsx'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Select } from '../../ui/Select.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { useElapsedMs } from '../../ui/useElapsedMs.ts'
import { formatCount, formatDuration } from '../formatAmounts.ts'
import type { ResultState } from '../runState.ts'
import styles from './StatisticsPanel.module.css'
import { nameOf } from './GroupDialog.tsx'
import { useStatistics } from './useStatistics.ts'

type StatisticsPanelProps = {
  /** As it is shown: the rows that its view has. */
  result: ResultState
  column: number
  onColumn: (column: number) => void
  /** Shows only the rows with this value. */
  onFilter: (value: string) => void
  onClose: () => void
}

/** What a column holds, beside the grid: figures, a histogram, and its most frequent values. */
export function StatisticsPanel({
  result,
  column,
  onColumn,
  onFilter,
  onClose,
}: StatisticsPanelProps) {
  const text = useText()
  const state = useStatistics(result.resultId, column)
  const elapsedMs = useElapsedMs(state.kind === 'loading' ? state.startedAtMs : null)
  return (
    <aside className={styles.panel} aria-label={text('analysis.statistics')} data-pane>
      <header className={styles.header}>
        <Select
          label={text('analysis.statisticsColumn')}
          isLabelHidden
          value={String(column)}
          options={result.columns.map(({ name }, index) => ({
            value: String(index),
            label: nameOf(name, index, text),
          }))}
          onChange={(chosen) => onColumn(Number(chosen))}
        />
        <IconButton icon={X} label={text('analysis.closeStatistics')} onClick={onClose} />
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keys */}
      <div className={styles.body} tabIndex={0}>
        {state.kind === 'loading' && (
          <p role="status" className={styles.loading}>
            <Spinner /> {text('analysis.working', { time: formatDuration(elapsedMs) })}
          </p>
        )}
        {state.kind === 'failed' && <ErrorText error={state.error} />}
        {state.kind === 'known' && <Statistics statistics={state.statistics} onFilter={onFilter} />}
      </div>
    </aside>
  )
}

type StatisticsProps = { statistics: ColumnStatistics; onFilter: (value: string) => void }

function Statistics({ statistics, onFilter }: StatisticsProps) {
  const text = useText()
  const { rowCount, nullCount, nanCount, distinctCount, quantiles, histogram, top } = statistics
  const counts: [string, string][] = [
    [text('analysis.rows'), formatCount(rowCount)],
    [text('analysis.nulls'), shareText(nullCount, rowCount)],
    ...(nanCount > 0 ? [['NaN', shareText(nanCount, rowCount)] as [string, string]] : []),
    [text('analysis.distinct'), formatCount(distinctCount)],
  ]
  const figures = (
    [
      [text('analysis.min'), statistics.min],
      ...quantiles.map(({ ratio, value }): [string, string] => [
        // No word for the one in the middle: the median may lie between two values, and this is one.
        `${Math.round(ratio * 100)} %`,
        value,
      ]),
      [text('analysis.max'), statistics.max],
      [text('analysis.mean'), statistics.mean],
      [text('analysis.std'), statistics.std],
    ] as [string, string | null][]
  ).filter((entry): entry is [string, string] => entry[1] !== null)
  return (
    <>
      <Figures entries={counts} />
      <Figures entries={figures} />
      {histogram.length > 1 && (
        <section>
          <h2 className={styles.heading}>{text('analysis.histogram')}</h2>
          <LazyHistogram
            label={text('analysis.histogram')}
            bins={histogram.map(({ from, to, rowCount: count }) => ({
              label: from === to ? from : `${from} – ${to}`,
              from,
              to,
              count,
            }))}
            format={(count) => text('results.rows', { count })}
          />
        </section>
      )}
      {top.length > 0 && (
        <section>
          <h2 className={styles.heading}>{text('analysis.topValues')}</h2>
          {top[0]!.rowCount === 1 && <p className={styles.note}>{text('analysis.allDiffer')}</p>}
          <ul className={styles.top}>
            {top
              .filter(({ rowCount: count }) => count > 1)
              .map(({ value, rowCount: count }) => (
                <li key={value}>
                  <button
                    type="button"
                    className={styles.value}
                    title={text('analysis.filterByValue', { value: value.slice(0, 200) })}
                    onClick={() => onFilter(value)}
                  >
                    <span className={styles.valueText}>
                      {value === '' ? "''" : value.slice(0, 200)}
                    </span>
                    <span className={styles.count}>{formatCount(count)}</span>
                  </button>
                </li>
              ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Figures({ entries }: { entries: readonly (readonly [string, string])[] }) {
  return (
    <dl className={styles.figures}>
      {entries.map(([label, value]) => (
        <div key={label} className={styles.figure}>
          <dt>{label}</dt>
          <dd title={value}>{value.slice(0, 200)}</dd>
        </div>
      ))}
    </dl>
  )
}

const shareText = (count: number, total: number): string =>
  count === 0 || total === 0
    ? formatCount(count)
    : `${formatCount(count)} (${((count / total) * 100).toFixed(1)} %)`
