import type { EventSources, Handlers } from '../../contract/contract.ts'
import type { poolHistoryCalls } from '../../contract/poolHistory.ts'
import type { poolCalls, poolEvents, PoolHistograms } from '../../contract/pools.ts'
import type { routingCalls, routingEvents } from '../../contract/routing.ts'
import { parsePoolId } from '../../contract/servers.ts'
import type { AnswerCache } from '../query/AnswerCache.ts'
import type { PoolEventHistory } from '../observe/PoolEventHistory.ts'
import type { PoolHistory } from '../observe/PoolHistory.ts'
import type { PoolManager } from '../pool/PoolManager.ts'
import { checkPool, overviewOfPools } from '../profiles/overviewOfPools.ts'
import type { ProfileService } from '../profiles/ProfileService.ts'
import type { RoutedSessions } from '../pool/routing/RoutedSessions.ts'

const noHistograms: PoolHistograms = {
  acquireWait: [],
  queryLatency: [],
  leaseHeld: [],
  connecting: [],
}

export const poolHandlers = (
  pools: PoolManager,
  profiles: ProfileService,
  answers: AnswerCache,
  history: PoolEventHistory,
): Handlers<typeof poolCalls> => ({
  'pools.overview': () => overviewOfPools(profiles, pools),
  'pools.open': ({ poolId }) => pools.poolFor(poolId).stats(),
  'pools.close': ({ poolId, deadlineMs }) =>
    pools.remove(poolId, { deadlineMs, reason: 'closed on request' }),
  'pools.check': ({ poolId, isApart }, { signal }) =>
    isApart ? profiles.check(poolId, signal) : checkPool(pools.poolFor(poolId), signal),
  'pools.list': () => pools.list().map((pool) => pool.stats()),
  'pools.events': ({ poolId, ...range }) => history.events(poolId, range),
  // A pool that is not open has nothing to tell; that is no mistake of who asks.
  'pools.histograms': ({ poolId }) => pools.find(poolId)?.histograms() ?? noHistograms,
  'pools.answers': ({ poolId }) => answers.figures(parsePoolId(poolId).profileId),
  'pools.leases': ({ poolId }) => pools.find(poolId)?.leases() ?? [],
  'pools.waiting': ({ poolId }) => pools.find(poolId)?.waiting() ?? [],
  'pools.evict': ({ poolId }) => pools.find(poolId)?.evict(),
  'pools.cancel': ({ poolId, connectionId }) => pools.find(poolId)?.cancel(connectionId),
  'pools.kill': ({ poolId, connectionId }) => pools.find(poolId)?.kill(connectionId),
  'pools.sendAway': ({ poolId, waiterId }) => pools.find(poolId)?.sendAway(waiterId),
  'pools.suspend': ({ poolId }) => pools.find(poolId)?.suspend(),
  'pools.resume': ({ poolId }) => pools.find(poolId)?.resume(),
  'pools.resize': ({ poolId, min, max }) => pools.resize(poolId, { min, max }),
  'pools.reload': ({ poolId }) => pools.reloadPool(poolId),
})

export const poolSources = (pools: PoolManager): EventSources<typeof poolEvents> => ({
  'pools.stats': (_filter, emit) => {
    emit(pools.list().map((pool) => pool.stats()))
    return pools.onStats(emit)
  },
  'pools.event': ({ poolId }, emit) =>
    pools.onEvent((event) => {
      if (event.poolId === poolId) emit(event)
    }),
})

export const poolHistoryHandlers = (history: PoolHistory): Handlers<typeof poolHistoryCalls> => ({
  'pools.history': ({ poolId, spanMs }) => history.points(poolId, spanMs),
})

export const routingHandlers = (routing: RoutedSessions): Handlers<typeof routingCalls> => ({
  'pools.routing': ({ profileId }) => routing.status(profileId),
})

export const routingSources = (routing: RoutedSessions): EventSources<typeof routingEvents> => ({
  'pools.routed': ({ profileId }, emit) => routing.onEvent(profileId, emit),
})
