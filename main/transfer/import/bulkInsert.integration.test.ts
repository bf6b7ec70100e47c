import pl from 'nodejs-polars'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Lease } from '../../pool/Lease.ts'
import { startPostgres, type PostgresServer } from '../../testing/postgresServer.ts'
import { bulkInsert } from './bulkInsert.ts'
import { ask, never, type Place, useWorkplace } from './testing/workplace.ts'

const work = useWorkplace()
let server: PostgresServer

beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server?.stop())

/** A pool of one connection. */
const poolOf = ({ connection }: Place) => ({
  use: <T>(_options: unknown, use: (lease: Lease) => Promise<T>) => use({ connection } as Lease),
})

test('a frame of Polars goes into a table, digits and all', async () => {
  const place = await work.open(server.url)
  await ask(place, 'CREATE TABLE frames (id bigint, price numeric(20,2), name text, day date)')
  const count = 40_000
  const frame = pl
    .DataFrame({
      id: Array.from({ length: count }, (_, row) => String(9_007_199_254_740_993n + BigInt(row))),
      name: Array.from({ length: count }, (_, row) => (row === 1 ? null : `ü ${row}`)),
    })
    .withColumns(
      pl.col('id').cast(pl.Int64),
      pl.lit('123456789012345678.90').cast(pl.Decimal(20, 2)).alias('price'),
      pl.lit('2024-02-29').str.strptime(pl.Date, '%Y-%m-%d').alias('day'),
    )

  const target = { schema: 'public', table: 'frames' }
  expect(await bulkInsert(poolOf(place), target, frame, never)).toEqual({ writtenRows: count })
  expect(await ask(place, 'SELECT id, price, name, day FROM frames ORDER BY id LIMIT 2')).toEqual([
    ['9007199254740993', '123456789012345678.90', 'ü 0', '2024-02-29'],
    ['9007199254740994', '123456789012345678.90', null, '2024-02-29'],
  ])
  expect(await ask(place, 'SELECT count(DISTINCT id) FROM frames')).toEqual([[String(count)]])
})
