import type { PoolEvent } from '../../contract/pools.ts'

/** Newest first, each once, the oldest let go. */
export function withEvents(
  known: readonly PoolEvent[],
  added: readonly PoolEvent[],
  most: number,
): readonly PoolEvent[] {
  const bySequence = new Map([...known, ...added].map((event) => [event.sequence, event]))
  return [...bySequence.values()].sort((a, b) => b.sequence - a.sequence).slice(0, most)
}
