import type { PoolSettings } from '../../contract/pools.ts'
import type { Clock } from '../clock.ts'
import type { Connection } from '../drivers/driver.ts'
import type { IdleOrder } from './OpenConnections.ts'

/** What a pool is for; all of it can change while the pool runs. */
export type PoolDescription = {
  readonly name: string
  readonly driverId: string
  readonly settings: PoolSettings
  /** A file of this machine and no server: what to look at when it does not open is something else. */
  readonly opensFile?: boolean
  /** What a driver is given to connect; the pool cuts one that takes a second more. Default 30 s. */
  readonly connectTimeoutMs?: number
  /**
   * How long a waiter stays while no connection is open and each attempt to open one fails. After
   * that it fails with the error of the attempt instead of at the end of `acquireTimeoutMs`.
   * Default: no such limit.
   */
  readonly connectPatienceMs?: number
  /** Which idle connection is lent next. Default: `latest`. */
  readonly idleOrder?: IdleOrder
}

export type PoolOptions = PoolDescription & {
  readonly poolId: string
  readonly connect: (signal: AbortSignal) => Promise<Connection>
  readonly clock: Clock
  /** 0 up to 1, as `Math.random`. */
  readonly random: () => number
}

const DEFAULT_CONNECT_TIMEOUT_MS = 30_000
/** For the driver to end by itself, as it knows better what went wrong. */
const CONNECT_GRACE_MS = 1_000

/** How long an attempt to connect may take before the pool cuts it. */
export const connectLimitMs = ({ connectTimeoutMs }: PoolDescription): number =>
  (connectTimeoutMs ?? DEFAULT_CONNECT_TIMEOUT_MS) + CONNECT_GRACE_MS
