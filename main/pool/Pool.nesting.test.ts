import { expect, test } from 'vitest'
import type { Pool } from './Pool.ts'
import { failureOf } from './testing/failureOf.ts'
import { poolOnFakeServer } from './testing/poolOnFakeServer.ts'

const nested = (pool: Pool) => pool.events().filter(({ kind }) => kind === 'nested-acquire')

test('who waits for a second connection while holding the last one is named', async () => {
  const { pool, clock } = poolOnFakeServer({ max: 1, acquireTimeoutMs: 500 })
  const outcome = failureOf(
    pool.use({ label: 'Import' }, async () => {
      await Promise.resolve()
      await pool.use({ label: 'Look up' }, async () => {})
    }),
  )
  await clock.settle()
  await clock.advance(500)

  expect(await outcome).toMatchObject({
    code: 'acquire-timeout',
    message:
      'No connection to “orders” within 500 ms (1 of 1 active, 1 waiting). “Import” holds one ' +
      'while it asks for another: do both on one lease, or raise max.',
    details: { nestedIn: 'Import' },
  })
  expect(nested(pool)).toMatchObject([
    {
      reason:
        '“Look up” asks for a connection while “Import” holds one for it, and 1 of 1 are in use. ' +
        'Do both on one lease, or raise max.',
    },
  ])
})

test('one beside the other, in another pool, or after the return, is not nested', async () => {
  const { pool, clock } = poolOnFakeServer({ max: 1 })
  const other = poolOnFakeServer({ max: 1 })
  await other.pool.use({}, async () => {
    const holder = await pool.acquire()
    const waits = pool.use({}, async () => {})
    await clock.settle()
    holder.release()
    await waits
  })
  let later = Promise.resolve()
  await pool.use({}, async () => {
    later = clock.settle().then(() => pool.use({}, async () => {}))
  })
  const holder = await pool.acquire()
  await clock.settle()
  holder.release()
  await later
  expect(nested(pool)).toEqual([])
})

test('while connections are free, a second one is nobody’s concern', async () => {
  const { pool } = poolOnFakeServer({ max: 2 })
  await pool.use({}, () => pool.use({}, async () => {}))
  expect(nested(pool)).toEqual([])
})
