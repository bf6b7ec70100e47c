import { TriangleAlert } from 'lucide-react'
import type { Plan, PlanFact, PlanNode } from '../../contract/plans.ts'
import { formatCount } from '../results/formatAmounts.ts'
import { useText, type Text } from '../text/text.ts'
import { formatCost, formatFactor, formatMs, formatShare } from './formatPlan.ts'
import styles from './PlanDetail.module.css'
import { misestimateOf, totalRows, type PlanFigures } from './planFigures.ts'
import { warningText } from './warningText.ts'

type PlanDetailProps = { plan: Plan; node: PlanNode; figures: PlanFigures }

/** All that is known of the chosen step, and of the plan as a whole. */
export function PlanDetail({ plan, node, figures }: PlanDetailProps) {
  const text = useText()
  return (
    <aside
      className={styles.detail}
      aria-label={text('plans.detail')}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
      tabIndex={0}
      data-pane
    >
      <p className={styles.title}>{node.kind}</p>
      {node.object && <p className={styles.object}>{node.object}</p>}
      {node.warnings.map((warning) => (
        <p key={warning.kind + warning.detail} className={styles.warning}>
          <TriangleAlert size={14} aria-hidden />
          <span>{warningText(warning, text)}</span>
        </p>
      ))}
      <Facts facts={figuresOf(node, figures, text)} />
      {node.conditions.map(({ name, text: written }) => (
        <section key={name} className={styles.condition}>
          <p>{name}</p>
          <pre>{written}</pre>
        </section>
      ))}
      <Facts facts={[...pagesOf(node, text), ...node.details]} />
      <Whole plan={plan} text={text} />
    </aside>
  )
}

/** Settings, triggers, and the time that planning took. */
function Whole({ plan: { planningMs, details }, text }: { plan: Plan; text: Text }) {
  const planning =
    planningMs === null
      ? []
      : [{ name: text('plans.planning'), text: `${formatMs(planningMs)} ms` }]
  const facts = [...planning, ...details]
  if (facts.length === 0) return null
  return (
    <>
      <p className={styles.heading}>{text('plans.whole')}</p>
      <Facts facts={facts} />
    </>
  )
}

function Facts({ facts }: { facts: readonly PlanFact[] }) {
  if (facts.length === 0) return null
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, text }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}

function figuresOf(node: PlanNode, { measure, shares }: PlanFigures, text: Text): PlanFact[] {
  const facts: PlanFact[] = []
  const add = (name: string, value: number | null, format: (value: number) => string): void => {
    if (value !== null) facts.push({ name, text: format(value) })
  }
  const { loops, estimatedRows, actualRows } = node
  if (measure) add(text('plans.column-share'), shares.get(node.id) ?? 0, formatShare)
  add(text('plans.ownTime'), node.selfMs, (ms) => `${formatMs(ms)} ms`)
  add(text('plans.totalTime'), node.totalMs, (ms) => `${formatMs(ms)} ms`)
  add(text('plans.ownCost'), node.selfCost, formatCost)
  add(text('plans.totalCost'), node.totalCost, formatCost)
  add(text('plans.column-rows'), totalRows(actualRows, loops), formatCount)
  add(text('plans.column-expected'), totalRows(estimatedRows, loops || 1), formatCount)
  const misestimate = misestimateOf(node)
  if (misestimate)
    facts.push({
      name: text('plans.misestimate'),
      text: text(misestimate.direction === 'more' ? 'plans.timesMore' : 'plans.timesFewer', {
        factor: formatFactor(misestimate.factor),
      }),
    })
  add(text('plans.column-loops'), loops, formatCount)
  return facts
}

function pagesOf({ buffers }: PlanNode, text: Text): PlanFact[] {
  if (!buffers) return []
  const pages = [
    [text('plans.pagesHit'), buffers.hitPages],
    [text('plans.pagesRead'), buffers.readPages],
    [text('plans.pagesDirtied'), buffers.dirtiedPages],
    [text('plans.pagesWritten'), buffers.writtenPages],
    [text('plans.pagesTemporary'), buffers.temporaryPages],
  ] as const
  return pages.flatMap(([name, count]) => (count > 0 ? [{ name, text: formatCount(count) }] : []))
}
