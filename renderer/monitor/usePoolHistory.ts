import { useEffect, useState } from 'react'
import type { PoolSample } from '../../contract/pools.ts'
import { api } from '../api/api.ts'
import { followPool } from '../app/poolsStore.ts'
import { mergeSamples, sampleOf, withSample } from './samples.ts'

/**
 * Samples of the last hour of one pool: history from main, then each new figure as it comes. Belongs
 * to one pool: key the component by it.
 */
export function usePoolSamples(poolId: string): readonly PoolSample[] {
  const [samples, setSamples] = useState<readonly PoolSample[]>([])

  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    api.call('pools.history', { poolId }, { signal }).then(
      (history) => {
        if (!signal.aborted) setSamples((live) => mergeSamples(history, live))
      },
      () => {}, // The charts begin with what comes live.
    )
    const stop = followPool(poolId, (pool) =>
      setSamples((current) => withSample(current, sampleOf(pool))),
    )
    return () => {
      stop()
      controller.abort()
    }
  }, [poolId])

  return samples
}
