import { expect, test } from 'vitest'
import { poolSettingsSchema } from '../../contract/pools.ts'
import type { FakeClock } from '../testing/fakeClock.ts'
import { decideScale, followTrend, type LoadSample } from './decideScale.ts'
import type { Lease } from './Lease.ts'
import type { Pool } from './Pool.ts'
import { poolOnFakeServer } from './testing/poolOnFakeServer.ts'

const settings = poolSettingsSchema.parse({ min: 1, max: 20 })
const second = (busy: number, total: number): LoadSample => ({
  elapsedMs: 1_000,
  busyMs: busy * 1_000,
  total,
})

test('a trend lasts for as long as every sample is beyond the same threshold', () => {
  const above = followTrend(null, second(9, 10), settings)
  expect(above).toEqual({ side: 'above', lastedMs: 1_000, busyMs: 9_000 })
  expect(followTrend(above, second(10, 10), settings)).toEqual({
    side: 'above',
    lastedMs: 2_000,
    busyMs: 19_000,
  })
  expect(followTrend(above, second(8, 10), settings)).toBeNull()
  expect(followTrend(above, second(2, 10), settings)).toMatchObject({ side: 'below' })
  expect(followTrend(above, second(0, 0), settings)).toBeNull()
})

test('is scaled to where the load is at the upper threshold, within min and max', () => {
  const decide = (
    side: 'above' | 'below',
    busy: number,
    total: number,
    { target = 1, ...changes }: Partial<typeof settings> & { target?: number } = {},
  ) =>
    decideScale(
      { side, lastedMs: 30_000, busyMs: busy * 30_000 },
      { total, target },
      {
        ...settings,
        ...changes,
      },
    )?.target
  expect(decide('above', 9, 10)).toBe(12)
  expect(decide('above', 4, 4)).toBe(5)
  expect(decide('above', 19, 20)).toBeUndefined()
  expect(decide('above', 9, 10, { max: 11 })).toBe(11)
  expect(decide('below', 2, 10)).toBe(3)
  expect(decide('below', 0, 10)).toBe(1)
  expect(decide('below', 0, 10, { min: 4 })).toBe(4)
  expect(decide('below', 0, 1)).toBeUndefined()
  expect(decide('below', 0, 1, { target: 5 })).toBe(1)
  expect(decide('above', 9, 10, { scaleAfterMs: 30_001 })).toBeUndefined()
  expect(decide('above', 9, 10, { scaleAfterMs: 0 })).toBeUndefined()
})

const scaling = { max: 20, scaleAfterMs: 30_000, idleTimeoutMs: 0, maxLifetimeMs: 0 }

const take = (pool: Pool, count: number): Promise<Lease[]> =>
  Promise.all(Array.from({ length: count }, () => pool.acquire()))

const releaseAll = (leases: Lease[]) => {
  for (const lease of leases.splice(0)) lease.release()
}

const decisions = (pool: Pool) =>
  pool.events().filter(({ kind }) => kind === 'scaled-up' || kind === 'scaled-down')

test('a load that stays above the threshold opens connections ahead, and says why', async () => {
  const { pool, clock } = poolOnFakeServer(scaling)
  await take(pool, 8)
  await clock.advance(29_000)
  expect(decisions(pool)).toEqual([])

  await clock.advance(1_100)

  expect(pool.stats()).toMatchObject({ total: 10, active: 8, idle: 2, target: 10 })
  expect(decisions(pool)).toMatchObject([
    { kind: 'scaled-up', reason: '8.0 of 8 busy, over 80 % for 30 s: 8 → 10' },
  ])
  await clock.advance(600_000)
  expect(decisions(pool)).toHaveLength(1)
})

test('a load that stays below the threshold closes what is idle, the coldest first, and says why', async () => {
  const { pool, clock } = poolOnFakeServer(scaling)
  const leases = await take(pool, 10)
  const [kept] = leases.splice(0, 1)
  releaseAll(leases)

  await clock.advance(31_000)

  expect(pool.stats()).toMatchObject({ total: 2, active: 1, idle: 1, target: 2 })
  expect(decisions(pool)).toMatchObject([
    { kind: 'scaled-down', reason: '1.0 of 10 busy, under 30 % for 30 s: 10 → 2' },
  ])
  kept!.release()
  await clock.advance(600_000)
  // The last one is left to the idle time-out, which is off here.
  expect(pool.stats()).toMatchObject({ total: 1, target: 1 })
})

test('a rush shorter than the sustained time changes nothing', async () => {
  const { pool, clock } = poolOnFakeServer(scaling)
  for (let rush = 0; rush < 10; rush++) {
    const leases = await take(pool, 4)
    await clock.advance(20_000)
    releaseAll(leases.splice(0, 2))
    await clock.advance(2_000)
    releaseAll(leases)
  }
  expect(decisions(pool)).toEqual([])
})

test('many short leases count like a long one', async () => {
  const { pool, clock } = poolOnFakeServer({ ...scaling, max: 2 })
  const working = [work(pool, clock, 35_000), work(pool, clock, 35_000)]
  await clock.advance(36_000)
  await Promise.all(working)
  expect(pool.stats().total).toBe(2)
  expect(decisions(pool)).toEqual([])

  const alone = work(pool, clock, 70_000)
  await clock.advance(30_000)
  expect(decisions(pool)).toEqual([])
  await clock.advance(40_000)
  await alone
  expect(pool.stats().total).toBe(2)
})

/** One lease of nine milliseconds after the other, a millisecond apart. */
async function work(pool: Pool, clock: FakeClock, forMs: number): Promise<void> {
  const pause = (ms: number) => new Promise<void>((resolve) => clock.setTimer(resolve, ms))
  for (const endMs = clock.now() + forMs; clock.now() < endMs;) {
    await pool.use({}, () => pause(9))
    await pause(1)
  }
}

test('what is kept open for the load is not closed for being idle', async () => {
  const { pool, clock } = poolOnFakeServer({ ...scaling, idleTimeoutMs: 10_000 })
  await take(pool, 8)
  await clock.advance(120_000)
  expect(pool.stats()).toMatchObject({ total: 10, idle: 2 })
})

test('changed settings hold at once, and without scaling only the minimum is kept', async () => {
  const { pool, clock, settingsWith } = poolOnFakeServer(scaling)
  const leases = await take(pool, 8)
  await clock.advance(31_000)
  expect(pool.stats().target).toBe(10)
  pool.reload({ settings: settingsWith({ ...scaling, max: 9 }) })
  expect(pool.stats().target).toBe(9)
  pool.reload({ settings: settingsWith({ ...scaling, scaleAfterMs: 0 }) })
  expect(pool.stats().target).toBe(0)
  releaseAll(leases)
  await pool.close()
  expect(clock.timerCount).toBe(0)
})
