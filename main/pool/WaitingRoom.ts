import type { WaiterInfo } from '../../contract/pools.ts'
import type { Clock } from '../clock.ts'
import { Alarm } from './Alarm.ts'
import type { Lease } from './Lease.ts'
import { acquireAborted, sentAway } from './poolErrors.ts'
import { type Priority, type Waiter, WaitQueue } from './WaitQueue.ts'

export type AcquireOptions = {
  /** Who asks, in the user's words. Shown in the monitor and told to whoever waits in vain. */
  readonly label?: string
  /** The run or the transaction it is for, by which the window finds its tab. */
  readonly ownerId?: string
  /** What is to run first, for the monitor. */
  readonly statement?: string
  readonly priority?: Priority
  /** Instead of the pool's `acquireTimeoutMs`. */
  readonly timeoutMs?: number
  /** Called when no connection is at hand. */
  readonly onWaiting?: () => void
  readonly signal?: AbortSignal
}

type WaitTerms = AcquireOptions & {
  readonly timeoutMs: number
  readonly sinceMs: number
  readonly origin: Error | null
  readonly nestedIn: string | null
}

type WaitingRoomOptions = {
  clock: Clock
  name: () => string
  /** The error for a waiter whose time is over; it is still in the room then. */
  onTimeout: (waiter: Waiter, waitedMs: number) => Error
}

const nothing = () => {}

/** Those who wait for a connection: each leaves by being served, sent away, aborted or too late. */
export class WaitingRoom {
  readonly #options: WaitingRoomOptions
  readonly #queue = new WaitQueue()
  /** Rings when a waiter's time may be over. One timer for all: most are served long before. */
  readonly #deadline: Alarm
  #nextId = 1

  constructor(options: WaitingRoomOptions) {
    this.#options = options
    this.#deadline = new Alarm(options.clock, () => this.#timeOut())
  }

  get size(): number {
    return this.#queue.size
  }

  /** Waits at the end of the queue for whoever calls `next`. */
  enter(terms: WaitTerms): Promise<Lease> {
    const { label = '', ownerId = null, statement = null, signal } = terms
    const { priority = 'interactive', timeoutMs, sinceMs, origin, nestedIn } = terms
    const { promise, resolve, reject } = Promise.withResolvers<Lease>()
    const waiter: Waiter = {
      id: this.#nextId++,
      label,
      ownerId,
      statement,
      priority,
      sinceMs,
      deadlineAtMs: sinceMs + timeoutMs,
      origin,
      nestedIn,
      resolve,
      reject,
      stopWatching: nothing,
      place: null,
    }
    if (signal) this.#watch(waiter, signal)
    this.#queue.push(waiter)
    this.#deadline.ringBy(waiter.deadlineAtMs)
    try {
      terms.onWaiting?.()
    } catch (error) {
      this.#leave(waiter, error as Error)
    }
    return promise
  }

  /** Takes out who is served next; its promise is the caller's to resolve. */
  next(): Waiter | null {
    const waiter = this.#queue.shift()
    waiter?.stopWatching()
    return waiter
  }

  /** Who waits, in the order they are served. */
  list(): WaiterInfo[] {
    const nowMs = this.#options.clock.now()
    return this.#queue.inOrder().map((waiter) => {
      const { id, label, ownerId, statement, priority, sinceMs, deadlineAtMs, nestedIn } = waiter
      return {
        waiterId: id,
        label,
        ownerId,
        statement,
        priority,
        waitedMs: nowMs - sinceMs,
        timeoutInMs: Math.max(0, deadlineAtMs - nowMs),
        holding: nestedIn,
      }
    })
  }

  /** Rejects one of them; nothing happens where it was served meanwhile. */
  sendOneAway(waiterId: number): void {
    const waiter = this.#queue.all().find(({ id }) => id === waiterId)
    if (waiter) this.#leave(waiter, sentAway(this.#options.name(), this.#waitedMs(waiter)))
  }

  /** Rejects all who came before a moment, or all there are; how many these were. */
  sendAway(error: Error, { cameBeforeMs = Infinity } = {}): number {
    const countBefore = this.#queue.size
    for (const waiter of this.#queue.all())
      if (waiter.sinceMs < cameBeforeMs) this.#leave(waiter, error)
    this.#restIfEmpty()
    return countBefore - this.#queue.size
  }

  /** Sends away whose time is over. Who was served before never cost more than a comparison here. */
  #timeOut(): void {
    const nowMs = this.#options.clock.now()
    for (const waiter of this.#queue.all())
      if (waiter.deadlineAtMs > nowMs) this.#deadline.ringBy(waiter.deadlineAtMs)
      else this.#leave(waiter, this.#options.onTimeout(waiter, this.#waitedMs(waiter)))
  }

  #leave(waiter: Waiter, error: Error): void {
    if (!this.#queue.remove(waiter)) return
    waiter.stopWatching()
    waiter.reject(error)
    this.#restIfEmpty()
  }

  #watch(waiter: Waiter, signal: AbortSignal): void {
    const onAbort = () => this.#leave(waiter, this.#abortError(waiter))
    signal.addEventListener('abort', onAbort, { once: true })
    waiter.stopWatching = () => {
      // An abort takes its listeners along; looking for one of many in a list would be slow.
      if (!signal.aborted) signal.removeEventListener('abort', onAbort)
    }
  }

  #restIfEmpty(): void {
    if (this.#queue.size === 0) this.#deadline.stop()
  }

  #abortError(waiter: Waiter): Error {
    return acquireAborted(this.#options.name(), this.#waitedMs(waiter))
  }

  #waitedMs(waiter: Waiter): number {
    return this.#options.clock.now() - waiter.sinceMs
  }
}
