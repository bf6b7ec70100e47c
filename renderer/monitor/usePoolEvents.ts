import { useEffect, useState } from 'react'
import type { PoolEvent } from '../../contract/pools.ts'
import { api } from '../api/api.ts'
import { oncePerFrame } from '../ui/oncePerFrame.ts'
import { withEvents } from './withEvents.ts'

const MOST_EVENTS = 1_000

/**
 * What happened in a pool within the last `spanMs`, and the latest in any case, newest first; null until
 * it has come. Of a closed pool as well.
 */
export function usePoolEvents(poolId: string, spanMs: number): readonly PoolEvent[] | null {
  const [events, setEvents] = useState<readonly PoolEvent[] | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    let isFirst = true
    const add = (added: readonly PoolEvent[]) => {
      if (signal.aborted) return
      // Those of the range before may lie outside of this one.
      const isNew = isFirst
      isFirst = false
      setEvents((known) => withEvents(isNew ? [] : (known ?? []), added, MOST_EVENTS))
    }
    const live = oncePerFrame<readonly PoolEvent[]>(
      (waiting, next) => [...waiting, ...next].slice(-MOST_EVENTS),
      add,
    )
    const stop = api.subscribe('pools.event', { poolId }, (event) => live.push([event]))
    const range = { poolId, sinceMs: Date.now() - spanMs, limit: MOST_EVENTS }
    api.call('pools.events', range, { signal }).then(add, () => add([]))
    return () => {
      stop()
      live.stop()
      controller.abort()
    }
  }, [poolId, spanMs])
  return events
}
