import { expect, test } from 'vitest'
import { poolSettingsSchema } from '../../../contract/pools.ts'
import { type Routing, type RoutingEvent, routingSchema } from '../../../contract/routing.ts'
import { serverPoolId } from '../../../contract/servers.ts'
import type { Connection, ServerFacts } from '../../drivers/driver.ts'
import { FakeClock } from '../../testing/fakeClock.ts'
import { Pool } from '../Pool.ts'
import { failureOf } from '../testing/failureOf.ts'
import { FakeServer } from '../testing/FakeServer.ts'
import type { Wish } from './decideRoute.ts'
import { ServerGroup } from './ServerGroup.ts'

const read: Wish = { intent: 'read' }
const write: Wish = { intent: 'write' }

test('goes on to the next server when the one chosen turns out to be away', async () => {
  const { use, servers, kinds, clock } = groupOn({ mode: 'load-balanced' })
  expect(await use({ intent: 'catalog' })).toBe('primary')
  await clock.settle()
  expect(await use(read)).toBe('other')

  servers.other.refuseConnections()
  servers.other.endSessions()
  expect(await use(read)).toBe('primary')
  expect(kinds().slice(-3)).toEqual(['read-routed', 'server-down', 'read-routed'])
})

test('writes go over to a backup at once, and back only after the primary has been there for a while', async () => {
  const { use, servers, facts, clock, kinds } = groupOn({ failBackAfterMs: 10_000 })
  facts.other = { isWritable: true, history: null, lagMs: null }
  expect(await use(write)).toBe('primary')
  await clock.settle()

  servers.primary.refuseConnections()
  servers.primary.endSessions()
  expect(await use(write)).toBe('other')
  expect(kinds()).toContain('failed-over')

  servers.primary.acceptConnections()
  await clock.advance(8_000)
  expect(await use(write)).toBe('other')
  await clock.advance(8_000)
  expect(await use(write)).toBe('primary')
  expect(kinds()).toContain('failed-back')
})

test('a write is refused while only a standby answers, and the error says what to do', async () => {
  const { use, servers } = groupOn({})
  await use(write)
  servers.primary.refuseConnections()
  servers.primary.endSessions()
  const refusal = await failureOf(use(write))
  expect(refusal).toMatchObject({
    code: 'read-only',
    message: expect.stringMatching(
      /“orders” can only be read: .*“other” answers, for reading only/,
    ),
    cause: { code: 'connection-refused' },
  })
  expect(await use(read)).toBe('other')
  expect(await use({ intent: 'catalog' })).toBe('other')
})

test('where no server answers, the error is the server’s own', async () => {
  const { use, servers, clock } = groupOn({})
  servers.primary.refuseConnections()
  servers.other.refuseConnections()
  const outcome = failureOf(use(read))
  await clock.advance(1_000)
  expect((await outcome).code).toBe('connection-refused')
})

test('a session lost at work has its server looked at', async () => {
  const { group, servers, clock, kinds } = groupOn({})
  await failureOf(
    group.use(write, {}, async () => {
      servers.primary.refuseConnections()
      servers.primary.endSessions()
      throw new Error('lost')
    }),
  )
  await clock.settle()
  expect(kinds()).toContain('writes-stopped')
})

test('a standby that is out of reach does not hold up who goes to the primary', async () => {
  const { use, servers } = groupOn({})
  servers.other.dropTraffic()
  expect(await use(write)).toBe('primary')
})

test('the servers are looked at while the profile is in use, then left in peace', async () => {
  const { use, group, looks, clock, pools } = groupOn({ checkIntervalMs: 1_000 })
  await use(read)
  await clock.advance(10_000)
  expect(looks.count).toBeGreaterThan(10)
  await clock.advance(60_000)
  const lookedSoFar = looks.count
  await clock.advance(600_000)
  expect(looks.count).toBe(lookedSoFar)

  await use(read)
  expect(looks.count).toBeGreaterThan(lookedSoFar)
  group.stop()
  await Promise.all([...pools.values()].map((pool) => pool.close()))
  expect(clock.timerCount).toBe(0)
})

/** A primary and a standby called “other”. */
function groupOn(settings: Partial<Routing>) {
  const clock = new FakeClock()
  const servers = { primary: new FakeServer(clock), other: new FakeServer(clock) }
  const facts: Record<'primary' | 'other', ServerFacts> = {
    primary: { isWritable: true, history: null, lagMs: null },
    other: { isWritable: false, history: null, lagMs: null },
  }
  const looks = { count: 0 }
  const nameOf = (connection: Connection): 'primary' | 'other' =>
    servers.primary.sessions.some((session) => session === connection) ? 'primary' : 'other'
  const pools = new Map<string, Pool>()
  for (const name of ['primary', 'other'] as const) {
    const poolId = serverPoolId('orders', name)
    const pool = new Pool({
      poolId,
      name,
      driverId: 'fake',
      settings: poolSettingsSchema.parse({}),
      connectTimeoutMs: 1_000,
      connectPatienceMs: 0,
      connect: servers[name].connect,
      clock,
      random: () => 0.5,
    })
    pools.set(poolId, pool)
  }
  const events: RoutingEvent[] = []
  const group = new ServerGroup({
    profileId: 'orders',
    name: 'orders',
    routing: routingSchema.parse({
      mode: 'active-standby',
      servers: [{ name: 'other', role: 'backup', fields: {} }],
      ...settings,
      ...(settings.mode === 'load-balanced' && {
        servers: [{ name: 'other', role: 'replica', fields: {} }],
      }),
    }),
    inspect: async (connection, signal) => {
      looks.count++
      await connection.ping(signal)
      return facts[nameOf(connection)]
    },
    poolFor: (poolId) => pools.get(poolId)!,
    clock,
    onEvent: (event) => events.push(event),
    newestSteps: new Map(),
  })
  const use = (wish: Wish) => group.use(wish, {}, async ({ connection }) => nameOf(connection))
  const kinds = () => events.map(({ kind }) => kind)
  return { group, use, kinds, servers, facts, looks, clock, pools }
}
