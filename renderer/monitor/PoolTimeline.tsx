import { useMemo } from 'react'
import { useRouting } from '../app/useRouting.ts'
import { useMonitor } from './monitorStore.ts'
import { growthEntries, poolEntry, routingEntry } from './timeline.ts'
import { Timeline } from './Timeline.tsx'
import { usePoolEvents } from './usePoolEvents.ts'

/** What a pool decided, and where its profile has several servers, what was decided among them. */
export function PoolTimeline({ poolId, profileId }: { poolId: string; profileId: string }) {
  const spanMs = useMonitor((state) => state.spanMs)
  const events = usePoolEvents(poolId, spanMs)
  const routing = useRouting(profileId)
  const lists = useMemo(
    () =>
      events && [
        events.map(poolEntry),
        growthEntries(events),
        (routing?.events ?? []).toReversed().map(routingEntry),
      ],
    [events, routing],
  )
  return <Timeline lists={lists} />
}
