import { type PoolSettings, poolSettingsSchema } from '../../../contract/pools.ts'
import { FakeClock } from '../../testing/fakeClock.ts'
import { Pool, type PoolOptions } from '../Pool.ts'
import { FakeServer } from './FakeServer.ts'

type PoolSetUp = {
  pool: Pool
  server: FakeServer
  clock: FakeClock
  /** The settings with some of them changed, for `reload`. */
  settingsWith: (changes: Partial<PoolSettings>) => PoolSettings
  /** Events so far, each as `kind reason`. */
  story: () => string[]
}

/** What a pool does by itself beside the matter of a test is left out. */
const quiet: Partial<PoolSettings> = { healthCheckIntervalMs: 0, scaleAfterMs: 0 }

/** A pool named “orders” on a server and a clock that do as they are told. */
export function poolOnFakeServer(
  settings: Partial<PoolSettings> = {},
  options: Partial<
    Pick<
      PoolOptions,
      'connect' | 'random' | 'connectTimeoutMs' | 'connectPatienceMs' | 'idleOrder' | 'opensFile'
    >
  > = {},
): PoolSetUp {
  const clock = new FakeClock()
  const server = new FakeServer(clock)
  const settingsWith = (changes: Partial<PoolSettings>) =>
    poolSettingsSchema.parse({ ...quiet, ...settings, ...changes })
  const pool = new Pool({
    poolId: 'orders-1',
    name: 'orders',
    driverId: 'fake',
    settings: settingsWith({}),
    connect: server.connect,
    clock,
    random: () => 0.5,
    ...options,
  })
  const story = () => pool.events().map(({ kind, reason }) => `${kind} ${reason}`)
  return { pool, server, clock, settingsWith, story }
}
