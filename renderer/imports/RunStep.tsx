import type { ImportProgress, RejectedRow } from '../../contract/imports.ts'
import { formatBytes, formatDuration } from '../results/formatAmounts.ts'
import { useSentence } from '../text/sentence.ts'
import { useText, type Text } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { ErrorText } from '../ui/ErrorText.tsx'
import styles from './ImportWizard.module.css'
import { SaveRejects } from './SaveRejects.tsx'
import type { ImportRun } from './useImportRun.ts'

type RunStepProps = {
  run: Exclude<ImportRun, { kind: 'ready' }>
  table: string
  /** What was written before an import ended early is taken back. */
  isUndone: boolean
}

/** How far an import is, and how it ended. */
export function RunStep({ run, table, isUndone }: RunStepProps) {
  const text = useText()
  switch (run.kind) {
    case 'running':
      return <Progress progress={run.progress} />
    case 'done': {
      const { writtenRows, elapsedMs, rejectCount } = run.progress
      return (
        <>
          <Banner severity={rejectCount > 0 ? 'warning' : 'success'}>
            <p>
              {text('imports.done', {
                rows: text('results.rows', { count: writtenRows }),
                time: formatDuration(elapsedMs),
                table,
              })}
            </p>
            {rejectCount > 0 && <p>{text('imports.keptAside', { count: rejectCount })}</p>}
          </Banner>
          <Rejected progress={run.progress} table={table} />
        </>
      )
    }
    case 'cancelled':
      return (
        <Banner severity="info">
          {text(isUndone ? 'imports.cancelled' : 'imports.cancelledStays')}
        </Banner>
      )
    case 'failed':
      return (
        <>
          <Banner severity="error">
            <p>{text('imports.failed')}</p>
            <ErrorText error={run.error} />
          </Banner>
          {run.progress && <Rejected progress={run.progress} table={table} />}
        </>
      )
  }
}

/** The rows that were not stored, and the way to have them. */
function Rejected({ progress, table }: { progress: ImportProgress; table: string }) {
  const { importId, rejects, rejectCount } = progress
  if (rejectCount === 0) return null
  return (
    <div className={styles.rejected}>
      <RejectList rejects={rejects} />
      <SaveRejects importId={importId} table={table} />
    </div>
  )
}

export function RejectList({ rejects }: { rejects: readonly RejectedRow[] }) {
  const text = useText()
  const say = useSentence()
  if (rejects.length === 0) return null
  return (
    <ol className={styles.rejects} aria-label={text('imports.rejects')}>
      {rejects.map(({ line, reason }) => (
        <li key={line}>
          <span>{text('imports.line', { line })}</span>
          {say(reason)}
        </li>
      ))}
    </ol>
  )
}

function Progress({ progress }: { progress: ImportProgress | null }) {
  const text = useText()
  const share =
    progress && progress.totalBytes > 0 ? progress.readBytes / progress.totalBytes : null
  return (
    <div className={styles.progress}>
      <progress aria-label={text('imports.progress')} max={1} value={share ?? undefined} />
      <p className={styles.dim}>
        {progress && share !== null
          ? progressTexts(progress, share, text).join(' · ')
          : text('imports.starting')}
      </p>
    </div>
  )
}

function progressTexts(
  { writtenRows, readBytes, totalBytes, elapsedMs }: ImportProgress,
  share: number,
  text: Text,
): string[] {
  const rows = (count: number): string => text('results.rows', { count })
  const perSecond = elapsedMs > 0 ? Math.round((writtenRows * 1_000) / elapsedMs) : 0
  const leftMs = share > 0 ? (elapsedMs * (1 - share)) / share : null
  return [
    rows(writtenRows),
    text('imports.bytesOf', { done: formatBytes(readBytes), total: formatBytes(totalBytes) }),
    text('results.exportRate', { rows: rows(perSecond) }),
    ...(leftMs === null ? [] : [text('imports.timeLeft', { time: formatDuration(leftMs) })]),
  ]
}
