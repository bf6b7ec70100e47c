import type { PlanWarning } from '../../../../contract/plans.ts'
import type { ServerStep } from './serverPlan.ts'

/** Below this a scan or a filter is quick whatever it does. */
const MANY_ROWS = 10_000
/** Of the rows that are read, those that are kept. */
const SMALL_RATIO = 0.1

export function warningsOf(step: ServerStep): PlanWarning[] {
  const warnings: PlanWarning[] = []
  const discarded = (step['Rows Removed by Filter'] ?? 0) * (step['Actual Loops'] ?? 1)
  const kept = (step['Actual Rows'] ?? 0) * (step['Actual Loops'] ?? 1)
  if (discarded >= MANY_ROWS && kept < (kept + discarded) * SMALL_RATIO)
    warnings.push({ kind: 'mostly-discarded', detail: discarded.toLocaleString('en') })
  if (step['Sort Space Type'] === 'Disk')
    warnings.push({ kind: 'on-disk', detail: `${kilobytes(step['Sort Space Used'])} kB` })
  const batches = step['Hash Batches'] ?? 1
  const aggregateBatches = step['HashAgg Batches'] ?? 1
  if (batches > 1 || aggregateBatches > 1)
    warnings.push({ kind: 'on-disk', detail: `${Math.max(batches, aggregateBatches)} batches` })
  return warnings
}

const kilobytes = (size = 0) => size.toLocaleString('en')
