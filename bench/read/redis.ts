/**
 * Values of Redis from the socket into columns, and a million keys browsed by SCAN, beside what the
 * plain client makes of the same as strings.
 */
import { createClient } from 'redis'
import type { BrowsePage } from '../../contract/explorer.ts'
import { redis } from '../../main/drivers/redis/index.ts'
import { startRedis } from '../../main/testing/redisServer.ts'
import { countRows, elapsedMs, openConnection } from '../drivers.ts'
import { isSmall, median, report } from '../report.ts'

const VALUES = isSmall ? 20_000 : 1_000_000
const KEYS = isSmall ? 20_000 : 1_000_000
const ROUNDS = isSmall ? 1 : 5
const FILL = 50_000

const server = await startRedis()
const client = createClient({ url: server.url, RESP: 3 })
client.on('error', () => {})
await client.connect()
for (let from = 0; from < VALUES; from += FILL)
  await client.rPush(
    'list',
    Array.from({ length: Math.min(FILL, VALUES - from) }, (_, index) => `value ${from + index}`),
  )
for (let from = 0; from < KEYS; from += FILL)
  await client.mSet(
    Array.from({ length: Math.min(FILL, KEYS - from) }, (_, index): [string, string] => [
      `user:${from + index}:name`,
      String(index),
    ]),
  )
const connection = await openConnection(redis, server.url)
const signal = new AbortController().signal

/** All of the root level, part by part. */
async function browse(): Promise<number> {
  let keys = 0
  let cursor: string | null = null
  do {
    const request = { path: [], pattern: '', cursor }
    const page: BrowsePage = await redis.browse!.level(connection, request, signal)
    for (const { count } of page.nodes) keys += count ?? 1
    cursor = page.nextCursor
  } while (cursor !== null)
  return keys
}

/** What a tree needs of the plain client: the keys, and how many stand in each folder. */
async function scanPlain(): Promise<number> {
  const folders = new Map<string, number>()
  let keys = 0
  for await (const found of client.scanIterator({ COUNT: 5_000 }))
    for (const key of found) {
      const folder = key.slice(0, key.indexOf(':') + 1)
      folders.set(folder, (folders.get(folder) ?? 0) + 1)
      keys++
    }
  return keys
}

const cases = [
  {
    name: `${VALUES} values of a list`,
    unit: 'values/s',
    count: VALUES,
    ours: () => countRows(connection, 'LRANGE list 0 -1'),
    plain: async () => (await client.lRange('list', 0, -1)).length,
  },
  {
    name: `${KEYS + 1} keys by SCAN`,
    unit: 'keys/s',
    count: KEYS + 1,
    ours: browse,
    plain: scanPlain,
  },
]
for (const { name, unit, count, ours, plain } of cases) {
  if ((await ours()) !== count || (await plain()) !== count)
    throw new Error(`${name}: not all came`)
  const oursMs: number[] = []
  const plainMs: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    plainMs.push(await elapsedMs(plain))
    oursMs.push(await elapsedMs(ours))
  }
  const rate = (times: number[]) => Math.round(count / (median(times) / 1_000))
  const value = rate(oursMs)
  const peerValue = rate(plainMs)
  report(
    { bench: 'read/redis', case: name, value, unit, peer: 'plain client', peerValue },
    { isLessBetter: false },
  )
}
connection.destroy()
client.destroy()
await server.stop()
