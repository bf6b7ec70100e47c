import { Client } from 'pg'
import { type PoolSettings, poolSettingsSchema } from '../../../contract/pools.ts'
import { systemClock } from '../../clock.ts'
import { postgres } from '../../drivers/postgres/index.ts'
import { runCollecting } from '../../drivers/testing/CollectingSink.ts'
import type { PostgresCluster } from '../../testing/PostgresCluster.ts'
import { Pool } from '../Pool.ts'

/** A pool of the real thing, on the cluster itself or on a way to it. */
export function poolOnPostgres(
  cluster: PostgresCluster,
  settings: Partial<PoolSettings> = {},
  { port = cluster.port, connectTimeoutMs = 3_000, connectPatienceMs = Infinity } = {},
): Pool {
  const { fields, secrets } = postgres.parseUrl(cluster.url)
  const target = {
    profileName: 'orders',
    fields: { ...fields, ...secrets, port, tlsMode: 'off' },
    isReadOnly: false,
    connectTimeoutMs,
    statementTimeoutMs: 0,
  }
  const spawnProcess = () => {
    throw new Error('This driver needs no process')
  }
  return new Pool({
    poolId: 'orders',
    name: 'orders',
    driverId: 'postgres',
    settings: poolSettingsSchema.parse(settings),
    connectTimeoutMs,
    connectPatienceMs,
    connect: (signal) => postgres.connect(target, { spawnProcess }, signal),
    clock: systemClock,
    random: Math.random,
  })
}

/** The first cell of a statement that runs on a lease of the pool. */
export async function askPool(pool: Pool, sql: string, signal?: AbortSignal): Promise<unknown> {
  return pool.use({ ...(signal && { signal }) }, async ({ connection }) => {
    const { sink } = await runCollecting(connection, sql, { ...(signal && { signal }) })
    return sink.results[0]?.batches.length ? sink.rows[0]?.[0] : null
  })
}

/** Past every pool and proxy, on a session of its own. */
export async function askServer(cluster: PostgresCluster, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: cluster.url, application_name: 'test' })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql)
    return Object.values(rows[0] ?? {})[0]
  } finally {
    await client.end()
  }
}

/** Sessions of ours, as the server counts them. */
export const countSessions = (cluster: PostgresCluster): Promise<unknown> =>
  askServer(
    cluster,
    `select count(*)::int from pg_stat_activity
     where application_name = 'Sluice' and backend_type = 'client backend'`,
  )
