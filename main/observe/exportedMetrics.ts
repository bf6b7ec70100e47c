import type { PoolStats } from '../../contract/pools.ts'

/** One figure that other programs are told of each pool. */
export type ExportedMetric = {
  /** In the words of Prometheus; OpenTelemetry has dots for underscores. */
  readonly name: string
  readonly help: string
  /** A `counter` only rises, from when the pool began. */
  readonly kind: 'gauge' | 'counter'
  /** Of OpenTelemetry (UCUM). */
  readonly unit: string
  readonly samples: (stats: PoolStats) => readonly ExportedSample[]
}

export type ExportedSample = {
  readonly value: number
  /** Beside those of the pool. */
  readonly labels?: Readonly<Record<string, string>>
}

const QUANTILES = { '0.5': 'p50Ms', '0.95': 'p95Ms', '0.99': 'p99Ms' } as const

const gauge = (
  name: string,
  help: string,
  unit: string,
  read: (stats: PoolStats) => number | null,
): ExportedMetric => ({
  name,
  help,
  kind: 'gauge',
  unit,
  samples: (stats) => {
    const value = read(stats)
    return value === null ? [] : [{ value }]
  },
})

const counter = (
  name: string,
  help: string,
  read: (stats: PoolStats) => number,
): ExportedMetric => ({
  name,
  help,
  kind: 'counter',
  unit: '1',
  samples: (stats) => [{ value: read(stats) }],
})

/** Percentiles of the last minute, in seconds, as Prometheus has its times. */
const latency = (
  name: string,
  help: string,
  read: (stats: PoolStats) => PoolStats['queryLatency'],
): ExportedMetric => ({
  name,
  help: `${help} over the last minute`,
  kind: 'gauge',
  unit: 's',
  samples: (stats) => {
    const summary = read(stats)
    if (!summary) return []
    return Object.entries(QUANTILES).map(([quantile, key]) => ({
      value: summary[key] / 1_000,
      labels: { quantile },
    }))
  },
})

export const exportedMetrics: readonly ExportedMetric[] = [
  {
    name: 'sluice_pool_connections',
    help: 'Open connections by what they do',
    kind: 'gauge',
    unit: '1',
    samples: ({ active, idle, creating }) => [
      { value: active, labels: { state: 'active' } },
      { value: idle, labels: { state: 'idle' } },
      { value: creating, labels: { state: 'opening' } },
    ],
  },
  gauge('sluice_pool_connections_max', 'Most connections there may be', '1', ({ max }) => max),
  gauge('sluice_pool_connections_min', 'Connections kept open when idle', '1', ({ min }) => min),
  gauge(
    'sluice_pool_waiting',
    'Requests that wait for a connection',
    '1',
    ({ waiting }) => waiting,
  ),
  gauge(
    'sluice_pool_utilisation_ratio',
    'Active connections as part of the most',
    '1',
    ({ utilisationRatio }) => utilisationRatio,
  ),
  gauge(
    'sluice_pool_breaker_open',
    '1 while the server is out of reach and requests fail at once',
    '1',
    ({ breaker }) => (breaker.state === 'closed' ? 0 : 1),
  ),
  gauge(
    'sluice_pool_leaks',
    'Connections held past the leak threshold',
    '1',
    ({ leakCount }) => leakCount,
  ),
  gauge(
    'sluice_pool_idle_in_transaction_seconds',
    'How long the longest idle transaction has stood open',
    's',
    ({ idleInTransactionMs }) => idleInTransactionMs && idleInTransactionMs / 1_000,
  ),
  gauge(
    'sluice_pool_queries_per_second',
    'Statements finished a second over the last 10 s',
    '1/s',
    ({ queriesPerSecond }) => queriesPerSecond,
  ),
  counter('sluice_pool_queries_total', 'Statements finished', ({ queryCount }) => queryCount),
  counter('sluice_pool_acquires_total', 'Connections lent', ({ acquireCount }) => acquireCount),
  counter(
    'sluice_pool_acquire_timeouts_total',
    'Requests that waited in vain',
    ({ timeoutCount }) => timeoutCount,
  ),
  {
    name: 'sluice_pool_errors_total',
    help: 'Failures by their code',
    kind: 'counter',
    unit: '1',
    samples: ({ errorsByCode }) =>
      Object.entries(errorsByCode).map(([code, value]) => ({ value, labels: { code } })),
  },
  latency(
    'sluice_pool_acquire_wait_seconds',
    'Wait for a connection',
    (stats) => stats.acquireWait,
  ),
  latency('sluice_pool_query_seconds', 'Time of statements', (stats) => stats.queryLatency),
  latency('sluice_pool_connect_seconds', 'Time to open a connection', (stats) => stats.connecting),
]

/** What tells one pool from the others. */
export const poolLabels = ({ name, driverId }: PoolStats): Record<string, string> => ({
  pool: name,
  driver: driverId,
})
