import type { ExportProgress } from '../../contract/exports.ts'
import { useText, type Text } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { ErrorText } from '../ui/ErrorText.tsx'
import styles from './ExportOutcome.module.css'
import { formatBytes, formatDuration } from './formatAmounts.ts'
import { timeLeftMs } from './timeLeftMs.ts'
import type { ExportState } from './useExport.ts'

type ExportOutcomeProps = {
  state: Exclude<ExportState, { kind: 'choosing' }>
  target: 'download' | 'file'
  /** No more rows come, so that the time left can be told. */
  isTotalFinal: boolean
}

/** How far an export is, and how it ended. */
export function ExportOutcome({ state, target, isTotalFinal }: ExportOutcomeProps) {
  const text = useText()
  switch (state.kind) {
    case 'running':
      return <Progress progress={state.progress} isTotalFinal={isTotalFinal} />
    case 'done': {
      const { writtenRows, writtenBytes, elapsedMs, path } = state.progress
      const done = text('results.exportDone', {
        rows: text('results.rows', { count: writtenRows }),
        time: formatDuration(elapsedMs),
        size: formatBytes(writtenBytes),
      })
      return (
        <Banner severity="success">
          <p>{done}</p>
          <p className={styles.path}>
            {target === 'file' && path !== null
              ? text('results.exportDoneTo', { path })
              : text('results.exportDownloaded')}
          </p>
        </Banner>
      )
    }
    case 'cancelled':
      return <Banner severity="info">{text('results.exportCancelled')}</Banner>
    case 'failed':
      return (
        <Banner severity="error">
          <p>{text('results.exportFailed')}</p>
          <ErrorText error={state.error} />
        </Banner>
      )
  }
}

function Progress({
  progress,
  isTotalFinal,
}: {
  progress: ExportProgress | null
  isTotalFinal: boolean
}) {
  const text = useText()
  const share = progress?.totalRows ? progress.writtenRows / progress.totalRows : undefined
  return (
    <div className={styles.progress}>
      <progress aria-label={text('results.exportProgress')} max={1} value={share} />
      <p className={styles.figures}>
        {progress
          ? progressTexts(progress, isTotalFinal, text).join(' · ')
          : text('results.exportWaiting')}
      </p>
    </div>
  )
}

function progressTexts(progress: ExportProgress, isTotalFinal: boolean, text: Text): string[] {
  const { writtenRows, totalRows, writtenBytes, elapsedMs } = progress
  const rows = (count: number): string => text('results.rows', { count })
  const perSecond = elapsedMs > 0 ? Math.round((writtenRows * 1_000) / elapsedMs) : 0
  const leftMs = isTotalFinal ? timeLeftMs(progress) : null
  return [
    totalRows === null
      ? rows(writtenRows)
      : `${rows(writtenRows)} ${text('results.exportTotal', { rows: rows(totalRows) })}`,
    formatBytes(writtenBytes),
    text('results.exportRate', { rows: rows(perSecond) }),
    formatDuration(elapsedMs),
    ...(leftMs === null ? [] : [text('results.exportLeft', { time: formatDuration(leftMs) })]),
  ]
}
