import type { PoolSettings } from '../../contract/pools.ts'

/** What differs between two settings, such as `max 5 → 10`. */
export function describeChanges(before: PoolSettings, after: PoolSettings): string {
  const names = Object.keys(after) as (keyof PoolSettings)[]
  const changes = names
    .filter((name) => before[name] !== after[name])
    .map((name) => `${name} ${before[name]} → ${after[name]}`)
  return changes.join(', ') || 'no setting changed'
}
