import { useEffect, useState } from 'react'
import type { Calls } from '../../contract/api.ts'
import type { Response } from '../../contract/contract.ts'
import { api } from '../api/api.ts'
import { followPool } from '../app/poolsStore.ts'

type Detail =
  | 'pools.leases'
  | 'pools.waiting'
  | 'pools.histograms'
  | 'pools.answers'
  | 'statements.ofPool'

/**
 * What a pool's figures leave out, asked for anew with each of them; null until it has come. Belongs
 * to one pool: key the component by it.
 */
export function usePoolDetail<N extends Detail>(
  name: N,
  poolId: string,
): Response<Calls[N]> | null {
  const [detail, setDetail] = useState<Response<Calls[N]> | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    let isAsking = false
    async function ask(): Promise<void> {
      if (isAsking) return
      isAsking = true
      try {
        const found = await api.call<Detail>(name, { poolId }, { signal })
        if (!signal.aborted) setDetail(found as Response<Calls[N]>)
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
  }, [name, poolId])
  return detail
}
