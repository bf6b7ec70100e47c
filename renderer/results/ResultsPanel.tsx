import type { CellBlock } from '../../contract/cellBlocks.ts'
import { ChartLine, CircleAlert, Download, Pin, PinOff, Table2 } from 'lucide-react'
import { useCallback, useState } from 'react'
import { showChart, useIsChartShown } from '../charts/chartsStore.ts'
import { useChartCommand } from '../charts/useChartCommand.ts'
import { hidePlan, showPlan, useIsPlanInFront, usePlan } from '../plans/plansStore.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { AnalysisDialogs } from './analysis/AnalysisDialogs.tsx'
import { columnAnalysisEntries } from './analysis/analysisEntries.ts'
import { AnalysisMenu } from './analysis/AnalysisMenu.tsx'
import { ColumnStatisticsPane } from './analysis/ColumnStatisticsPane.tsx'
import type { EditedResult } from '../edits/applyEdits.ts'
import { useResultEdits } from '../edits/editsStore.ts'
import { isEmptyStage } from '../edits/stage.ts'
import { exportTableName } from './exportFileName.ts'
import { ExportDialog } from './ExportDialog.tsx'
import { Messages } from './Messages.tsx'
import { NoResult, type NoResultProps } from './NoResult.tsx'
import styles from './ResultsPanel.module.css'
import { shownResult, useArrangement } from './arrangementsStore.ts'
import { KeptStatus, ResultStatus } from './ResultStatus.tsx'
import { RowSearch } from './RowSearch.tsx'
import { StaleBanner } from './StaleBanner.tsx'
import { statementLine } from './keptResults.ts'
import { isFromOrigin, useOrigin } from './originsStore.ts'
import { MESSAGES_VIEW, PLAN_VIEW, resultInView } from './resultViews.ts'
import {
  pinResult,
  runAgain,
  selectView,
  unpinResult,
  useKept,
  usePinnedIds,
  useRun,
  useView,
} from './runsStore.ts'
import { useResultCommands } from './useResultCommands.ts'
import type { ResultState, Run } from './runState.ts'
import { lazyComponent } from '../ui/lazyComponent.tsx'

const ChartView = lazyComponent(
  async () => (await import('../charts/ChartView.tsx')).ChartView,
  () => <Skeleton />,
)

const PlanPanel = lazyComponent(
  async () => (await import('../plans/PlanPanel.tsx')).PlanPanel,
  () => <Skeleton />,
)

const ResultGrid = lazyComponent(
  async () => (await import('../grid/ResultGrid.tsx')).ResultGrid,
  () => <Skeleton />,
)

type ResultsPanelProps = {
  tabId: string
  /** Of the tab now, which need not be that of its results. */
  profileId: string | null
  /** The tab's title; names the file of an export. */
  title: string
  /** Shows a place of a statement in the editor. */
  onGoTo: (index: number, offset: number) => void
  onRunGone: NoResultProps['onRunGone']
}

