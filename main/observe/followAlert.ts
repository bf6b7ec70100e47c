import type { AlertRule } from '../../contract/alerts.ts'

/** How a rule stands with a pool, and since when the figure asks for the other. */
export type AlertState = {
  readonly isRaised: boolean
  /** Clear: beyond the threshold since then. Raised: back since then. Null: neither. */
  readonly turningSinceMs: number | null
}

export type AlertStep = {
  readonly state: AlertState
  /** What has just become of it. */
  readonly change: 'raised' | 'cleared' | null
}

type Limits = Pick<AlertRule, 'isAbove' | 'threshold' | 'clearAt' | 'forS'>

export const CLEAR: AlertState = { isRaised: false, turningSinceMs: null }

/**
 * The next state for one more figure. Raised once the figure stayed beyond the threshold for the
 * rule's time; cleared once it stayed at `clearAt` or better for as long. Between the two limits
 * nothing turns. No figure counts as a good one.
 */
export function followAlert(
  { isRaised, turningSinceMs }: AlertState,
  value: number | null,
  limits: Limits,
  nowMs: number,
): AlertStep {
  const isTurning = isRaised ? isBack(value, limits) : isBeyond(value, limits)
  if (!isTurning) return { state: { isRaised, turningSinceMs: null }, change: null }
  const sinceMs = turningSinceMs ?? nowMs
  if (nowMs - sinceMs < limits.forS * 1_000)
    return { state: { isRaised, turningSinceMs: sinceMs }, change: null }
  return {
    state: { isRaised: !isRaised, turningSinceMs: null },
    change: isRaised ? 'cleared' : 'raised',
  }
}

export function isBeyond(value: number | null, { isAbove, threshold }: Limits): boolean {
  return value !== null && (isAbove ? value > threshold : value < threshold)
}

function isBack(value: number | null, { isAbove, clearAt }: Limits): boolean {
  return value === null || (isAbove ? value <= clearAt : value >= clearAt)
}
