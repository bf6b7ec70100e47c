import { AsyncLocalStorage } from 'node:async_hooks'
import type { Lease, LeaseHome } from './Lease.ts'
import type { EventFacts } from './PoolEventLog.ts'

type Held = { readonly home: LeaseHome; readonly lease: Lease; readonly outer: Held | undefined }

const held = new AsyncLocalStorage<Held>()

/** Runs work that has the lease; what it calls and awaits knows of it. */
export const runHolding = <T>(home: LeaseHome, lease: Lease, work: () => T): T =>
  held.run({ home, lease, outer: held.getStore() }, work)

/** The lease of this pool that the caller has while it asks for another; null: none. */
export function leaseHeldHere(home: LeaseHome): Lease | null {
  for (let entry = held.getStore(); entry; entry = entry.outer)
    if (entry.home === home && entry.lease.isHeld) return entry.lease
  return null
}

/** Who holds a lease and waits for another may wait for ever, once all others do the same. */
export function nestedAcquire(
  { label = '' }: { readonly label?: string },
  outer: Lease,
  { active, max }: { active: number; max: number },
): EventFacts {
  const reason =
    `“${label}” asks for a connection while “${outer.label}” holds one for it, and ` +
    `${active} of ${max} are in use. Do both on one lease, or raise max.`
  return { kind: 'nested-acquire', reason }
}
