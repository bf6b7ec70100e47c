import { z } from 'zod'
import { type } from './contract.ts'
import type { ErrorCode, WireError } from './errors.ts'
import { poolLimits } from './poolLimits.ts'

/** A whole number within the setting's bounds; an issue tells the field, the value and the fix. */
function whole(name: keyof typeof poolLimits) {
  const { least, most, usual } = poolLimits[name]
  const range = most === null ? `${least} or more` : `from ${least} to ${most}`
  const error = ({ input }: { input?: unknown }) =>
    `${name} is ${JSON.stringify(input) ?? 'missing'}. Give a whole number, ${range}.`
  return z
    .int({ error })
    .min(least, { error })
    .max(most ?? Number.MAX_SAFE_INTEGER, { error })
    .default(usual)
}

/** Settings of one pool. Refused as a whole when they do not fit together; never corrected. */
export const poolSettingsSchema = z
  .strictObject({
    /** Connections kept open when idle. */
    min: whole('min'),
    max: whole('max'),
    /** One deadline over waiting, validating and connecting. */
    acquireTimeoutMs: whole('acquireTimeoutMs'),
    /** 0: never closed for being idle. */
    idleTimeoutMs: whole('idleTimeoutMs'),
    /** 0: no limit. Shortened by a random 2.5–10 % so that connections do not end together. */
    maxLifetimeMs: whole('maxLifetimeMs'),
    /** A connection used within this time is lent without a ping; 0: none is. */
    validateAfterIdleMs: whole('validateAfterIdleMs'),
    /** An idle connection is pinged this often, a random 0–10 % earlier; 0: never. */
    healthCheckIntervalMs: whole('healthCheckIntervalMs'),
    /** A lease held for longer is reported; 0: never. */
    leakThresholdMs: whole('leakThresholdMs'),
    /** Busy connections in percent of the open ones, above which more are kept open. */
    scaleUpAtPercent: whole('scaleUpAtPercent'),
    /** The same, below which fewer are. */
    scaleDownAtPercent: whole('scaleDownAtPercent'),
    /** How long the load must stay beyond a threshold; 0: the pool does not scale. */
    scaleAfterMs: whole('scaleAfterMs'),
  })
  .superRefine((settings, context) => {
    const { min, max, idleTimeoutMs, maxLifetimeMs } = settings
    const { scaleUpAtPercent, scaleDownAtPercent } = settings
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (min > max) refuse('min', `min is ${min}, above max ${max}. Lower min or raise max.`)
    if (maxLifetimeMs > 0 && idleTimeoutMs >= maxLifetimeMs)
      refuse(
        'idleTimeoutMs',
        `idleTimeoutMs is ${idleTimeoutMs}, not below maxLifetimeMs ${maxLifetimeMs}. ` +
          'Lower it, or raise maxLifetimeMs.',
      )
    if (scaleDownAtPercent >= scaleUpAtPercent)
      refuse(
        'scaleDownAtPercent',
        `scaleDownAtPercent is ${scaleDownAtPercent}, not below scaleUpAtPercent ` +
          `${scaleUpAtPercent}. Lower it, or raise scaleUpAtPercent.`,
      )
  })
export type PoolSettings = z.output<typeof poolSettingsSchema>

/** Percentiles of a latency over the last minute, in milliseconds; null: nothing happened. */
export type LatencySummary = {
  count: number
  p50Ms: number
  p95Ms: number
  p99Ms: number
  maxMs: number
} | null

/** Latencies of the last minute from `fromMs` up to `toMs`; a histogram is these, without gaps. */
export type LatencyBucket = { fromMs: number; toMs: number; count: number }

/** Histograms of one pool over the last minute, smallest latency first; empty: nothing happened. */
export type PoolHistograms = {
  acquireWait: LatencyBucket[]
  queryLatency: LatencyBucket[]
  /** How long leases were held. */
  leaseHeld: LatencyBucket[]
  /** How long opening a connection took. */
  connecting: LatencyBucket[]
}

/**
 * Whether the pool asks the server at all. `open`: the server was out of reach for so long that new
 * requests fail at once, with `breaker-open`, until `nextRetryAtMs`. `half-open`: the next request, or
 * the pool itself where it keeps a minimum, tries.
 */
