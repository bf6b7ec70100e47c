import type { PoolCheck, PoolOverview } from '../../contract/pools.ts'
import type { Profile } from '../../contract/profiles.ts'
import { PRIMARY, serverPoolId } from '../../contract/servers.ts'
import type { Pool } from '../pool/Pool.ts'
import type { PoolManager } from '../pool/PoolManager.ts'

type Profiles = { list(): Profile[] }

/** Every server of every profile with its pool, open or not. */
export function overviewOfPools(
  profiles: Profiles,
  pools: Pick<PoolManager, 'find'>,
): PoolOverview[] {
  return profiles.list().flatMap((profile) => {
    const { id: profileId, name, driverId, pool: settings, routing } = profile
    const servers = [PRIMARY, ...routing.servers.map((server) => server.name)]
    return servers.map((serverName) => {
      const poolId = serverPoolId(profileId, serverName)
      return {
        poolId,
        profileId,
        name: serverName === PRIMARY ? name : `${name} · ${serverName}`,
        serverName,
        driverId,
        settings,
        stats: pools.find(poolId)?.stats() ?? null,
      }
    })
  })
}

/** Throws what `acquire` throws where there is no connection to be had. */
export function checkPool(pool: Pool, signal: AbortSignal): Promise<PoolCheck> {
  return pool.use({ label: 'Check', signal }, async ({ connection }) => {
    const startedAtMs = performance.now()
    await connection.ping(signal)
    const { product, version } = connection.server
    return { product, version, latencyMs: performance.now() - startedAtMs }
  })
}
