import type { PoolEvent } from '../../contract/pools.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'

const WRITE_INTERVAL_MS = 2_000
const PRUNE_INTERVAL_MS = 60_000
const KEPT_MS = 7 * 24 * 60 * 60_000
const MOST_OF_POOL = 5_000
/** Shown however old they are: how a pool that is closed came to its end. */
const ALWAYS_SHOWN = 50

export type EventStorage = {
  addEvents(events: readonly PoolEvent[]): void
  latestEvents(poolId: string, limit: number): PoolEvent[]
  pruneEvents(beforeMs: number, mostOfPool: number): void
  forget(profileId: string): void
}

type PoolEventHistoryOptions = {
  readonly storage: EventStorage
  readonly onEvent: (listener: (event: PoolEvent) => void) => () => void
  readonly clock: Clock
  readonly logger: Logger
}

/**
 * What every pool decided and met over the last week, also of those that are closed. Written together
 * every few seconds: no query waits on it.
 */
export class PoolEventHistory {
  readonly #options: PoolEventHistoryOptions
  readonly #stop: () => void
  #unsaved: PoolEvent[] = []
  #cancelWrite: (() => void) | null = null
  #prunedAtMs = -Infinity

  constructor(options: PoolEventHistoryOptions) {
    this.#options = options
    this.#stop = options.onEvent((event) => this.#take(event))
  }

  /** Those since a moment, and the latest few in any case; oldest first, at most `limit`. */
  events(poolId: string, { sinceMs, limit }: { sinceMs: number; limit: number }): PoolEvent[] {
    this.#write()
    const latest = this.#guarded(() => this.#options.storage.latestEvents(poolId, limit)) ?? []
    return latest.filter(({ atMs }, index) => atMs >= sinceMs || index < ALWAYS_SHOWN).toReversed()
  }

  /** The profile is gone, and with it its pools. */
  forget(profileId: string): void {
    this.#write()
    this.#options.storage.forget(profileId)
  }

  close(): void {
    this.#stop()
    this.#write()
  }

  #take(event: PoolEvent): void {
    this.#unsaved.push(event)
    if (this.#unsaved.length >= MOST_OF_POOL) return this.#write()
    this.#cancelWrite ??= this.#options.clock.setTimer(() => this.#write(), WRITE_INTERVAL_MS)
  }

  #write(): void {
    this.#cancelWrite?.()
    this.#cancelWrite = null
    if (this.#unsaved.length === 0) return
    const { storage, clock } = this.#options
    const events = this.#unsaved
    this.#unsaved = []
    this.#guarded(() => {
      storage.addEvents(events)
      if (clock.now() - this.#prunedAtMs < PRUNE_INTERVAL_MS) return
      this.#prunedAtMs = clock.now()
      storage.pruneEvents(clock.wallClockMs() - KEPT_MS, MOST_OF_POOL)
    })
  }

  /** Such as a full disk: then these events are missing, and nothing else suffers. */
  #guarded<T>(work: () => T): T | undefined {
    try {
      return work()
    } catch (error) {
      this.#options.logger.error({ err: error }, 'Events of the pools could not be kept.')
      return undefined
    }
  }
}
