import { beforeEach, expect, test } from 'vitest'
import { poolSettingsSchema } from '../../contract/pools.ts'
import type { SessionChange } from '../../contract/sessions.ts'
import { Pool } from '../pool/Pool.ts'
import { FakeClock } from '../testing/fakeClock.ts'
import { FakeDatabase, fakeDriver } from '../testing/fakeDriver.ts'
import { KEPT_IDLE_MS, KeptSessions } from './KeptSessions.ts'

let clock: FakeClock
let pool: Pool
let kept: KeptSessions
let heard: SessionChange[]

beforeEach(() => {
  clock = new FakeClock()
  const driver = fakeDriver(new FakeDatabase())
  const target = { profileName: 'orders', fields: {}, isReadOnly: false }
  const limits = { connectTimeoutMs: 1_000, statementTimeoutMs: 0 }
  const spawnProcess = () => {
    throw new Error('No process is needed here.')
  }
  pool = new Pool({
    ...{ poolId: 'orders', name: 'orders', driverId: 'fake', clock, random: () => 0 },
    settings: poolSettingsSchema.parse({ max: 1 }),
    connect: (signal) => driver.connect({ ...target, ...limits }, { spawnProcess }, signal),
  })
  const sessionChange = (sql: string) => (sql.startsWith('set ') ? sql.slice(4) : null)
  kept = new KeptSessions({
    sessions: { use: (_request, terms, work) => pool.use(terms, work) },
    dialectOf: () => ({ ...driver.dialect, sessionChange }),
    clock,
  })
  heard = []
  kept.onChanged('a', (change) => heard.push(change))
})

const session = { sessionId: 'a', clientId: 'window', schema: null }

/** Runs a statement that leaves the session in such a state. */
const use = (sql: string, state: 'clean' | 'dirty', profileId = 'orders') =>
  kept.use({ profileId, statements: [sql], session }, { label: 'Query 1' }, async (lease) => {
    Object.assign(lease.connection, { session: state })
  })

test('a session is kept for a change that is known, and not for any other', async () => {
  await use('call p()', 'dirty')
  expect(pool.leases()).toEqual([])
  await use('set a', 'dirty')
  expect(heard).toEqual([
    { kind: 'kept', session: { sessionId: 'a', profileId: 'orders', changes: ['a'] } },
  ])
  expect(pool.leases()).toMatchObject([{ label: 'Query 1', ownerId: 'a' }])
  await use('set b', 'dirty')
  expect(heard.at(-1)).toMatchObject({ session: { changes: ['a', 'b'] } })
})

test('it goes back after half an hour without use', async () => {
  await use('set a', 'dirty')
  await clock.advance(KEPT_IDLE_MS - 1)
  await use('select 1', 'dirty')
  await clock.advance(KEPT_IDLE_MS - 1)
  expect(heard).toHaveLength(1)
  await clock.advance(1)
  expect(heard.at(-1)).toEqual({ kind: 'ended', end: 'idle' })
  expect(pool.leases()).toEqual([])
})

test('it goes back when nothing is changed any more, and when the tab goes elsewhere', async () => {
  await use('set a', 'dirty')
  await use('reset', 'clean')
  expect(heard.at(-1)).toEqual({ kind: 'ended', end: 'clean' })
  await use('set a', 'dirty')
  await use('select 1', 'clean', 'other')
  expect(heard.at(-1)).toEqual({ kind: 'ended', end: 'released' })
})

test('it is given up to who waits, but not while it is used', async () => {
  await use('set a', 'dirty')
  await pool.use({ label: 'other' }, async () => {})
  expect(heard.at(-1)).toEqual({ kind: 'ended', end: 'wanted' })
  await use('set a', 'dirty')
  const held = Promise.withResolvers<void>()
  const using = kept.use({ profileId: 'orders', session }, {}, () => held.promise)
  const waiting = pool.use({ label: 'other' }, async () => {})
  expect(heard.at(-1)).toMatchObject({ kind: 'kept' })
  await expect(kept.use({ profileId: 'orders', session }, {}, async () => {})).rejects.toThrow(
    /still runs/,
  )
  held.resolve()
  await using
  expect(heard.at(-1)).toEqual({ kind: 'ended', end: 'wanted' })
  await waiting
})

test('that the program ends is told to nobody: a window that outlives it asks what is left', async () => {
  await use('set a', 'dirty')
  const before = heard.length
  kept.shutdown()
  expect(heard).toHaveLength(before)
  expect(kept.whichAreKept(['a'])).toEqual([])
  await expect.poll(() => pool.leases()).toEqual([])
})
