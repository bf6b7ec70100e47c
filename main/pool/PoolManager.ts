import { WorkbenchError } from '../../contract/errors.ts'
import { type ManagerLimits, managerLimitsSchema } from '../../contract/managerLimits.ts'
import { poolSettingsSchema, type PoolEvent, type PoolStats } from '../../contract/pools.ts'
import { parsePoolId } from '../../contract/servers.ts'
import type { Clock } from '../clock.ts'
import type { Connection } from '../drivers/driver.ts'
import { decideSweep } from './decideSweep.ts'
import { Listeners } from './Listeners.ts'
import { Pool, type PoolDescription } from './Pool.ts'
import { poolClosed, tooManyPools } from './poolErrors.ts'

const STATS_INTERVAL_MS = 1_000
const SWEEP_INTERVAL_MS = 15_000
const DRAIN_MS = 5_000
const USUAL_LIMITS = managerLimitsSchema.parse({})

export type PoolProfile = PoolDescription & {
  /**
   * Differs when the connections would go somewhere else or as somebody else: a digest of all that
   * `connect` uses. When left out, every reload replaces the connections.
   */
  readonly targetKey?: string
}

export type PoolManagerOptions = {
  readonly connect: (poolId: string, signal: AbortSignal) => Promise<Connection>
  /** Throws `not-found` when there is no such profile or server. */
  readonly describe: (poolId: string) => PoolProfile
  readonly clock: Clock
  readonly random: () => number
  /** Read anew each time, as they may change; those of the schema when left out. */
  readonly limits?: () => ManagerLimits
}

type OpenPool = { readonly pool: Pool; targetKey: string | undefined }

/** The pools of the program: one a server of each profile in use, opened when first asked for. */
export class PoolManager {
  readonly #options: PoolManagerOptions
  /** The pool asked for longest ago first. */
  readonly #open = new Map<string, OpenPool>()
  readonly #closing = new Set<Pool>()
  readonly #statsListeners = new Listeners<PoolStats[]>()
  readonly #eventListeners = new Listeners<PoolEvent>()
  #cancelTick: (() => void) | null = null
  #cancelSweep: (() => void) | null = null
  #isShutDown = false

  constructor(options: PoolManagerOptions) {
    this.#options = options
  }

