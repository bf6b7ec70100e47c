import { useEffect, useState } from 'react'
import type { PoolEvent } from '../../contract/pools.ts'
import { api } from '../api/api.ts'
import { withEvents } from './withEvents.ts'

/** What happened in a pool, newest first; null until it has come. */
export function usePoolEvents(poolId: string): readonly PoolEvent[] | null {
  const [events, setEvents] = useState<readonly PoolEvent[] | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const add = (added: readonly PoolEvent[]) => {
      if (!signal.aborted) setEvents((known) => withEvents(known ?? [], added))
    }
    const stop = api.subscribe('pools.event', { poolId }, (event) => add([event]))
    api.call('pools.events', { poolId }, { signal }).then(add, () => add([]))
    return () => {
      stop()
      controller.abort()
    }
  }, [poolId])
  return events
}
