import type { PlanNode } from '../../contract/plans.ts'
import { formatCount } from '../results/formatAmounts.ts'
import type { Text } from '../text/text.ts'
import { formatFactor, formatShare } from './formatPlan.ts'
import { misestimateOf, type PlanFigures, totalRows } from './planFigures.ts'
import { slowestText } from './slowestText.ts'
import { warningText } from './warningText.ts'

/** What a picture of a plan says of a step. */
export type StepWords = {
  /** `200,000 rows`, `2,000 rows expected`; empty where the server tells neither. */
  readonly rows: string
  /** `↑ 12×`; empty: the estimate was about right, or nothing was measured. */
  readonly factor: string
  /** What the factor means. */
  readonly misestimate: string
  /** `34 %`; empty: the server tells neither times nor costs. */
  readonly share: string
  readonly warnings: string
  /** What signs and colours say, for who does not see them. */
  readonly unseen: string
}

export const MISESTIMATE_TEXTS = {
  more: 'plans.moreThanExpected',
  fewer: 'plans.fewerThanExpected',
} as const

export function stepWords(node: PlanNode, figures: PlanFigures, text: Text): StepWords {
  const misestimate = misestimateOf(node)
  const factor = misestimate && formatFactor(misestimate.factor)
  const words = {
    rows: rowsOf(node, text),
    factor: misestimate ? `${misestimate.direction === 'more' ? '↑' : '↓'} ${factor}` : '',
    misestimate: misestimate
      ? text(MISESTIMATE_TEXTS[misestimate.direction], { factor: factor! })
      : '',
    share: figures.measure ? formatShare(figures.shares.get(node.id) ?? 0) : '',
    warnings: node.warnings.map((warning) => warningText(warning, text)).join(' '),
  }
  const slowest = figures.slowest?.id === node.id ? text(slowestText(figures.measure)) : ''
  const unseen = [node.role, slowest, words.misestimate, words.warnings].filter(Boolean).join('. ')
  return { ...words, unseen }
}

function rowsOf(node: PlanNode, text: Text): string {
  if (node.loops === 0) return text('plans.neverRun')
  const came = totalRows(node.actualRows, node.loops)
  if (came !== null) return text('plans.rowsCame', { count: came })
  const expected = totalRows(node.estimatedRows, 1)
  return expected === null ? '' : text('plans.rowsExpected', { count: formatCount(expected) })
}
