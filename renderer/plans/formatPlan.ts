import { formatCount } from '../results/formatAmounts.ts'

/** Milliseconds as plans need them: `0.013`, `4.21`, `97.3`, `1,250`. */
export function formatMs(elapsedMs: number): string {
  if (elapsedMs === 0) return '0'
  if (elapsedMs >= 1_000) return formatCount(elapsedMs)
  return elapsedMs.toFixed(elapsedMs >= 100 ? 0 : elapsedMs >= 10 ? 1 : elapsedMs >= 1 ? 2 : 3)
}

/** In the unit of the server's planner. */
export const formatCost = (cost: number): string =>
  cost >= 1_000 ? formatCount(cost) : String(Number(cost.toPrecision(3)))

export const formatShare = (ratio: number): string =>
  ratio > 0 && ratio < 0.01 ? '<1 %' : `${Math.round(ratio * 100)} %`

/** `12×`, `4,000×`. */
export const formatFactor = (factor: number): string => `${formatCount(factor)}×`
