import { useEffect, useState } from 'react'
import type { LeaseInfo } from '../../contract/pools.ts'
import { api } from '../api/api.ts'
import { followPool } from '../app/poolsStore.ts'

/** Connections in use, asked for anew with each figure of the pool; longest held first. */
export function useLeases(poolId: string): readonly LeaseInfo[] | null {
  const [leases, setLeases] = useState<readonly LeaseInfo[] | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    let isAsking = false
    async function ask(): Promise<void> {
      if (isAsking) return
      isAsking = true
      try {
        const found = await api.call('pools.leases', { poolId }, { signal })
        if (!signal.aborted) setLeases(found.toSorted((a, b) => b.heldMs - a.heldMs))
      } catch {
        // The next figure asks again.
      } finally {
        isAsking = false
      }
    }
    void ask()
    const stop = followPool(poolId, () => void ask())
    return () => {
      stop()
      controller.abort()
    }
  }, [poolId])
  return leases
}
