import { MAX_LIFETIME_MS } from '../../../contract/limits.ts'

export const LIFETIME_UNITS = ['seconds', 'minutes', 'hours', 'days'] as const
export type LifetimeUnit = (typeof LIFETIME_UNITS)[number]

const UNIT_MS: Record<LifetimeUnit, number> = {
  seconds: 1_000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
}

export type LifetimeDraft = { readonly amount: string; readonly unit: LifetimeUnit }

/** In the largest unit in which it is a short number: what is left of a time is rarely whole. */
export function lifetimeDraft(ttlMs: number): LifetimeDraft {
  const unit = LIFETIME_UNITS.findLast((each) => ttlMs >= 2 * UNIT_MS[each]) ?? 'seconds'
  const amount = ttlMs / UNIT_MS[unit]
  return { amount: String(Math.max(1, Math.round(amount))), unit }
}

/** Null: no such time can be set. */
export function lifetimeMs({ amount, unit }: LifetimeDraft): number | null {
  const number = Number(amount.trim())
  if (amount.trim() === '' || !Number.isFinite(number)) return null
  const ttlMs = Math.round(number * UNIT_MS[unit])
  return ttlMs >= 1 && ttlMs <= MAX_LIFETIME_MS ? ttlMs : null
}
