import { Flame, Undo2 } from 'lucide-react'
import type { Plan } from '../../contract/plans.ts'
import { useText } from '../text/text.ts'
import { formatMs, formatShare } from './formatPlan.ts'
import { allNodes, misestimateOf, type PlanFigures } from './planFigures.ts'
import styles from './PlanPanel.module.css'
import { slowestText } from './slowestText.ts'

type PlanSummaryProps = {
  plan: Plan
  figures: PlanFigures
  onChoose: (id: number) => void
}

/** What the plan took as a whole, and what in it deserves a look. */
export function PlanSummary({ plan, figures, onChoose }: PlanSummaryProps) {
  const text = useText()
  const { slowest, measure, shares } = figures
  const misled = allNodes(plan).filter((node) => misestimateOf(node) !== null)
  return (
    <div className={styles.summary} role="status" aria-label={text('plans.summary')}>
      <span className={styles.kind}>
        {text(plan.isMeasured ? 'plans.measured' : 'plans.estimated')}
      </span>
      {plan.executionMs !== null && (
        <span>{text('plans.executedIn', { time: formatMs(plan.executionMs) })}</span>
      )}
      {plan.isUndone && (
        <span className={styles.undone}>
          <Undo2 size={14} aria-hidden /> {text('plans.undone')}
        </span>
      )}
      {slowest && (
        <button type="button" className={styles.slowest} onClick={() => onChoose(slowest.id)}>
          <Flame size={14} aria-hidden />
          {text(slowestText(measure))}: {slowest.kind}
          {slowest.object && ` ${slowest.object}`}
          {measure && ` (${formatShare(shares.get(slowest.id) ?? 0)})`}
        </button>
      )}
      {misled[0] && (
        <button type="button" className={styles.misled} onClick={() => onChoose(misled[0]!.id)}>
          {text('plans.misestimates', { count: misled.length })}
        </button>
      )}
    </div>
  )
}
