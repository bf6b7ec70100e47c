import { useEffect, useState } from 'react'
import type { RoutingStatus } from '../../contract/routing.ts'
import { api } from '../api/api.ts'
import { onPools } from './poolsStore.ts'
import { useProfile } from './profilesStore.ts'

/**
 * How the servers of a profile are and who takes what, asked for anew with the figures of the pools
 * and at each decision; null where there is nothing to choose, or nothing was asked for yet.
 */
export function useRouting(profileId: string | null): RoutingStatus | null {
  const [status, setStatus] = useState<RoutingStatus | null>(null)
  const routing = useProfile(profileId)?.routing
  const isRouted =
    routing !== undefined && routing.mode !== 'local-only' && routing.servers.length > 0
  useEffect(() => {
    if (profileId === null || !isRouted) return
    const controller = new AbortController()
    const { signal } = controller
    let isAsking = false
    async function ask(id: string): Promise<void> {
      if (isAsking) return
      isAsking = true
      try {
        const found = await api.call('pools.routing', { profileId: id }, { signal })
        if (!signal.aborted) setStatus(found)
      } catch {
        // The next figures ask again.
      } finally {
        isAsking = false
      }
    }
    const askAgain = () => void ask(profileId)
    askAgain()
    const stops = [onPools(askAgain), api.subscribe('pools.routed', { profileId }, askAgain)]
    return () => {
      for (const stop of stops) stop()
      controller.abort()
    }
  }, [profileId, isRouted])
  return isRouted && status?.profileId === profileId ? status : null
}
