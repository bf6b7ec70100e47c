import type { LeaseInfo, PoolStats } from '../../contract/pools.ts'
import type { PooledConnection } from './PooledConnection.ts'

/** Some drivers make up a name where the server keeps no sessions. */
const NUMBER = /^\d+$/

/** Who holds which connection, the longest first. */
export function listLeases(connections: Iterable<PooledConnection>, nowMs: number): LeaseInfo[] {
  const leases: LeaseInfo[] = []
  for (const { id, lease, connection } of connections) {
    if (!lease) continue
    const { label, ownerId, statement, lastSql, takenAtMs, idleSinceMs, isLeakSuspect, origin } =
      lease
    const { sessionId } = connection.server
    leases.push({
      connectionId: id,
      sessionId: NUMBER.test(sessionId) ? sessionId : null,
      label,
      ownerId,
      heldMs: nowMs - takenAtMs,
      statement: statement?.sql ?? null,
      lastStatement: lastSql,
      statementMs: statement && nowMs - statement.sinceMs,
      isInTransaction: connection.session === 'in-transaction',
      idleMs: statement ? null : nowMs - idleSinceMs,
      isLeakSuspect,
      stack: origin?.stack ?? null,
      canCancel: Boolean(statement?.cancel),
    })
  }
  return leases.sort((a, b) => b.heldMs - a.heldMs)
}

/** What of the leases is worth a look. */
export function leaseTroubles(
  connections: Iterable<PooledConnection>,
  nowMs: number,
): Pick<PoolStats, 'leakCount' | 'idleInTransactionMs'> {
  let leakCount = 0
  let idleInTransactionMs: number | null = null
  for (const { lease, connection } of connections) {
    if (!lease) continue
    if (lease.isLeakSuspect) leakCount++
    if (lease.statement || connection.session !== 'in-transaction') continue
    idleInTransactionMs = Math.max(idleInTransactionMs ?? 0, nowMs - lease.idleSinceMs)
  }
  return { leakCount, idleInTransactionMs }
}
