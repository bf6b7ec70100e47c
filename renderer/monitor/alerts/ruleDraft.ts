import { type AlertMetric, alertMetrics } from '../../../contract/alertMetrics.ts'
import type { AlertRule } from '../../../contract/alerts.ts'

/** A rule as it is typed. */
export type RuleDraft = Omit<AlertRule, 'threshold' | 'clearAt' | 'forS'> & {
  readonly threshold: string
  readonly clearAt: string
  readonly forS: string
}

export type RuleProblem = 'number' | 'clearAt'
export type RuleProblems = Partial<Record<'threshold' | 'clearAt' | 'forS', RuleProblem>>

export const newRule = (id: string): AlertRule => ({
  id,
  metric: 'waiting',
  isAbove: true,
  threshold: 5,
  clearAt: 2,
  forS: 30,
  poolId: null,
  severity: 'warning',
  isEnabled: true,
  notifies: false,
})

export const draftOf = ({ threshold, clearAt, forS, ...rule }: AlertRule): RuleDraft => ({
  ...rule,
  threshold: String(threshold),
  clearAt: String(clearAt),
  forS: String(forS),
})

/** Another metric has other limits; a state is so or not. */
export function withMetric(draft: RuleDraft, metric: AlertMetric): RuleDraft {
  if (alertMetrics[metric] === alertMetrics[draft.metric]) return { ...draft, metric }
  const [threshold, clearAt] = USUAL_LIMITS[alertMetrics[metric]]
  return { ...draft, metric, isAbove: true, threshold: String(threshold), clearAt: String(clearAt) }
}

const USUAL_LIMITS = {
  state: [0, 0],
  count: [5, 2],
  percent: [90, 70],
  ms: [1_000, 500],
  s: [300, 300],
  rate: [100, 80],
} as const

/** The rule that was typed, or what is wrong with it. */
export function ruleOf(draft: RuleDraft): { rule: AlertRule } | { problems: RuleProblems } {
  const problems: RuleProblems = {}
  const read = (name: 'threshold' | 'clearAt' | 'forS'): number => {
    const typed = draft[name].trim()
    const value = Number(typed)
    const isFine = typed !== '' && value >= 0 && value <= (name === 'forS' ? 86_400 : 1e9)
    if (!isFine) problems[name] = 'number'
    return value
  }
  const threshold = read('threshold')
  const clearAt = read('clearAt')
  const forS = read('forS')
  const isBehind = draft.isAbove ? clearAt <= threshold : clearAt >= threshold
  if (!problems.threshold && !problems.clearAt && !isBehind) problems.clearAt = 'clearAt'
  if (Object.keys(problems).length > 0) return { problems }
  return { rule: { ...draft, threshold, clearAt, forS } }
}
