import { useEffect, useState } from 'react'
import { followPool } from './poolsStore.ts'

const MOST = 30

/** How many connections of a pool were active, over the last half minute this was shown. */
export function useRecentActive(poolId: string): readonly number[] {
  const [recent, setRecent] = useState<{ poolId: string; values: readonly number[] }>({
    poolId,
    values: [],
  })
  useEffect(
    () =>
      followPool(poolId, ({ active }) =>
        setRecent((known) => ({
          poolId,
          values: [...(known.poolId === poolId ? known.values.slice(1 - MOST) : []), active],
        })),
      ),
    [poolId],
  )
  return recent.poolId === poolId ? recent.values : []
}