export type BreakerInfo = {
  state: 'closed' | 'open' | 'half-open'
  /** Attempts to connect that failed since the last that succeeded. */
  failureCount: number
  /** Null while no attempt is put off. */
  nextRetryAtMs: number | null
}

/** `unknown`: no connection was opened yet. `degraded`: it works, with trouble in the last minute. */
export type PoolHealth = { state: 'unknown' | 'healthy' | 'degraded' | 'down'; reason: string }

/** Figures of one pool at one moment. `total` counts open connections: active + idle. */
export type PoolStats = {
  poolId: string
  name: string
  driverId: string
  atMs: number
  /** `suspended`: lends nothing until it is resumed; who asks waits. */
  state: 'running' | 'suspended' | 'draining' | 'closed'
  total: number
  active: number
  idle: number
  /** Being opened. */
  creating: number
  waiting: number
  min: number
  max: number
  /** How many the pool keeps open: `min`, or more while the load of late asks for it. */
  target: number
  health: PoolHealth
  breaker: BreakerInfo
  /** active ÷ max. */
  utilisationRatio: number
  /** Statements finished a second, over the last 10 s. */
  queriesPerSecond: number
  /** Since the pool began: statements, and those that failed or got no connection. */
  queryCount: number
  errorCount: number
  timeoutCount: number
  /**
   * Since the pool began: statements that failed, attempts to connect that did, requests that waited
   * in vain or were turned away.
   */
  errorsByCode: Readonly<Partial<Record<ErrorCode, number>>>
  /** Connections lent since the pool began. */
  acquireCount: number
  /** Failed ÷ finished, over the last minute. */
  errorRatio: number
  acquireWait: LatencySummary
  queryLatency: LatencySummary
  /** How long leases were held. */
  leaseHeld: LatencySummary
  /** How long opening a connection took. */
  connecting: LatencySummary
  /** Leases held past the leak threshold now; 0 too where none is set. */
  leakCount: number
  /** How long the transaction that has stood idle for longest has done so; null: none does. */
  idleInTransactionMs: number | null
  lastConnectError: WireError | null
  createdAtMs: number
  lastUsedAtMs: number | null
}

/** One decision or happening, with its reason. */
export type PoolEvent = {
  poolId: string
  /** Rises by one an event, and on over the pools that follow each other; orders those of one millisecond. */
  sequence: number
  atMs: number
  kind:
    | 'pool-created'
    | 'pool-reloaded'
    | 'pool-suspended'
    | 'pool-resumed'
    | 'pool-draining'
    | 'pool-closed'
    | 'connection-opening'
    | 'connection-opened'
    | 'connection-failed'
    | 'connection-closed'
    | 'connection-lost'
    | 'breaker-opened'
    | 'breaker-half-opened'
    | 'breaker-closed'
    | 'scaled-up'
    | 'scaled-down'
    | 'revalidated'
    | 'acquire-timeout'
    | 'nested-acquire'
    | 'leak-suspected'
    | 'leak-returned'
  connectionId?: number
  reason: string
  /** `leak-suspected`: where the lease was taken. */
  stack?: string
}

/** A held connection: who has it, what it runs and since when. */
export type LeaseInfo = {
  connectionId: number
  /** What the server's own lists call the session, such as the PID of `pg_stat_activity`. */
  sessionId: string | null
  label: string
  /** The run or the transaction that holds it; null: the program itself. */
  ownerId: string | null
  heldMs: number
  statement: string | null
  /** What ran before it; null: nothing did. */
  lastStatement: string | null
  /** How long the statement has been running; null: none is. */
  statementMs: number | null
  isInTransaction: boolean
  /** How long no statement has been running on it; null: one is. */
  idleMs: number | null
  /** Held past the leak threshold. */
  isLeakSuspect: boolean
  /** Where it was taken; null where leaks are not watched. */
  stack: string | null
  /** The statement can be stopped with the connection left whole. */
  canCancel: boolean
}

/** Who waits for a connection, and what for. */
export type WaiterInfo = {
  waiterId: number
  label: string
  /** As of a lease. */
  ownerId: string | null
  /** What is to run first; null: the program's own reads. */
  statement: string | null
  /** `background` gives way to `interactive` for a while. */
  priority: 'interactive' | 'background'
  waitedMs: number
  /** When it gives up. */
  timeoutInMs: number
  /** The lease of this pool that it holds meanwhile; null: none. */
  holding: string | null
}

