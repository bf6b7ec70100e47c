import type { PoolSample, PoolStats } from '../../contract/pools.ts'
import { RingBuffer } from '../RingBuffer.ts'

/** An hour of samples, one a second. */
const KEPT_SAMPLES = 3_600
/** Figures also come when a pool opens or closes; those too close to the last are passed over. */
const SHORTEST_STEP_MS = 500

/** The last hour of every open pool, fed by the figures that pools tell: no query waits on it. */
export class PoolHistory {
  readonly #samples = new Map<string, RingBuffer<PoolSample>>()
  readonly #stop: () => void

  constructor(onStats: (listener: (stats: PoolStats[]) => void) => () => void) {
    this.#stop = onStats((stats) => this.#take(stats))
  }

  /** Samples of a pool taken after `sinceMs`, oldest first; none for a pool that is not open. */
  samples(poolId: string, sinceMs = 0): PoolSample[] {
    const samples = this.#samples.get(poolId)?.latest() ?? []
    return samples.filter(({ atMs }) => atMs > sinceMs)
  }

  close(): void {
    this.#stop()
    this.#samples.clear()
  }

  #take(stats: readonly PoolStats[]): void {
    const open = new Set(stats.map(({ poolId }) => poolId))
    for (const poolId of this.#samples.keys()) if (!open.has(poolId)) this.#samples.delete(poolId)
    for (const figures of stats) this.#add(figures)
  }

  #add(figures: PoolStats): void {
    const known = this.#samples.get(figures.poolId)
    const samples = known ?? new RingBuffer<PoolSample>(KEPT_SAMPLES)
    if (!known) this.#samples.set(figures.poolId, samples)
    const last = samples.last()
    // The system's clock may have been set back: then time goes on from there.
    const stepMs = last ? Math.abs(figures.atMs - last.atMs) : Infinity
    if (stepMs >= SHORTEST_STEP_MS) samples.push(sampleOf(figures))
  }
}

function sampleOf(figures: PoolStats): PoolSample {
  const { atMs, total, active, idle, waiting, queriesPerSecond, errorRatio } = figures
  const { acquireWait, queryLatency } = figures
  return {
    atMs,
    total,
    active,
    idle,
    waiting,
    queriesPerSecond,
    errorRatio,
    acquireP95Ms: acquireWait?.p95Ms ?? null,
    queryP50Ms: queryLatency?.p50Ms ?? null,
    queryP95Ms: queryLatency?.p95Ms ?? null,
    queryP99Ms: queryLatency?.p99Ms ?? null,
  }
}
