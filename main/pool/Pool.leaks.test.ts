import { expect, test } from 'vitest'
import type { Pool } from './Pool.ts'
import { poolOnFakeServer } from './testing/poolOnFakeServer.ts'

test('reports a lease held for too long once, with who took it, and its return', async () => {
  const { pool, clock } = poolOnFakeServer({ max: 2, leakThresholdMs: 10_000 })
  const lease = await takeAndForget(pool)
  await clock.advance(9_999)
  expect(leakEvents(pool)).toEqual([])

  await clock.advance(60_000)

  expect(leakEvents(pool)).toMatchObject([
    {
      kind: 'leak-suspected',
      connectionId: 1,
      reason: '“Tab 1” has held it for 10,000 ms, above 10,000 ms',
      stack: expect.stringContaining('takeAndForget') as string,
    },
  ])

  lease.release()

  expect(leakEvents(pool).at(-1)).toMatchObject({
    kind: 'leak-returned',
    connectionId: 1,
    reason: '“Tab 1” gave it back after 69,999 ms',
  })
})

test('tells where a lease was taken that had to be waited for', async () => {
  const { pool, clock } = poolOnFakeServer({ max: 1, leakThresholdMs: 1_000 })
  const holder = await pool.acquire()
  const forgotten = takeAndForget(pool)
  await clock.settle()
  holder.release()
  await forgotten

  await clock.advance(1_000)

  expect(leakEvents(pool)).toMatchObject([
    { stack: expect.stringContaining('takeAndForget') as string },
  ])
})

test('each lease is measured from when it was taken', async () => {
  const { pool, clock } = poolOnFakeServer({ max: 3, leakThresholdMs: 10_000 })
  const early = await pool.acquire({ label: 'early' })
  await clock.advance(6_000)
  await pool.acquire({ label: 'late' })
  early.release()
  await clock.advance(4_000)
  expect(leakEvents(pool)).toEqual([])

  await clock.advance(6_000)

  expect(leakEvents(pool)).toHaveLength(1)
})

test('says nothing when no threshold is set, and begins when one is', async () => {
  const { pool, clock, settingsWith } = poolOnFakeServer({ max: 1 })
  await pool.acquire({ label: 'Tab 1' })
  await clock.advance(3_600_000)
  expect(leakEvents(pool)).toEqual([])

  pool.reload({ settings: settingsWith({ leakThresholdMs: 1_000 }) })

  expect(leakEvents(pool)).toMatchObject([{ kind: 'leak-suspected' }])
})

const leakEvents = (pool: Pool) => pool.events().filter(({ kind }) => kind.startsWith('leak'))

function takeAndForget(pool: Pool) {
  return pool.acquire({ label: 'Tab 1' })
}
