import {
  historyFigures,
  type HistoryPoint,
  historyStepMs,
  historyTiers,
  mergeFigures,
} from '../../contract/poolHistory.ts'
import type { PoolStats } from '../../contract/pools.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'

/** What a crash may cost. */
const WRITE_INTERVAL_MS = 5_000
const PRUNE_INTERVAL_MS = 60_000

type Step = HistoryPoint & { poolId: string; stepMs: number; sampleCount: number }

export type HistoryStorage = {
  save(steps: readonly Step[]): void
  find(key: Pick<Step, 'poolId' | 'stepMs' | 'atMs'>): Step | null
  since(key: Pick<Step, 'poolId' | 'stepMs' | 'atMs'>): HistoryPoint[]
  prune(stepMs: number, beforeMs: number): void
  forget(profileId: string): void
}

export type PoolHistoryOptions = {
  readonly storage: HistoryStorage
  readonly onStats: (listener: (stats: PoolStats[]) => void) => () => void
  readonly clock: Clock
  readonly logger: Logger
}

/**
 * What every pool did over the last week: seconds of the last minutes, and ever longer steps of what
 * lies further back. Fed by the figures that pools tell, and written together every few seconds: no
 * query waits on it.
 */
export class PoolHistory {
  readonly #options: PoolHistoryOptions
  readonly #stop: () => void
  /** The latest step of each pool and length. */
  readonly #latest = new Map<string, Step>()
  /** Not yet written. */
  readonly #unsaved = new Set<Step>()
  #cancelWrite: (() => void) | null = null
  #prunedAtMs = -Infinity

  constructor(options: PoolHistoryOptions) {
    this.#options = options
    this.#stop = options.onStats((stats) => {
      for (const figures of stats) this.#take(figures)
      this.#writeLater()
    })
  }

  /** The last `spanMs` of a pool, oldest first, in the finest steps that reach back so far. */
  points(poolId: string, spanMs: number): HistoryPoint[] {
    this.#write()
    const { storage, clock } = this.#options
    const stepMs = historyStepMs(spanMs)
    return storage.since({ poolId, stepMs, atMs: clock.wallClockMs() - spanMs - stepMs })
  }

  /** The profile is gone, and with it its pools. */
  forget(profileId: string): void {
    this.#write()
    this.#options.storage.forget(profileId)
  }

  close(): void {
    this.#stop()
    this.#cancelWrite?.()
    this.#write()
  }

  #take(stats: PoolStats): void {
    const figures = historyFigures(stats)
    const sample = { least: figures, mean: figures, most: figures }
    for (const { stepMs } of historyTiers) {
      const { poolId } = stats
      const atMs = Math.floor(stats.atMs / stepMs) * stepMs
      const known = this.#stepAt({ poolId, stepMs, atMs })
      const step: Step = known
        ? {
            ...known,
            ...mergeFigures(known, sample, known.sampleCount),
            sampleCount: known.sampleCount + 1,
          }
        : { poolId, stepMs, atMs, sampleCount: 1, ...sample }
      if (known) this.#unsaved.delete(known)
      this.#unsaved.add(step)
      this.#latest.set(`${stepMs} ${poolId}`, step)
    }
  }

  /** A step goes on after a restart, and when the system's clock was set back. */
  #stepAt(key: Pick<Step, 'poolId' | 'stepMs' | 'atMs'>): Step | null {
    const latest = this.#latest.get(`${key.stepMs} ${key.poolId}`)
    if (latest?.atMs === key.atMs) return latest
    if (latest && latest.atMs < key.atMs) return null
    if (latest) this.#write()
    return this.#guarded(() => this.#options.storage.find(key)) ?? null
  }

  #writeLater(): void {
    this.#cancelWrite ??= this.#options.clock.setTimer(() => this.#write(), WRITE_INTERVAL_MS)
  }

  #write(): void {
    this.#cancelWrite?.()
    this.#cancelWrite = null
    if (this.#unsaved.size === 0) return
    const { storage, clock } = this.#options
    this.#guarded(() => {
      storage.save([...this.#unsaved])
      if (clock.now() - this.#prunedAtMs < PRUNE_INTERVAL_MS) return
      this.#prunedAtMs = clock.now()
      for (const { stepMs, keptMs } of historyTiers)
        storage.prune(stepMs, clock.wallClockMs() - keptMs - stepMs)
    })
    this.#unsaved.clear()
  }

  /** Such as a full disk: then these seconds are missing, and nothing else suffers. */
  #guarded<T>(work: () => T): T | undefined {
    try {
      return work()
    } catch (error) {
      this.#options.logger.error({ err: error }, 'The history of the pools could not be kept.')
      return undefined
    }
  }
}
