/** Rows into hashes of Redis from columns, beside the plain client's pipeline of the same commands. */
import { createClient } from 'redis'
import { redis } from '../../main/drivers/redis/index.ts'
import { startRedis } from '../../main/testing/redisServer.ts'
import { openConnection } from '../drivers.ts'
import { MIXED_COLUMNS, mixedBatches } from '../mixedBatches.ts'
import { isSmall, medianMs, perSecond, report } from '../report.ts'

const ROWS = isSmall ? 20_000 : 1_000_000
const ROUNDS = isSmall ? 1 : 3
/** Commands that the plain client is given at once. */
const PIPELINE = 10_000

const server = await startRedis()
const client = createClient({ url: server.url, RESP: 3 })
client.on('error', () => {})
await client.connect()
const connection = await openConnection(redis, server.url)
const { signal } = new AbortController()

const ms = await medianMs(ROUNDS, {
  theirs: async () => {
    await client.flushAll()
    const startedAtMs = performance.now()
    for (let from = 0; from < ROWS; from += PIPELINE)
      await Promise.all(
        Array.from({ length: Math.min(PIPELINE, ROWS - from) }, (_, index) => {
          const at = from + index
          const fields = { ratio: String(at / 3), name: `name ${at}`, note: `text of row ${at}` }
          return client.hSet(`row:${at}`, fields)
        }),
      )
    return performance.now() - startedAtMs
  },
  ours: async () => {
    await client.flushAll()
    const startedAtMs = performance.now()
    await connection.bulkInsert!(
      { schema: '', table: 'row', columns: MIXED_COLUMNS, batches: mixedBatches(ROWS) },
      signal,
    )
    return performance.now() - startedAtMs
  },
})
report(
  {
    ...{ bench: 'write/redis', case: `${ROWS} rows × 4`, unit: 'rows/s' },
    ...{ value: perSecond(ROWS, ms.ours), peerValue: perSecond(ROWS, ms.theirs) },
    peer: 'pipeline of the plain client',
  },
  { isLessBetter: false },
)
connection.destroy()
client.destroy()
await server.stop()
