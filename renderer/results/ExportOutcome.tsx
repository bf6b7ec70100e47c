import type { ExportProgress } from '../../contract/exports.ts'
import { useText, type Text } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { ErrorText } from '../ui/ErrorText.tsx'
import styles from './ExportOutcome.module.css'
import { formatBytes, formatDuration } from './formatAmounts.ts'
import type { ExportState } from './useExport.ts'

type ExportOutcomeProps = {
  state: Exclude<ExportState, { kind: 'choosing' }>
  target: 'download' | 'file'
}

/** How far an export is, and how it ended. */
export function ExportOutcome({ state, target }: ExportOutcomeProps) {
  const text = useText()
  switch (state.kind) {
    case 'running':
      return <Progress progress={state.progress} />
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

function Progress({ progress }: { progress: ExportProgress | null }) {
  const text = useText()
  const share =
    progress && progress.totalRows > 0 ? progress.writtenRows / progress.totalRows : null
  return (
    <div className={styles.progress}>
      <progress aria-label={text('results.exportProgress')} max={1} value={share ?? undefined} />
      <p className={styles.figures}>
        {progress ? progressTexts(progress, text).join(' · ') : text('results.exportWaiting')}
      </p>
    </div>
  )
}

function progressTexts(
  { writtenRows, totalRows, writtenBytes, elapsedMs }: ExportProgress,
  text: Text,
): string[] {
  const rows = (count: number): string => text('results.rows', { count })
  const perSecond = elapsedMs > 0 ? Math.round((writtenRows * 1_000) / elapsedMs) : 0
  return [
    `${rows(writtenRows)} ${text('results.exportTotal', { rows: rows(totalRows) })}`,
    formatBytes(writtenBytes),
    text('results.exportRate', { rows: rows(perSecond) }),
    formatDuration(elapsedMs),
  ]
}
