import { create } from 'zustand'
import type { PoolStats } from '../../contract/pools.ts'
import { api } from '../api/api.ts'
import { oncePerFrame } from '../ui/oncePerFrame.ts'

/** Figures of the open pools, about once a second; null while they are not known. */
const store = create<{ pools: readonly PoolStats[] | null }>()(() => ({ pools: null }))

/** Follows the figures until the window ends: one subscription for all that show them. */
export function followPools(): void {
  const { push, stop } = oncePerFrame<readonly PoolStats[]>(
    (_, latest) => latest,
    (pools) => store.setState({ pools }),
  )
  api.subscribe('pools.stats', {}, push)
  // What was true of a main that is out of reach may no longer be.
  api.onState(() => {
    if (api.state !== 'lost') return
    stop()
    store.setState({ pools: null })
  })
}

export const usePools = (): readonly PoolStats[] | null => store((state) => state.pools)

/** The pool of one profile; null where none is open. */
export const usePool = (profileId: string | null): PoolStats | null =>
  store((state) => state.pools?.find(({ poolId }) => poolId === profileId) ?? null)

/** The pool of one profile at the moment; null where none is open. */
export const currentPool = (profileId: string): PoolStats | null =>
  store.getState().pools?.find(({ poolId }) => poolId === profileId) ?? null

/** Calls at each new set of figures until the function that comes back is called. */
export const onPools = (listener: () => void): (() => void) =>
  store.subscribe(({ pools }, before) => {
    if (pools !== before.pools) listener()
  })

/** Hears each new figure of one pool until the function that comes back is called. */
export function followPool(poolId: string, listener: (pool: PoolStats) => void): () => void {
  const find = (pools: readonly PoolStats[] | null) => pools?.find((pool) => pool.poolId === poolId)
  const known = find(store.getState().pools)
  if (known) listener(known)
  return store.subscribe(({ pools }, before) => {
    const pool = find(pools)
    if (pool && pools !== before.pools) listener(pool)
  })
}

/** In a word, how a pool is. Worst first: a server out of reach hides that nobody waits. */
export type PoolHealth = 'closed' | 'unreachable' | 'waiting' | 'running'

export function poolHealth(pool: PoolStats | null): PoolHealth {
  if (!pool || pool.state === 'closed') return 'closed'
  if (pool.lastConnectError && pool.total === 0) return 'unreachable'
  return pool.waiting > 0 ? 'waiting' : 'running'
}
