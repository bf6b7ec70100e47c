import { beforeEach, describe, expect, test } from 'vitest'
import { WorkbenchError } from '../../contract/errors.ts'
import { poolSettingsSchema } from '../../contract/pools.ts'
import type { Driver } from '../drivers/driver.ts'
import { Pool } from '../pool/Pool.ts'
import { failureOf } from '../pool/testing/failureOf.ts'
import { FakeClock } from '../testing/fakeClock.ts'
import { FakeDatabase, fakeDriver, FakeSession } from '../testing/fakeDriver.ts'
import { ExploreService } from './ExploreService.ts'

let clock: FakeClock
let database: FakeDatabase
let driver: Driver
let explorer: ExploreService
let pool: Pool

beforeEach(() => {
  clock = new FakeClock()
  database = new FakeDatabase()
  driver = fakeDriver(database)
  pool = new Pool({
    poolId: 'orders',
    name: 'orders',
    driverId: 'fake',
    settings: poolSettingsSchema.parse({ max: 3 }),
    connect: async () => new FakeSession(database),
    clock,
    random: () => 0.5,
  })
  explorer = new ExploreService({
    sessions: { use: (_request, options, work) => pool.use(options, work) },
    driverOf: (profileId) => {
      if (profileId === 'orders') return driver
      throw new WorkbenchError('not-found', 'No such connection.')
    },
    findDriver: (profileId) => (profileId === 'orders' ? driver : null),
  })
})

const read = async (options: { refresh?: boolean; signal?: AbortSignal } = {}) => {
  const { signal = new AbortController().signal, refresh = false } = options
  return (await explorer.catalog('orders', { refresh, signal })).defaultSchema
}

describe('the catalog', () => {
  test('is read once for all who ask at a time, and kept', async () => {
    expect(await Promise.all([read(), read(), read()])).toEqual(['read 1', 'read 1', 'read 1'])
    expect(await read()).toBe('read 1')
  })

  test('is read anew on request', async () => {
    await read()
    expect(await read({ refresh: true })).toBe('read 2')
    expect(await read()).toBe('read 2')
  })

  test('is read anew after a statement that may change it, and only then', async () => {
    await read()
    explorer.noteStatement('orders', 'select 1')
    expect(await read()).toBe('read 1')
    explorer.noteStatement('orders', 'create table a (b int)')
    expect(await read()).toBe('read 2')
    explorer.forget('orders')
    expect(await read()).toBe('read 3')
  })

  test('that got old while it was read serves who waits, and is not kept', async () => {
    const reading = Promise.withResolvers<void>()
    database.onCatalog = () => reading.promise
    const early = read()
    await clock.settle()
    explorer.noteStatement('orders', 'drop table a')
    database.onCatalog = async () => {}
    expect(await read()).toBe('read 2')
    reading.resolve()
    await early
    expect(await read()).toBe('read 2')
    expect(database.catalogReads).toBe(2)
  })

  test('that failed is read anew by the next', async () => {
    database.onCatalog = async () => {
      throw new WorkbenchError('connection-lost', 'gone')
    }
    expect(await failureOf(read())).toMatchObject({ code: 'connection-lost' })
    database.onCatalog = async () => {}
    expect(await read()).toBe('read 2')
  })

  test('goes on for the others when one gives up, and stops when all did', async () => {
    let signal: AbortSignal | undefined
    const reading = Promise.withResolvers<void>()
    database.onCatalog = (given) => {
      signal = given
      return reading.promise
    }
    const impatient = new AbortController()
    const patient = new AbortController()
    const first = failureOf(read({ signal: impatient.signal }))
    const second = failureOf(read({ signal: patient.signal }))
    await clock.settle()
    impatient.abort(new WorkbenchError('aborted', 'one'))
    expect(await first).toMatchObject({ message: 'one' })
    expect(signal!.aborted).toBe(false)
    patient.abort(new WorkbenchError('aborted', 'two'))
    expect(await second).toMatchObject({ message: 'two' })
    expect(signal!.aborted).toBe(true)
    reading.resolve()
    database.onCatalog = async () => {}
    expect(await read()).toBe('read 2')
  })

  test('of an unknown profile is refused, each time', async () => {
    const { signal } = new AbortController()
    const unknown = () => explorer.catalog('nowhere', { refresh: false, signal })
    expect(await failureOf(unknown())).toMatchObject({ code: 'not-found' })
    expect(await failureOf(unknown())).toMatchObject({ code: 'not-found' })
    expect(() => explorer.noteStatement('nowhere', 'drop table a')).not.toThrow()
  })
})

test('a tree is browsed level by level, where the driver has one', async () => {
  const { signal } = new AbortController()
  const request = { path: ['db0'], pattern: '', cursor: null }
  expect(() => explorer.browse('orders', request, signal)).toThrow(
    expect.objectContaining({ code: 'unsupported' }),
  )
  driver = {
    ...driver,
    browse: {
      level: async (_connection, { path }) => ({
        nodes: [
          {
            path: [...path, 'user:'],
            label: 'user',
            icon: 'folder',
            detail: '',
            count: 2,
            hasChildren: true,
            canOpen: false,
          },
        ],
        nextCursor: null,
      }),
      openStatement: async (_connection, path) => `GET ${path.at(-1)}`,
    },
  }
  const { nodes } = await explorer.browse('orders', request, signal)
  expect(nodes.map(({ path }) => path)).toEqual([['db0', 'user:']])
  expect(await explorer.openStatement('orders', ['db0', 'a'], signal)).toBe('GET a')
  expect(pool.stats().active).toBe(0)
})

test('reads give their lease back, and show as the explorer’s', async () => {
  let label = ''
  database.onCatalog = async () => {
    label = pool.leases()[0]!.label
  }
  await read()
  const { signal } = new AbortController()
  expect(await explorer.schemas('orders', signal)).toHaveLength(1)
  expect(await explorer.relations('orders', 'main', signal)).toEqual([])
  expect(await explorer.relation('orders', { schema: 'main', name: 'a' }, signal)).toMatchObject({
    columns: [],
  })
  expect(explorer.selectStatement('orders', { schema: 'a', name: 'b' })).toBe(
    'select * from "a"."b"',
  )
  expect(label).toBe('Explorer')
  expect(pool.stats().active).toBe(0)
})
