import type { PoolEvent } from '../../contract/pools.ts'
import type { Clock } from '../clock.ts'
import { RingBuffer } from '../RingBuffer.ts'
import { Listeners } from './Listeners.ts'

const KEPT_EVENTS = 1_000

export type EventFacts = Omit<PoolEvent, 'poolId' | 'sequence' | 'atMs'>

/** What a pool decided and what happened to it: the latest thousand, and whoever listens. */
export class PoolEventLog {
  readonly #poolId: string
  readonly #clock: Clock
  readonly #kept = new RingBuffer<PoolEvent>(KEPT_EVENTS)
  readonly #listeners = new Listeners<PoolEvent>()
  #sequence: number

  constructor(poolId: string, clock: Clock) {
    this.#poolId = poolId
    this.#clock = clock
    // Beyond what the pool before it has reached, unless that had a thousand events a millisecond.
    this.#sequence = Math.floor(clock.wallClockMs()) * 1_000
  }

  record(facts: EventFacts): void {
    const event: PoolEvent = {
      poolId: this.#poolId,
      sequence: ++this.#sequence,
      atMs: this.#clock.wallClockMs(),
      ...facts,
    }
    this.#kept.push(event)
    this.#listeners.emit(event)
  }

  /** Oldest first. */
  latest(limit = KEPT_EVENTS): PoolEvent[] {
    return this.#kept.latest(limit)
  }

  onEvent(listener: (event: PoolEvent) => void): () => void {
    return this.#listeners.add(listener)
  }
}