/** What the last run of a tab gave: a view for each result, and the messages. */
export function ResultsPanel({ tabId, profileId, title, onGoTo, onRunGone }: ResultsPanelProps) {
  const text = useText()
  const run = useRun(tabId)
  const view = useView(tabId)
  const [exporting, setExporting] = useState<Exporting | null>(null)
  const kept = useKept(tabId)
  const origin = useOrigin(tabId)
  const pinnedIds = usePinnedIds(tabId)
  const isChart = useIsChartShown(tabId)
  useChartCommand(tabId, run !== undefined)
  const hasPlan = usePlan(tabId) !== undefined
  const isPlanShown = useIsPlanInFront(tabId, run?.runId ?? null)
  const keptInView = isPlanShown ? undefined : kept.find(({ result }) => result.resultId === view)
  const shown = isPlanShown ? undefined : (keptInView?.result ?? resultInView(run, view))
  const arrangement = useArrangement(shown?.resultId)
  const dialogs = (
    <AnalysisDialogs
      tabId={tabId}
      profileId={profileId ?? ''}
      result={shown && shownResult(shown, arrangement)}
    />
  )
  const isPinned =
    keptInView !== undefined || (shown !== undefined && pinnedIds.includes(shown.resultId))
  const startExport = useCallback(
    () => setExporting(shown ? { result: shownResult(shown, arrangement) } : null),
    [shown, arrangement],
  )
  const isStaged = !isEmptyStage(useResultEdits(shown?.resultId ?? '').history.present)
  useResultCommands({ tabId, result: shown, isPinned, onExport: startExport })
  const planTabs = hasPlan
    ? [{ id: PLAN_VIEW, label: text('plans.plan'), content: <PlanView tabId={tabId} /> }]
    : []
  if (!run && hasPlan)
    return (
      <div className={styles.panel} data-pane>
        <Tabs label={text('results.views')} value={PLAN_VIEW} onChange={() => {}} tabs={planTabs} />
        {dialogs}
      </div>
    )
  if (!run)
    return (
      <>
        <NoResult tabId={tabId} onRunGone={onRunGone} />
        {dialogs}
      </>
    )

  return (
    <div className={styles.panel} data-pane>
      <Tabs
        label={text('results.views')}
        value={isPlanShown ? PLAN_VIEW : shown ? view : MESSAGES_VIEW}
        onChange={(chosen) => {
          if (chosen === PLAN_VIEW) return showPlan(tabId, run.runId)
          hidePlan(tabId)
          selectView(tabId, chosen)
        }}
        tabs={[
          ...[
            ...kept,
            ...run.results.map((result) => ({ result, statement: null, profileId: run.profileId })),
          ].map(({ result, statement, profileId: source }) => ({
            id: result.resultId,
            label: (
              <ResultLabel
                number={result.number}
                title={result.title}
                statement={statement}
                isPinned={statement !== null || pinnedIds.includes(result.resultId)}
              />
            ),
            content: (
              <div className={styles.result}>
                {result.stale && (
                  <StaleBanner stale={result.stale} onRunAgain={() => runAgain(tabId)} />
                )}
                <div className={styles.rows}>
                  {isChart && result.columns.length > 0 ? (
                    <ChartView tabId={tabId} result={result} title={title} />
                  ) : (
                    <ResultGrid
                      result={result}
                      profileId={source}
                      origin={
                        origin && statement === null && isFromOrigin(origin, run, result.index)
                          ? origin
                          : undefined
                      }
                      tableName={exportTableName(title)}
                      edited={
                        statement === null ? editedResult(result, run, { tabId, title }) : null
                      }
                      columnEntries={(column) => columnAnalysisEntries(tabId, column, text)}
                      onExport={(shownRows, block) => setExporting({ result: shownRows, block })}
                    />
                  )}
                </div>
              </div>
            ),
          })),
          ...planTabs,
          {
            id: MESSAGES_VIEW,
            isSticky: true,
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
            {keptInView ? (
              <KeptStatus kept={keptInView} />
            ) : (
              <ResultStatus run={run} view={shown ? view : MESSAGES_VIEW} />
            )}
            {shown && (
              <PinButton
                isPinned={isPinned}
                onPin={() => pinResult(tabId, shown.resultId)}
                onUnpin={() => unpinResult(tabId, shown.resultId)}
              />
            )}
            {shown && shown.columns.length > 0 && (
              <Button
                variant="quiet"
                icon={isChart ? Table2 : ChartLine}
                title={text(isChart ? 'charts.showRows' : 'charts.showChart')}
                aria-pressed={isChart}
                onClick={() => showChart(tabId, !isChart)}
              >
                <span>{text('charts.chart')}</span>
              </Button>
            )}
            <AnalysisMenu tabId={tabId} result={shown} />
            <Button
              variant="quiet"
              icon={Download}
              title={text('results.export')}
              disabled={!shown || shown.columns.length === 0}
              onClick={startExport}
            >
              <span>{text('results.export')}</span>
            </Button>
          </div>
        }
      />
      <ColumnStatisticsPane tabId={tabId} result={shown} />
      {dialogs}
      {exporting && (
        <ExportDialog
          source={{
            kind: 'result',
            result: run.results.find(isSameAs(exporting.result)) ?? exporting.result,
            block: exporting.block,
            isStaged,
          }}
          title={title}
          profileId={keptInView?.profileId ?? run.profileId}
          onClose={() => setExporting(null)}
        />
      )}
    </div>
  )
}

function PlanView({ tabId }: { tabId: string }) {
  return <PlanPanel tabId={tabId} />
}

type ResultLabelProps = {
  number: number
  title: string | undefined
  statement: string | null
  isPinned: boolean
}

/** A result of an earlier run is known by its statement, one of the last by its number. */
function ResultLabel({ number, title, statement, isPinned }: ResultLabelProps) {
  const text = useText()
  return (
    <span className={styles.label} title={statement ?? undefined}>
      {isPinned && <Pin size={12} role="img" aria-label={text('results.pinned')} />}
      {statement === null ? (
        (title ?? text('results.result', { number }))
      ) : (
        <span className={styles.statement}>{statementLine(statement)}</span>
      )}
    </span>
  )
}

type PinButtonProps = { isPinned: boolean; onPin: () => void; onUnpin: () => void }

function PinButton({ isPinned, onPin, onUnpin }: PinButtonProps) {
  const text = useText()
  return (
    <IconButton
      icon={isPinned ? PinOff : Pin}
      label={text(isPinned ? 'results.unpinResult' : 'results.pinResult')}
      aria-pressed={isPinned}
      onClick={isPinned ? onUnpin : onPin}
    />
  )
}

/** A result on its way to a file, or some of its cells. */
type Exporting = { readonly result: ResultState; readonly block?: CellBlock }

const isSameAs =
  ({ resultId }: ResultState) =>
  (other: ResultState): boolean =>
    other.resultId === resultId

/** Rows of the last run, whole and of the moment, are those that can be changed. */
function editedResult(
  { resultId, index, state, stale }: ResultState,
  { profileId, statements }: Run,
  { tabId, title }: { tabId: string; title: string },
): EditedResult | null {
  const statement = statements[index]?.text
  if (statement === undefined || state !== 'complete' || stale) return null
  return { tabId, title, profileId, resultId, statement }
}

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
