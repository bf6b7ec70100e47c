import { expect, test } from 'vitest'
import { WorkbenchError } from '../../contract/errors.ts'
import { type ManagerLimits, managerLimitsSchema } from '../../contract/managerLimits.ts'
import { type PoolSettings, poolSettingsSchema, type PoolStats } from '../../contract/pools.ts'
import { FakeClock } from '../testing/fakeClock.ts'
import { PoolManager, type PoolManagerOptions, type PoolProfile } from './PoolManager.ts'
import { failureOf } from './testing/failureOf.ts'
import { FakeServer } from './testing/FakeServer.ts'

test('opens one pool a profile, on first use, under the profile’s id', async () => {
  const { manager, askedFor } = managerOnFakeServer()
  expect(manager.list()).toEqual([])

  const pool = manager.poolFor('orders')
  await pool.use({}, async () => {})

  expect(manager.poolFor('orders')).toBe(pool)
  expect(manager.find('orders')).toBe(pool)
  expect(manager.find('books')).toBeUndefined()
  expect(manager.list()).toEqual([pool])
  expect(pool.stats()).toMatchObject({ poolId: 'orders', name: 'The orders', driverId: 'fake' })
  expect(askedFor).toEqual(['orders'])
})

test('a profile that does not exist opens nothing', () => {
  const { manager } = managerOnFakeServer()
  expect(() => manager.poolFor('missing')).toThrow('There is no profile “missing”.')
  expect(manager.list()).toEqual([])
})

test('a changed profile keeps the connections when it leads to the same place', async () => {
  const { manager, server, clock, profiles } = managerOnFakeServer()
  const pool = manager.poolFor('orders')
  await pool.use({}, async () => {})
  profiles.set('orders', profileOf('Renamed', { max: 9 }))

  manager.reload('orders')
  await clock.settle()

  expect(pool.stats()).toMatchObject({ name: 'Renamed', max: 9, idle: 1 })
  expect(server.sessions).toHaveLength(1)
})

test.each([
  ['elsewhere', 'other'],
  ['to a place it does not name', undefined],
])('a changed profile that leads %s gets new connections', async (_, targetKey) => {
  const { manager, server, clock, profiles } = managerOnFakeServer()
  const pool = manager.poolFor('orders')
  const lease = await pool.acquire()
  const { targetKey: _old, ...rest } = profileOf('The orders')
  profiles.set('orders', targetKey === undefined ? rest : { ...rest, targetKey })

  manager.reload('orders')
  expect(lease.connection.session).toBe('clean')
  lease.release()
  await clock.settle()

  expect(pool.stats().total).toBe(0)
  expect(server.openSessions).toEqual([])
  expect(pool.events().at(-1)).toMatchObject({ reason: 'the connection leads elsewhere now' })
})

test('reloading a profile without an open pool does nothing', () => {
  const { manager } = managerOnFakeServer()
  manager.reload('orders')
  expect(manager.list()).toEqual([])
})

test('removing closes the pool; asking again opens a new one meanwhile', async () => {
  const { manager, clock } = managerOnFakeServer()
  const old = manager.poolFor('orders')
  const lease = await old.acquire()
  const removed = manager.remove('orders')
  expect(manager.list()).toEqual([])

  const fresh = manager.poolFor('orders')
  expect(fresh).not.toBe(old)
  await fresh.use({}, async () => {})

  lease.release()
  await removed
  expect(old.stats().state).toBe('closed')
  await manager.remove('missing')
  await manager.shutdown()
  expect(clock.timerCount).toBe(0)
})

test('tells the figures of all pools once a second and when a pool comes or goes', async () => {
  const { manager, clock } = managerOnFakeServer()
  const told: string[][] = []
  const stop = manager.onStats((stats: PoolStats[]) => told.push(stats.map(({ poolId }) => poolId)))
  await clock.advance(5_000)
  expect(told).toEqual([])

  manager.poolFor('orders')
  manager.poolFor('books')
  await clock.advance(2_000)
  expect(told).toEqual([['orders'], ['orders', 'books'], ['orders', 'books'], ['orders', 'books']])

  await manager.remove('orders')
  expect(told.at(-1)).toEqual(['books'])

  stop()
  told.length = 0
  await clock.advance(5_000)
  expect(told).toEqual([])
  await manager.shutdown()
  expect(clock.timerCount).toBe(0)
})

test('tells the events of all pools, the first one of each among them', async () => {
  const { manager } = managerOnFakeServer()
  const told: string[] = []
  manager.onEvent(({ poolId, kind }) => told.push(`${poolId} ${kind}`))

  await manager.poolFor('orders').use({}, async () => {})
  manager.poolFor('books')

  expect(told).toEqual([
    'orders pool-created',
    'orders connection-opening',
    'orders connection-opened',
    'books pool-created',
  ])
})

