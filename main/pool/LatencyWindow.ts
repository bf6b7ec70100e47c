import type { LatencyBucket, LatencySummary } from '../../contract/pools.ts'
import { Histogram } from './Histogram.ts'

const SLOT_MS = 5_000
const SLOT_COUNT = 12

/** Latencies of the last minute: twelve histograms of five seconds each, the oldest used anew. */
export class LatencyWindow {
  readonly #slots = Array.from({ length: SLOT_COUNT }, () => ({
    turn: -1,
    histogram: new Histogram(),
  }))
  readonly #merged = new Histogram()

  record(nowMs: number, latencyMs: number): void {
    const turn = Math.floor(nowMs / SLOT_MS)
    const slot = this.#slots[turn % SLOT_COUNT]!
    if (slot.turn !== turn) {
      slot.turn = turn
      slot.histogram.clear()
    }
    slot.histogram.record(latencyMs * 1_000)
  }

  summary(nowMs: number): LatencySummary {
    const merged = this.#merge(nowMs)
    if (merged.count === 0) return null
    return {
      count: merged.count,
      p50Ms: merged.percentile(0.5) / 1_000,
      p95Ms: merged.percentile(0.95) / 1_000,
      p99Ms: merged.percentile(0.99) / 1_000,
      maxMs: merged.max / 1_000,
    }
  }

  histogram(nowMs: number): LatencyBucket[] {
    const buckets = this.#merge(nowMs).buckets(2)
    return buckets.map(({ from, to, count }) => ({ fromMs: from / 1_000, toMs: to / 1_000, count }))
  }

  #merge(nowMs: number): Histogram {
    const oldestTurn = Math.floor(nowMs / SLOT_MS) - SLOT_COUNT + 1
    this.#merged.clear()
    for (const { turn, histogram } of this.#slots)
      if (turn >= oldestTurn) this.#merged.merge(histogram)
    return this.#merged
  }
}
