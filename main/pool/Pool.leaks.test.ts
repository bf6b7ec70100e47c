import { expect, test } from 'vitest'
import type { Pool } from './Pool.ts'
import { poolOnFakeServer } from './testing/poolOnFakeServer.ts'

test('a lease tells the session of the server and what ran last on it', async () => {
  const { pool } = poolOnFakeServer({ max: 1 })
  const lease = await pool.acquire({ label: 'Query 1' })
  expect(pool.leases()[0]).toMatchObject({ sessionId: '1', lastStatement: null })
  lease.noteStatement('update a set b = 1')
  lease.noteStatement(null)
  expect(pool.leases()[0]).toMatchObject({
    statement: null,
    lastStatement: 'update a set b = 1',
  })
  lease.release()
})

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

test('counts the leases of now that are suspects, and lists them with where they were taken', async () => {
  const { pool, clock } = poolOnFakeServer({ max: 2, leakThresholdMs: 1_000 })
  const lease = await takeAndForget(pool)
  expect(pool.stats().leakCount).toBe(0)
  await clock.advance(1_000)

  expect(pool.stats().leakCount).toBe(1)
  expect(pool.leases()).toMatchObject([
    { isLeakSuspect: true, stack: expect.stringContaining('takeAndForget') as string },
  ])

  lease.release()
  expect(pool.stats().leakCount).toBe(0)
})

test('tells how long the longest transaction has stood idle, and nothing while statements run', async () => {
  const { pool, server, clock } = poolOnFakeServer({ max: 2 })
  const lease = await pool.acquire()
  await clock.advance(5_000)
  expect(pool.stats().idleInTransactionMs).toBeNull()

  server.sessions[0]!.session = 'in-transaction'
  lease.noteStatement('update orders set paid = true')
  await clock.advance(2_000)
  expect(pool.stats().idleInTransactionMs).toBeNull()

  lease.noteStatement(null)
  await clock.advance(3_000)
  expect(pool.stats().idleInTransactionMs).toBe(3_000)
  expect(pool.leases()).toMatchObject([{ isInTransaction: true, idleMs: 3_000 }])
})

const leakEvents = (pool: Pool) => pool.events().filter(({ kind }) => kind.startsWith('leak'))

function takeAndForget(pool: Pool) {
  return pool.acquire({ label: 'Tab 1' })
}
