import type { Lease } from './Lease.ts'

/** `interactive`: a person waits for it. `background`: the program's own reads. */
export type Priority = 'interactive' | 'background'

/**
 * A background waiter stands where an interactive one that came this much later would. So it gives
 * way while the rush is short, and yet no stream of interactive ones keeps it waiting for ever.
 */
const BACKGROUND_HANDICAP_MS = 1_000

export type Waiter = {
  /** Of the pool: a number of its own, from 1. */
  readonly id: number
  readonly label: string
  readonly ownerId: string | null
  /** What is to run first. */
  readonly statement: string | null
  readonly priority: Priority
  readonly sinceMs: number
  /** When it gives up. */
  readonly deadlineAtMs: number
  /** Where `acquire` was called, while leaks are watched. */
  readonly origin: Error | null
  /** The lease of the same pool that the caller has already. */
  readonly nestedIn: string | null
  readonly resolve: (lease: Lease) => void
  readonly reject: (error: Error) => void
  /** Takes away the abort listener. */
  stopWatching: () => void
  /** The queue's own; null while not in it. */
  place: { previous: Waiter | null; next: Waiter | null } | null
}

type Lane = { first: Waiter | null; last: Waiter | null }

/** Waiters, the longest waiting first. Adding, taking and removing cost the same at any length. */
export class WaitQueue {
  readonly #lanes: Record<Priority, Lane> = {
    interactive: { first: null, last: null },
    background: { first: null, last: null },
  }
  #size = 0

  get size(): number {
    return this.#size
  }

  push(waiter: Waiter): void {
    const lane = this.#lanes[waiter.priority]
    waiter.place = { previous: lane.last, next: null }
    if (lane.last) lane.last.place!.next = waiter
    else lane.first = waiter
    lane.last = waiter
    this.#size++
  }

  /** Takes out who is served next. */
  shift(): Waiter | null {
    const next = earlier(this.#lanes.interactive.first, this.#lanes.background.first)
    if (next) this.remove(next)
    return next
  }

  /** False when the waiter was not there any more. */
  remove(waiter: Waiter): boolean {
    if (!waiter.place) return false
    const { previous, next } = waiter.place
    const lane = this.#lanes[waiter.priority]
    if (previous) previous.place!.next = next
    else lane.first = next
    if (next) next.place!.previous = previous
    else lane.last = previous
    waiter.place = null
    this.#size--
    return true
  }

  /** Those present now, each lane in its order. */
  all(): Waiter[] {
    const waiters: Waiter[] = []
    for (const { first } of Object.values(this.#lanes))
      for (let waiter = first; waiter; waiter = waiter.place!.next) waiters.push(waiter)
    return waiters
  }

  /** Those present now, as they would be served if nobody came any more. */
  inOrder(): Waiter[] {
    const rank = ({ priority, sinceMs }: Waiter) =>
      priority === 'background' ? sinceMs + BACKGROUND_HANDICAP_MS : sinceMs
    // Stable, and an interactive waiter wins a tie: its lane comes first.
    return this.all().sort((a, b) => rank(a) - rank(b))
  }
}

function earlier(interactive: Waiter | null, background: Waiter | null): Waiter | null {
  if (!interactive || !background) return interactive ?? background
  return background.sinceMs + BACKGROUND_HANDICAP_MS < interactive.sinceMs
    ? background
    : interactive
}
