import type { Outage } from './Opener.ts'
import type { PooledConnection } from './PooledConnection.ts'

/** Who is alive says something now and then; a server that lets nobody in is trusted for so long. */
const TRUSTED_MS = 15_000

/**
 * How many of the open connections somebody may still get. While attempts to open one meet nothing but
 * silence, a session counts only if it was heard since: at a server that is frozen, and behind a way
 * that is cut, sessions stay open for hours and say nothing.
 */
export function countAnswering(
  connections: Iterable<Pick<PooledConnection, 'aliveAtMs'>>,
  outage: Pick<Outage, 'isSilent' | 'sinceMs'> | null,
  nowMs: number,
): number {
  const heardSinceMs = outage?.isSilent ? Math.max(outage.sinceMs, nowMs - TRUSTED_MS) : -Infinity
  let count = 0
  for (const { aliveAtMs } of connections) if (aliveAtMs >= heardSinceMs) count++
  return count
}
