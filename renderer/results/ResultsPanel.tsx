import { CircleAlert, Download } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { ExportDialog } from './ExportDialog.tsx'
import { Messages } from './Messages.tsx'
import { NoResult } from './NoResult.tsx'
import styles from './ResultsPanel.module.css'
import { shownResult, useArrangement } from './arrangementsStore.ts'
import { ResultStatus } from './ResultStatus.tsx'
import { RowSearch } from './RowSearch.tsx'
import { MESSAGES_VIEW, resultInView } from './resultViews.ts'
import { runAgain, selectView, useRun, useView } from './runsStore.ts'
import type { ResultState, Run } from './runState.ts'

const ResultGrid = lazy(async () => ({
  default: (await import('../grid/ResultGrid.tsx')).ResultGrid,
}))

type ResultsPanelProps = {
  tabId: string
  /** The tab's title; names the file of an export. */
  title: string
  /** Shows a place of a statement in the editor. */
  onGoTo: (index: number, offset: number) => void
}

/** What the last run of a tab gave: a view for each result, and the messages. */
export function ResultsPanel({ tabId, title, onGoTo }: ResultsPanelProps) {
  const text = useText()
  const run = useRun(tabId)
  const view = useView(tabId)
  const [exporting, setExporting] = useState<ResultState | null>(null)
  const shown = resultInView(run, view)
  const arrangement = useArrangement(shown?.resultId)
  if (!run) return <NoResult />

  return (
    <div className={styles.panel} data-pane>
      <Tabs
        label={text('results.views')}
        value={shown ? view : MESSAGES_VIEW}
        onChange={(chosen) => selectView(tabId, chosen)}
        tabs={[
          ...run.results.map((result) => ({
            id: result.resultId,
            label: text('results.result', { number: result.number }),
            content: (
              <Suspense fallback={<Skeleton />}>
                <ResultGrid result={result} />
              </Suspense>
            ),
          })),
          {
            id: MESSAGES_VIEW,
            label: <MessagesLabel run={run} />,
            content: <Messages run={run} onGoTo={onGoTo} onRunAgain={() => runAgain(tabId)} />,
          },
        ]}
        actions={
          <div className={styles.actions}>
            {shown && shown.columns.length > 0 && (
              <RowSearch
                key={shown.resultId}
                resultId={shown.resultId}
                initial={arrangement.search}
              />
            )}
            <ResultStatus run={run} view={shown ? view : MESSAGES_VIEW} />
            <Button
              variant="quiet"
              icon={Download}
              disabled={!shown || shown.columns.length === 0}
              onClick={() => setExporting(shown ? shownResult(shown, arrangement) : null)}
            >
              {text('results.export')}
            </Button>
          </div>
        }
      />
      {exporting && (
        <ExportDialog
          source={{
            kind: 'result',
            result: run.results.find(isSameAs(exporting)) ?? exporting,
          }}
          title={title}
          profileId={run.profileId}
          onClose={() => setExporting(null)}
        />
      )}
    </div>
  )
}

const isSameAs =
  ({ resultId }: ResultState) =>
  (other: ResultState): boolean =>
    other.resultId === resultId

function MessagesLabel({ run }: { run: Run }) {
  const text = useText()
  const hasError = run.messages.some(({ kind }) => kind === 'failed' || kind === 'refused')
  return (
    <span className={styles.label} data-error={hasError || undefined}>
      {hasError && <CircleAlert size={14} aria-hidden />}
      {text('results.messages')}
    </span>
  )
}
