import type { PoolSettings } from '../../contract/pools.ts'
import type { Clock } from '../clock.ts'
import { Alarm } from './Alarm.ts'
import { decideScale, followTrend, type LoadTrend } from './decideScale.ts'
import type { EventFacts } from './PoolEventLog.ts'

const LONGEST_SAMPLE_MS = 1_000

type ScalingOptions = {
  readonly clock: Clock
  readonly settings: () => PoolSettings
  /** Open connections. */
  readonly total: () => number
  /** The last attempt to open one succeeded. */
  readonly canOpen: () => boolean
  readonly record: (event: EventFacts) => void
  /** The target was raised or lowered. */
  readonly onScaled: (reason: string) => void
}

/**
 * Follows how busy the connections are and, when that stays beyond a threshold, changes how many are
 * kept open. Measures held time exactly, so that many short leases count like a long one.
 */
export class Scaling {
  readonly #options: ScalingOptions
  readonly #alarm: Alarm
  #target = 0
  #active = 0
  /** Held time since the sample began, up to `#countedAtMs`. */
  #busyMs = 0
  #countedAtMs = 0
  #sampleBeganAtMs = 0
  #trend: LoadTrend | null = null

  constructor(options: ScalingOptions) {
    this.#options = options
    this.#alarm = new Alarm(options.clock, () => this.#sample())
  }

  /** How many connections to keep open. */
  get target(): number {
    const { min, max } = this.#options.settings()
    return Math.min(max, Math.max(min, this.#target))
  }

  leaseTaken(nowMs: number): void {
    this.#count(nowMs)
    this.#active++
    this.#watch(nowMs)
  }

  leaseReturned(nowMs: number): void {
    this.#count(nowMs)
    this.#active--
  }

  /** The settings have changed: what was measured no longer fits them. */
  restart(): void {
    this.#alarm.stop()
    this.#trend = null
    if (this.#options.settings().scaleAfterMs === 0) this.#target = 0
    if (this.#isOfInterest) this.#watch(this.#options.clock.now())
  }

  stop(): void {
    this.#alarm.stop()
  }

  #count(nowMs: number): void {
    this.#busyMs += this.#active * (nowMs - this.#countedAtMs)
    this.#countedAtMs = nowMs
  }

  #watch(nowMs: number): void {
    const { scaleAfterMs } = this.#options.settings()
    if (this.#alarm.isSet || scaleAfterMs === 0) return
    this.#count(nowMs)
    this.#busyMs = 0
    this.#sampleBeganAtMs = nowMs
    this.#alarm.ringBy(nowMs + Math.min(LONGEST_SAMPLE_MS, scaleAfterMs))
  }

  #sample(): void {
    const { clock, settings, total, canOpen, record, onScaled } = this.#options
    const nowMs = clock.now()
    this.#count(nowMs)
    const elapsedMs = nowMs - this.#sampleBeganAtMs
    const sample = { elapsedMs, busyMs: this.#busyMs, total: total() }
    this.#trend = followTrend(this.#trend, sample, settings())
    const pool = { total: sample.total, target: this.target }
    const decision = this.#trend && decideScale(this.#trend, pool, settings())
    const isUp = decision !== null && decision.target > pool.total
    // Nobody is helped by connections that cannot be opened: the trend stands until they can be.
    if (decision && (!isUp || canOpen())) {
      const kind = isUp ? 'scaled-up' : 'scaled-down'
      this.#target = decision.target
      this.#trend = null
      record({ kind, reason: decision.reason })
      onScaled(decision.reason)
    }
    if (this.#isOfInterest) this.#watch(nowMs)
    else this.#trend = null
  }

  /** While nothing is lent and nothing could be closed there is nothing to measure. */
  get #isOfInterest(): boolean {
    const least = Math.max(1, this.#options.settings().min)
    return this.#active > 0 || this.#options.total() > least || this.target > least
  }
}
