import { z } from 'zod'
import { type } from './contract.ts'
import type { WireError } from './errors.ts'
import { poolLimits as limits } from './poolLimits.ts'

/** Settings of one pool. Refused as a whole when they do not fit together; never corrected. */
export const poolSettingsSchema = z
  .object({
    /** Connections kept open when idle. */
    min: z.int().min(limits.min.least).max(limits.min.most).default(limits.min.usual),
    max: z.int().min(limits.max.least).max(limits.max.most).default(limits.max.usual),
    /** One deadline over waiting, validating and connecting. */
    acquireTimeoutMs: z
      .int()
      .min(limits.acquireTimeoutMs.least)
      .max(limits.acquireTimeoutMs.most)
      .default(limits.acquireTimeoutMs.usual),
    /** 0: never closed for being idle. */
    idleTimeoutMs: z.int().min(limits.idleTimeoutMs.least).default(limits.idleTimeoutMs.usual),
    /** 0: no limit. Shortened by a random 2.5–10 % so that connections do not end together. */
    maxLifetimeMs: z.int().min(limits.maxLifetimeMs.least).default(limits.maxLifetimeMs.usual),
    /** A connection used within this time is lent without a ping. */
    validateAfterIdleMs: z
      .int()
      .min(limits.validateAfterIdleMs.least)
      .default(limits.validateAfterIdleMs.usual),
    /** A lease held for longer is reported; 0: never. */
    leakThresholdMs: z
      .int()
      .min(limits.leakThresholdMs.least)
      .default(limits.leakThresholdMs.usual),
  })
  .superRefine((settings, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (settings.min > settings.max)
      refuse('min', `min is ${settings.min}, above max ${settings.max}. Lower min or raise max.`)
    if (settings.maxLifetimeMs > 0 && settings.idleTimeoutMs >= settings.maxLifetimeMs)
      refuse(
        'idleTimeoutMs',
        `idleTimeoutMs is ${settings.idleTimeoutMs}, not below maxLifetimeMs ` +
          `${settings.maxLifetimeMs}. Lower it, or raise maxLifetimeMs.`,
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

/** Figures of one pool at one moment. `total` counts open connections: active + idle. */
export type PoolStats = {
  poolId: string
  name: string
  driverId: string
  atMs: number
  state: 'running' | 'draining' | 'closed'
  total: number
  active: number
  idle: number
  /** Being opened. */
  creating: number
  waiting: number
  min: number
  max: number
  /** active ÷ max. */
  utilisationRatio: number
  /** Statements finished a second, over the last 10 s. */
  queriesPerSecond: number
  /** Statements and errors since the pool began. */
  queryCount: number
  errorCount: number
  timeoutCount: number
  /** Failed ÷ finished, over the last minute. */
  errorRatio: number
  acquireWait: LatencySummary
  queryLatency: LatencySummary
  lastConnectError: WireError | null
  createdAtMs: number
  lastUsedAtMs: number | null
}

/** One decision or happening, with its reason. */
export type PoolEvent = {
  poolId: string
  /** Rises by one an event; orders events of the same millisecond. */
  sequence: number
  atMs: number
  kind:
    | 'pool-created'
    | 'pool-reloaded'
    | 'pool-draining'
    | 'pool-closed'
    | 'connection-opening'
    | 'connection-opened'
    | 'connection-failed'
    | 'connection-closed'
    | 'connection-lost'
    | 'acquire-timeout'
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
  label: string
  heldMs: number
  statement: string | null
}

export type PoolSample = Pick<
  PoolStats,
  'atMs' | 'total' | 'active' | 'idle' | 'waiting' | 'queriesPerSecond' | 'errorRatio'
> & {
  acquireP95Ms: number | null
  queryP50Ms: number | null
  queryP95Ms: number | null
  queryP99Ms: number | null
}

export const poolCalls = {
  /** Pools that are open, one a profile in use. */
  'pools.list': { request: z.object({}), response: type<PoolStats[]>() },
  /** One sample a second, oldest first, at most the last hour. */
  'pools.history': {
    request: z.object({ poolId: z.string(), sinceMs: z.number().default(0) }),
    response: type<PoolSample[]>(),
  },
  'pools.events': {
    request: z.object({ poolId: z.string(), limit: z.int().min(1).max(1_000).default(200) }),
    response: type<PoolEvent[]>(),
  },
  'pools.leases': { request: z.object({ poolId: z.string() }), response: type<LeaseInfo[]>() },
  /** Closes idle connections and those in use when they come back; new ones open as needed. */
  'pools.evict': { request: z.object({ poolId: z.string() }), response: type<void>() },
}

export const poolEvents = {
  /** Figures of all open pools, about once a second and when a pool comes or goes. */
  'pools.stats': { filter: z.object({}), payload: type<PoolStats[]>() },
  'pools.event': { filter: z.object({ poolId: z.string() }), payload: type<PoolEvent>() },
}