/** A server of a profile with its pool, whether that is open or not. */
export type PoolOverview = {
  poolId: string
  profileId: string
  /** Of the profile, with the server behind it where there are several. */
  name: string
  serverName: string
  driverId: string
  settings: PoolSettings
  /** Null: not open. */
  stats: PoolStats | null
}

/** Answers kept for when no server can be reached: how full, and how often one was wanted and there. */
export type KeptAnswers = {
  limitBytes: number
  sizeBytes: number
  answerCount: number
  /** Since the program began. */
  askedCount: number
  givenCount: number
}

export type PoolCheck = { product: string; version: string; latencyMs: number }

export const poolCalls = {
  /** The servers of all profiles, by the profile's name, the profile's own server first. */
  'pools.overview': { request: z.object({}), response: type<PoolOverview[]>() },
  /** Opens the pool, or gives the one that is open. Throws `not-found`. */
  'pools.open': { request: z.object({ poolId: z.string() }), response: type<PoolStats>() },
  /** Lends no more, waits for the leases up to the deadline, cuts the rest. The next use opens a new one. */
  'pools.close': {
    request: z.object({
      poolId: z.string(),
      deadlineMs: z.int().min(0).max(600_000).default(5_000),
    }),
    response: type<void>(),
  },
  /**
   * Takes a connection of the pool, or opens and closes one apart from it, and asks the server for a
   * sign of life.
   */
  'pools.check': {
    request: z.object({ poolId: z.string(), isApart: z.boolean().default(false) }),
    response: type<PoolCheck>(),
  },
  /** Pools that are open, one a profile in use. */
  'pools.list': { request: z.object({}), response: type<PoolStats[]>() },
  /**
   * Events of the last week since a moment, oldest first, and the latest fifty in any case; of a pool
   * that is closed as well.
   */
  'pools.events': {
    request: z.object({
      poolId: z.string(),
      sinceMs: z.number().default(0),
      limit: z.int().min(1).max(1_000).default(200),
    }),
    response: type<PoolEvent[]>(),
  },
  'pools.histograms': {
    request: z.object({ poolId: z.string() }),
    response: type<PoolHistograms>(),
  },
  /** Of the pool's profile; null where it keeps no answers. */
  'pools.answers': {
    request: z.object({ poolId: z.string() }),
    response: type<KeptAnswers | null>(),
  },
  'pools.leases': { request: z.object({ poolId: z.string() }), response: type<LeaseInfo[]>() },
  /** Those who wait, in the order they are served. */
  'pools.waiting': { request: z.object({ poolId: z.string() }), response: type<WaiterInfo[]>() },
  /** Stops what runs on a lent connection; nothing happens where that has ended meanwhile. */
  'pools.cancel': {
    request: z.object({ poolId: z.string(), connectionId: z.int() }),
    response: type<void>(),
  },
  /** Stops what runs on a connection, lent or not, and cuts its session. */
  'pools.kill': {
    request: z.object({ poolId: z.string(), connectionId: z.int() }),
    response: type<void>(),
  },
  /** Sends one away who waits; it fails with `aborted`. */
  'pools.sendAway': {
    request: z.object({ poolId: z.string(), waiterId: z.int() }),
    response: type<void>(),
  },
  /** Lends nothing more until `pools.resume`; leases go on, and who asks waits. */
  'pools.suspend': { request: z.object({ poolId: z.string() }), response: type<void>() },
  'pools.resume': { request: z.object({ poolId: z.string() }), response: type<void>() },
  /**
   * Other bounds for the pool as it runs, until it closes or takes its profile's settings over again.
   * Throws `invalid-request` where they do not fit together.
   */
  'pools.resize': {
    request: z.object({ poolId: z.string(), min: z.int(), max: z.int() }),
    response: type<void>(),
  },
  /** Takes the profile's settings over again. */
  'pools.reload': { request: z.object({ poolId: z.string() }), response: type<void>() },
  /** Closes idle connections and those in use when they come back; new ones open as needed. */
  'pools.evict': { request: z.object({ poolId: z.string() }), response: type<void>() },
}

export const poolEvents = {
  /** Figures of all open pools, about once a second and when a pool comes or goes. */
  'pools.stats': { filter: z.object({}), payload: type<PoolStats[]>() },
  'pools.event': { filter: z.object({ poolId: z.string() }), payload: type<PoolEvent>() },
}