  /** The pool of a server, opened if it is not yet; that of a profile's own server has the profile's id. */
  poolFor(poolId: string): Pool {
    const known = this.#open.get(poolId)
    if (known) {
      this.#open.delete(poolId)
      this.#open.set(poolId, known)
      return known.pool
    }
    const { connect, describe, clock, random } = this.#options
    const { targetKey, ...description } = describe(poolId)
    if (this.#isShutDown) throw poolClosed(description.name)
    this.#makeRoom()
    const pool = new Pool({
      ...description,
      poolId,
      connect: (signal) => connect(poolId, signal),
      clock,
      random,
    })
    this.#open.set(poolId, { pool, targetKey })
    for (const event of pool.events()) this.#eventListeners.emit(event)
    pool.onEvent((event) => this.#eventListeners.emit(event))
    this.#sweepLater()
    this.#tell()
    return pool
  }

  /** The pool if it is open. */
  find(poolId: string): Pool | undefined {
    return this.#open.get(poolId)?.pool
  }

  list(): Pool[] {
    return [...this.#open.values()].map(({ pool }) => pool)
  }

  /**
   * Takes a changed profile over in the pools of its servers. When one leads elsewhere now, its old
   * connections go; queries in flight end on them.
   */
  reload(profileId: string): void {
    for (const poolId of this.#poolsOf(profileId)) this.#reloadPool(poolId)
    this.#tell()
  }

  /** Takes the profile's settings over again in one pool, as after `resize`. */
  reloadPool(poolId: string): void {
    if (!this.#open.has(poolId)) return
    this.#reloadPool(poolId)
    this.#tell()
  }

  /**
   * Other bounds for an open pool, until it closes or is reloaded. Throws `invalid-request` where they
   * do not fit together.
   */
  resize(poolId: string, bounds: { min: number; max: number }): void {
    const pool = this.find(poolId)
    if (!pool) return
    const { data: settings, error } = poolSettingsSchema.safeParse({ ...pool.settings, ...bounds })
    if (error)
      throw new WorkbenchError(
        'invalid-request',
        error.issues.map(({ message }) => message).join(' '),
        { details: { field: String(error.issues[0]?.path[0]), ...bounds } },
      )
    pool.reload({ settings })
    this.#tell()
  }

  /** Closes the pools of all the profile's servers. */
  async removeProfile(profileId: string): Promise<void> {
    await Promise.all(this.#poolsOf(profileId).map((poolId) => this.remove(poolId)))
  }

  /** Closes a pool; the next `poolFor` opens a new one. */
  async remove(
    poolId: string,
    { deadlineMs = DRAIN_MS, reason }: { deadlineMs?: number; reason?: string } = {},
  ): Promise<void> {
    const pool = this.find(poolId)
    if (!pool) return
    this.#open.delete(poolId)
    this.#closing.add(pool)
    const closed = pool.close({ deadlineMs, ...(reason !== undefined && { reason }) })
    this.#tell()
    await closed
    this.#closing.delete(pool)
  }

  /** Has idle connections pinged before use: the computer slept, or the network changed. */
  revalidate(): void {
    for (const pool of this.list()) pool.revalidate()
  }

  /** Figures of all open pools, once a second and when a pool comes, goes or is reloaded. */
  onStats(listener: (stats: PoolStats[]) => void): () => void {
    const remove = this.#statsListeners.add(listener)
    this.#keepTicking()
    return remove
  }

  onEvent(listener: (event: PoolEvent) => void): () => void {
    return this.#eventListeners.add(listener)
  }

  /** Closes all pools, those being removed among them, and opens none any more. */
  async shutdown({ deadlineMs = DRAIN_MS }: { deadlineMs?: number } = {}): Promise<void> {
    this.#isShutDown = true
    const removed = [...this.#closing].map((pool) => pool.close({ deadlineMs }))
    const open = [...this.#open.keys()].map((poolId) => this.remove(poolId, { deadlineMs }))
    this.#cancelTick?.()
    this.#cancelTick = null
    this.#cancelSweep?.()
    this.#cancelSweep = null
    await Promise.all([...removed, ...open])
  }

  #poolsOf(profileId: string): string[] {
    return [...this.#open.keys()].filter((poolId) => parsePoolId(poolId).profileId === profileId)
  }

  #reloadPool(poolId: string): void {
    const known = this.#open.get(poolId)!
    const described = this.#describeIfThere(poolId)
    if (!described) return void this.remove(poolId)
    const { targetKey, ...description } = described
    const isSameTarget = targetKey !== undefined && targetKey === known.targetKey
    known.targetKey = targetKey
    known.pool.reload(description)
    if (!isSameTarget) known.pool.evict('the connection leads elsewhere now')
  }

  /** Null where the profile no longer has the server. */
  #describeIfThere(poolId: string): PoolProfile | null {
    try {
      return this.#options.describe(poolId)
    } catch (error) {
      if (error instanceof WorkbenchError && error.code === 'not-found') return null
      throw error
    }
  }

  /** At the limit, closes the pool unused for longest; throws when all are in use. */
  #makeRoom(): void {
    const { maxPools } = this.#limits
    if (this.#open.size < maxPools) return
    const unused = this.list().find((pool) => pool.isUnused)
    if (!unused) throw tooManyPools(maxPools)
    void this.remove(unused.poolId, { reason: `makes room: ${maxPools} pools are open` })
  }

  get #limits(): ManagerLimits {
    return this.#options.limits?.() ?? USUAL_LIMITS
  }

  #sweepLater(): void {
    if (this.#cancelSweep || this.#open.size === 0 || this.#isShutDown) return
    this.#cancelSweep = this.#options.clock.setTimer(() => {
      this.#cancelSweep = null
      this.#sweep()
      this.#sweepLater()
    }, SWEEP_INTERVAL_MS)
  }

  /** Closes pools that nobody uses any more. */
  #sweep(): void {
    for (const pool of this.list()) {
      const reason = decideSweep(pool.stats(), this.#limits)
      if (reason !== null) void this.remove(pool.poolId, { reason })
    }
  }

  #tell(): void {
    if (this.#statsListeners.size > 0) this.#statsListeners.emit(this.list().map((p) => p.stats()))
    this.#keepTicking()
  }

  /** Ticks only while there is something to tell and somebody to hear it. */
  #keepTicking(): void {
    const isNeeded = this.#open.size > 0 && this.#statsListeners.size > 0
    if (this.#cancelTick || !isNeeded || this.#isShutDown) return
    this.#cancelTick = this.#options.clock.setTimer(() => {
      this.#cancelTick = null
      this.#tell()
    }, STATS_INTERVAL_MS)
  }
}
