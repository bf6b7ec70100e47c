import type { PoolOverview, PoolStats } from '../../contract/pools.ts'

export const overviewColumns = [
  'name',
  'state',
  'utilisation',
  'waiting',
  'qps',
  'latency',
  'errors',
] as const
export type OverviewColumn = (typeof overviewColumns)[number]
export type OverviewSort = { readonly column: OverviewColumn; readonly isDescending: boolean }

/** A server's pool as the overview shows it; `stats` null: not open. */
export type OverviewRow = Omit<PoolOverview, 'settings' | 'stats'> & {
  readonly max: number
  readonly stats: PoolStats | null
}

/** Every pool there could be, with the figures of the moment of those that are open. */
export function overviewRows(
  known: readonly PoolOverview[],
  pools: readonly PoolStats[],
): OverviewRow[] {
  const statsById = new Map(pools.map((stats) => [stats.poolId, stats]))
  return known.map(({ settings, stats: _old, ...pool }) => {
    const stats = statsById.get(pool.poolId) ?? null
    return { ...pool, max: stats?.max ?? settings.max, stats }
  })
}

/** Sorted as asked; open pools before those that are not, which have nothing to watch. */
export function sortRows(
  rows: readonly OverviewRow[],
  { column, isDescending }: OverviewSort,
): OverviewRow[] {
  const factor = isDescending ? -1 : 1
  return rows.toSorted((a, b) => {
    if ((a.stats === null) !== (b.stats === null)) return a.stats ? -1 : 1
    const difference =
      column === 'name' || !a.stats || !b.stats
        ? 0
        : figureOf(a.stats, column) - figureOf(b.stats, column)
    return difference === 0
      ? (column === 'name' ? factor : 1) * a.name.localeCompare(b.name)
      : factor * difference
  })
}

function figureOf(stats: PoolStats, column: Exclude<OverviewColumn, 'name'>): number {
  switch (column) {
    case 'state':
      return severityOf(stats)
    case 'utilisation':
      return stats.utilisationRatio
    case 'waiting':
      return stats.waiting
    case 'qps':
      return stats.queriesPerSecond
    case 'latency':
      return stats.queryLatency?.p95Ms ?? -1
    case 'errors':
      return stats.errorRatio
  }
}

/** The more it asks to be looked at, the higher. */
function severityOf({ breaker, health, state, waiting }: PoolStats): number {
  if (breaker.state !== 'closed') return 5
  if (health.state === 'down') return 4
  if (waiting > 0) return 3
  if (state !== 'running') return 2
  return health.state === 'degraded' ? 1 : 0
}