test('at its limit makes room with the pool unused for longest, and refuses when all are in use', async () => {
  const { manager } = managerOnFakeServer(limitsWith({ maxPools: 2 }))
  const orders = manager.poolFor('orders')
  const books = manager.poolFor('books')
  manager.poolFor('orders')

  manager.poolFor('sample')
  expect(manager.list().map(({ poolId }) => poolId)).toEqual(['orders', 'sample'])
  expect(books.stats().state).toBe('closed')

  await orders.acquire()
  await manager.poolFor('sample').acquire()
  expect(() => manager.poolFor('books')).toThrow('2 pools are open and in use')
})

test('a shutdown closes every pool, those being removed too, and opens none after', async () => {
  const { manager, server, clock } = managerOnFakeServer()
  manager.onStats(() => {})
  await manager.poolFor('orders').acquire()
  await manager.poolFor('books').acquire()
  const removed = manager.remove('books', { deadlineMs: 60_000 })
  const shutDown = manager.shutdown({ deadlineMs: 1_000 })

  await clock.advance(1_000)
  await Promise.all([removed, shutDown, manager.shutdown()])

  expect(manager.list()).toEqual([])
  expect(server.openSessions).toEqual([])
  expect(clock.timerCount).toBe(0)
  const refusal = await failureOf((async () => manager.poolFor('orders'))())
  expect(refusal.code).toBe('pool-closed')
})

test('after a sleep of the computer every pool pings before it lends', async () => {
  const { manager, server } = managerOnFakeServer()
  const pool = manager.poolFor('orders')
  await pool.use({}, async () => {})
  manager.revalidate()
  await pool.use({}, async () => {})
  expect(server.sessions[0]!.pingCount).toBe(1)
})

test('resizes an open pool until its profile’s settings are taken over again', async () => {
  const { manager } = managerOnFakeServer()
  const pool = manager.poolFor('orders')
  const { min, max } = pool.stats()
  manager.resize('orders', { min: 1, max: 9 })
  expect(pool.stats()).toMatchObject({ min: 1, max: 9 })

  expect(() => manager.resize('orders', { min: 10, max: 9 })).toThrow(
    'min is 10, above max 9. Lower min or raise max.',
  )
  expect(pool.stats()).toMatchObject({ min: 1, max: 9 })

  await pool.use({}, async () => {})
  manager.reloadPool('orders')
  expect(pool.stats()).toMatchObject({ min, max, total: 1 })
})

test('a suspended pool is not closed for want of use', async () => {
  const { manager, clock } = managerOnFakeServer(limitsWith({ idlePoolMs: 60_000 }))
  manager.poolFor('orders').suspend()
  await clock.advance(300_000)
  expect(manager.find('orders')?.stats().state).toBe('suspended')
})

test('closes a pool that nobody uses any more, and says so; one in use stays', async () => {
  const { manager, clock } = managerOnFakeServer(limitsWith({ idlePoolMs: 60_000 }))
  const drained: string[] = []
  manager.onEvent(({ poolId, kind, reason }) => {
    if (kind === 'pool-draining') drained.push(`${poolId}: ${reason}`)
  })
  await manager.poolFor('orders').use({}, async () => {})
  const lease = await manager.poolFor('books').acquire()

  await clock.advance(90_000)
  expect(manager.list().map(({ poolId }) => poolId)).toEqual(['books'])
  expect(drained).toEqual([expect.stringMatching(/^orders: unused for [\d,]+ ms; 0 in use/)])
  expect(manager.poolFor('orders').stats().acquireCount).toBe(0)
  lease.release()
})

test('a profile’s pools of several servers are reloaded and closed together', async () => {
  const { manager, profiles } = managerOnFakeServer()
  profiles.set('orders#server=b', profileOf('The orders · b'))
  manager.poolFor('orders')
  const second = manager.poolFor('orders#server=b')
  manager.poolFor('books')

  profiles.set('orders', profileOf('The orders', { max: 9 }))
  profiles.delete('orders#server=b')
  manager.reload('orders')
  expect(manager.find('orders')!.stats().max).toBe(9)
  expect(second.stats().state).not.toBe('running')

  await manager.removeProfile('orders')
  expect(manager.list().map(({ poolId }) => poolId)).toEqual(['books'])
})

const limitsWith = (changes: Partial<ManagerLimits>) => ({
  limits: () => managerLimitsSchema.parse(changes),
})

function managerOnFakeServer(options: Pick<PoolManagerOptions, 'limits'> = {}) {
  const clock = new FakeClock()
  const server = new FakeServer(clock)
  const askedFor: string[] = []
  const profiles = new Map(
    ['orders', 'books', 'sample'].map((id) => [id, profileOf(`The ${id}`)] as const),
  )
  const manager = new PoolManager({
    connect: (profileId, signal) => {
      askedFor.push(profileId)
      return server.connect(signal)
    },
    describe: (profileId) => {
      const profile = profiles.get(profileId)
      if (!profile) throw new WorkbenchError('not-found', `There is no profile “${profileId}”.`)
      return profile
    },
    clock,
    random: () => 0.5,
    ...options,
  })
  return { manager, server, clock, profiles, askedFor }
}

function profileOf(name: string, settings: Partial<PoolSettings> = {}): PoolProfile {
  return {
    name,
    driverId: 'fake',
    settings: poolSettingsSchema.parse(settings),
    targetKey: 'here',
  }
}
