import { Copy, Square } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Plan } from '../../contract/plans.ts'
import { formatDuration } from '../results/formatAmounts.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorText } from '../ui/ErrorText.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import { Splitter } from '../ui/Splitter.tsx'
import { lazyComponent } from '../ui/lazyComponent.tsx'
import { toast } from '../ui/toast.ts'
import { useElapsedMs } from '../ui/useElapsedMs.ts'
import { allNodes, measureOf, shares, slowestNode } from './planFigures.ts'
import { PlanDetail } from './PlanDetail.tsx'
import styles from './PlanPanel.module.css'
import { PlanSource } from './PlanSource.tsx'
import { PlanSummary } from './PlanSummary.tsx'
import { PlanTree } from './PlanTree.tsx'
import { cancelPlan, usePlan, usePlanWay, type PlanState, type PlanWay } from './plansStore.ts'

const PlanGraphView = lazyComponent(
  async () => (await import('./PlanGraphView.tsx')).PlanGraphView,
  () => <Skeleton />,
)

const WAYS = ['tree', 'graph'] as const satisfies readonly PlanWay[]

/** The plan that a tab asked for last. */
export function PlanPanel({ tabId }: { tabId: string }) {
  const state = usePlan(tabId)
  if (!state) return null
  const { outcome } = state
  if (outcome.kind === 'asking') return <Asking tabId={tabId} state={state} />
  if (outcome.kind === 'failed')
    return (
      <div className={styles.failed} role="alert">
        <ErrorText error={outcome.error} />
      </div>
    )
  return <PlanView key={state.startedAtMs} plan={outcome.plan} />
}

function Asking({ tabId, state }: { tabId: string; state: PlanState }) {
  const text = useText()
  const elapsedMs = useElapsedMs(state.startedAtMs)
  return (
    <div className={styles.asking} role="status">
      <Spinner />
      {text(state.isMeasured ? 'plans.measuring' : 'plans.asking', {
        time: formatDuration(elapsedMs),
      })}
      <Button icon={Square} onClick={() => cancelPlan(tabId)}>
        {text('plans.stop')}
      </Button>
    </div>
  )
}

function PlanView({ plan }: { plan: Plan }) {
  const text = useText()
  const [isSource, setSource] = useState(false)
  const { way, choose } = usePlanWay()
  const figures = useMemo(() => {
    const measure = measureOf(plan)
    return { measure, shares: shares(plan, measure), slowest: slowestNode(plan, measure) }
  }, [plan])
  const [chosenId, setChosenId] = useState(() => figures.slowest?.id ?? plan.roots[0]?.id ?? 0)
  const chosen = allNodes(plan).find(({ id }) => id === chosenId)
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(plan.source.text)
      toast(text('common.copied'))
    } catch (error) {
      toast(text('results.copyFailed', { reason: (error as Error).message }), 'error')
    }
  }
  return (
    <div className={styles.panel}>
      <div className={styles.bar}>
        <PlanSummary plan={plan} figures={figures} onChoose={setChosenId} />
        <div className={styles.ways}>
          {WAYS.map((each) => (
            <Button
              key={each}
              variant="quiet"
              aria-pressed={!isSource && way === each}
              onClick={() => {
                setSource(false)
                choose(each)
              }}
            >
              {text(`plans.${each}`)}
            </Button>
          ))}
          <Button variant="quiet" aria-pressed={isSource} onClick={() => setSource(true)}>
            {text('plans.source', { format: plan.source.format.toUpperCase() })}
          </Button>
          <IconButton
            icon={Copy}
            label={text('plans.copySource', { format: plan.source.format.toUpperCase() })}
            onClick={() => void copy()}
          />
        </div>
      </div>
      {isSource ? (
        <PlanSource source={plan.source} />
      ) : (
        <Splitter
          direction="horizontal"
          label={text('plans.detailWidth')}
          firstSize="74%"
          firstMinSize={320}
          secondMinSize={200}
          first={
            way === 'graph' ? (
              <PlanGraphView {...{ plan, figures, chosenId }} onChoose={setChosenId} />
            ) : (
              <PlanTree plan={plan} figures={figures} chosenId={chosenId} onChoose={setChosenId} />
            )
          }
          second={chosen ? <PlanDetail plan={plan} node={chosen} figures={figures} /> : null}
        />
      )}
    </div>
  )
}
