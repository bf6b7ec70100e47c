import type { PoolEvent } from '../../contract/pools.ts'

const MOST_EVENTS = 200

/** Newest first, each once, the oldest let go. */
export function withEvents(
  known: readonly PoolEvent[],
  added: readonly PoolEvent[],
): readonly PoolEvent[] {
  const bySequence = new Map([...known, ...added].map((event) => [event.sequence, event]))
  return [...bySequence.values()].sort((a, b) => b.sequence - a.sequence).slice(0, MOST_EVENTS)
}
