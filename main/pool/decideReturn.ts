import type { SessionState } from '../drivers/driver.ts'
import { decideRetirement, type RetirementFacts } from './decideRetirement.ts'
import type { PooledConnection } from './PooledConnection.ts'

/** `keep`: fit to be lent. `replace`: fit too, while another one is opened in its place. */
export type ReturnDecision =
  | { action: 'keep' }
  | { action: 'replace' | 'close' | 'reset' | 'discard'; reason: string }

const KEEP: ReturnDecision = { action: 'keep' }

/** What to do with a connection that comes back from a lease, a reset, a ping or its opening. */
export function decideReturn(
  connection: PooledConnection,
  session: SessionState,
  facts: RetirementFacts & { isDraining: boolean },
): ReturnDecision {
  if (connection.isLost || session === 'lost') return { action: 'discard', reason: 'session lost' }
  if (facts.isDraining) return { action: 'close', reason: 'the pool closes' }
  const retirement = decideRetirement(connection, facts)
  if (retirement?.action === 'close') return retirement
  if (session === 'in-transaction') return { action: 'reset', reason: 'left in a transaction' }
  if (session === 'dirty') return { action: 'reset', reason: 'left with changed settings' }
  return retirement ?? KEEP
}
