import type { ErrorCode } from '../../contract/errors.ts'
import type { PoolHistograms, PoolStats } from '../../contract/pools.ts'
import { LatencyWindow } from './LatencyWindow.ts'
import { formatted } from './poolErrors.ts'
import { SlidingCounter } from './SlidingCounter.ts'

const RATE_WINDOW_MS = 10_000
const RATIO_WINDOW_MS = 60_000

type MetricFigures = Pick<
  PoolStats,
  | 'queriesPerSecond'
  | 'queryCount'
  | 'errorCount'
  | 'timeoutCount'
  | 'acquireCount'
  | 'errorsByCode'
  | 'errorRatio'
  | 'acquireWait'
  | 'queryLatency'
  | 'leaseHeld'
  | 'connecting'
>

/** What one pool's users met: waits, latencies, rates. Each record is a few additions. */
export class PoolMetrics {
  readonly #acquireWait = new LatencyWindow()
  readonly #queryLatency = new LatencyWindow()
  readonly #leaseHeld = new LatencyWindow()
  readonly #connecting = new LatencyWindow()
  readonly #rate = new SlidingCounter({ windowMs: RATE_WINDOW_MS, slotCount: 40 })
  readonly #finished = new SlidingCounter({ windowMs: RATIO_WINDOW_MS, slotCount: 60 })
  readonly #failed = new SlidingCounter({ windowMs: RATIO_WINDOW_MS, slotCount: 60 })
  readonly #lost = new SlidingCounter({ windowMs: RATIO_WINDOW_MS, slotCount: 60 })
  readonly #timedOut = new SlidingCounter({ windowMs: RATIO_WINDOW_MS, slotCount: 60 })
  #queryCount = 0
  #errorCount = 0
  #timeoutCount = 0
  #acquireCount = 0
  #hasConnected = false
  readonly #errorsByCode = new Map<ErrorCode, number>()

  recordAcquire(nowMs: number, waitedMs: number): void {
    this.#acquireCount++
    this.#acquireWait.record(nowMs, waitedMs)
  }

  recordRelease(nowMs: number, heldMs: number): void {
    this.#leaseHeld.record(nowMs, heldMs)
  }

  recordConnect(nowMs: number, elapsedMs: number): void {
    this.#hasConnected = true
    this.#connecting.record(nowMs, elapsedMs)
  }

  get hasConnected(): boolean {
    return this.#hasConnected
  }

  recordLoss(nowMs: number): void {
    this.#lost.add(nowMs)
  }

  /** A wait in vain counts among the waits, or the percentiles would look best when all time out. */
  recordTimeout(nowMs: number, waitedMs: number): void {
    this.#timeoutCount++
    this.recordError('acquire-timeout')
    this.recordDenied(nowMs)
    this.#timedOut.add(nowMs)
    this.#acquireWait.record(nowMs, waitedMs)
  }

  /** Requests that got no connection: to whoever asked, statements that failed. */
  recordDenied(nowMs: number, count = 1): void {
    this.#errorCount += count
    for (let counted = 0; counted < count; counted++) {
      this.#finished.add(nowMs)
      this.#failed.add(nowMs)
    }
  }

  recordError(code: ErrorCode): void {
    this.#errorsByCode.set(code, (this.#errorsByCode.get(code) ?? 0) + 1)
  }

  recordStatement(nowMs: number, elapsedMs: number, failedWith: ErrorCode | null): void {
    this.#queryCount++
    this.#queryLatency.record(nowMs, elapsedMs)
    this.#rate.add(nowMs)
    this.#finished.add(nowMs)
    if (failedWith === null) return
    this.recordError(failedWith)
    this.#errorCount++
    this.#failed.add(nowMs)
  }

  figures(nowMs: number): MetricFigures {
    const finished = this.#finished.total(nowMs)
    return {
      queriesPerSecond: this.#rate.total(nowMs) / (RATE_WINDOW_MS / 1_000),
      queryCount: this.#queryCount,
      errorCount: this.#errorCount,
      timeoutCount: this.#timeoutCount,
      acquireCount: this.#acquireCount,
      errorsByCode: Object.fromEntries(this.#errorsByCode),
      errorRatio: finished === 0 ? 0 : this.#failed.total(nowMs) / finished,
      acquireWait: this.#acquireWait.summary(nowMs),
      queryLatency: this.#queryLatency.summary(nowMs),
      leaseHeld: this.#leaseHeld.summary(nowMs),
      connecting: this.#connecting.summary(nowMs),
    }
  }

  histograms(nowMs: number): PoolHistograms {
    return {
      acquireWait: this.#acquireWait.histogram(nowMs),
      queryLatency: this.#queryLatency.histogram(nowMs),
      leaseHeld: this.#leaseHeld.histogram(nowMs),
      connecting: this.#connecting.histogram(nowMs),
    }
  }

  /** What there was since the pool began, to be told at its end; empty where there was nothing. */
  balance(): string {
    if (this.#queryCount + this.#errorCount === 0) return ''
    const codes = [...this.#errorsByCode].sort(([, a], [, b]) => b - a)
    const errors = codes.map(([code, count]) => `${code} ${formatted(count)}`).join(', ')
    return `; ${formatted(this.#queryCount)} statements, ${formatted(this.#errorCount)} failed${errors && ` (${errors})`}`
  }

  /** What went wrong within the last minute. */
  troubles(nowMs: number): { lostCount: number; timeoutCount: number } {
    return { lostCount: this.#lost.total(nowMs), timeoutCount: this.#timedOut.total(nowMs) }
  }
}
