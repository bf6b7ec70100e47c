/**
 * A result of PostgreSQL from the query to the frame store, by the services the program itself uses,
 * beside what `psql` copies and what `pg` makes of it as row objects; the time to the first rows; and
 * how long main's event loop was held meanwhile.
 */
import { execFile } from 'node:child_process'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { promisify } from 'node:util'
import pg from 'pg'
import type { RunEvent } from '../../contract/query.ts'
import { startPostgres } from '../../main/testing/postgresServer.ts'
import { startServices } from '../../main/testing/startServices.ts'
import { isSmall, median, report } from '../report.ts'

const ROWS = isSmall ? 20_000 : 1_000_000
const ROUNDS = isSmall ? 1 : 5
const TABLE = `create table big as select i::int4 as id, i::int8 * 7919 as large, i / 3.0::float8 as ratio,
    ((i % 100000) / 100.0)::numeric(18,4) as amount, i % 2 = 0 as flag,
    timestamptz '2024-01-01' + i * interval '1 second' as at, date '2020-01-01' + i % 2000 as day,
    'name ' || i as name, case when i % 10 = 0 then null else 'text of row ' || i end as note,
    md5(i::text)::uuid as uuid
  from generate_series(1, ${ROWS}) i`
const QUERY = 'select * from big'

const server = await startPostgres({ settings: { shared_buffers: '512MB' } })
const client = new pg.Client({ connectionString: server.url })
await client.connect()
await client.query(TABLE)
await client.query('vacuum analyze big')
const services = await startServices()
const { driverId, fields, secrets } = await services.call('profiles.parseUrl', { url: server.url })
await services.call('profiles.save', {
  profile: { id: 'bench', name: 'bench', driverId, fields, pool: {} },
  secrets,
})

async function elapsedMs(work: () => Promise<unknown>): Promise<number> {
  const startedAtMs = performance.now()
  await work()
  return performance.now() - startedAtMs
}

const psqlMs = () =>
  elapsedMs(() =>
    promisify(execFile)('psql', [
      server.url,
      '-qc',
      `\\copy (${QUERY}) to '/dev/null' (format binary)`,
    ]),
  )

const rowObjectsMs = () => elapsedMs(() => client.query(QUERY))

async function ours(round: number) {
  const runId = `round-${round}`
  const resultIds: string[] = []
  let firstRowsMs = 0
  const startedAtMs = performance.now()
  const onEvent = (event: RunEvent) => {
    if (event.kind === 'result-opened') resultIds.push(event.resultId)
    if (event.kind === 'rows' && firstRowsMs === 0) firstRowsMs = performance.now() - startedAtMs
  }
  const stop = services.subscribe('query.events', { runId }, onEvent)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  await services.call('query.run', { runId, profileId: 'bench', statements: [QUERY] })
  const readMs = performance.now() - startedAtMs
  delay.disable()
  stop()
  await services.call('results.close', { resultIds })
  return { readMs, firstRowsMs, delayMs: delay.percentile(99) / 1e6 }
}

const rows: { ours: Awaited<ReturnType<typeof ours>>; psqlMs: number; objectsMs: number }[] = []
await ours(0)
for (let round = 1; round <= ROUNDS; round++)
  rows.push({ psqlMs: await psqlMs(), objectsMs: await rowObjectsMs(), ours: await ours(round) })
await client.end()
await services.stop()
await server.stop()

const rowsPerSecond = (values: number[]) => Math.round(ROWS / (median(values) / 1_000))
const value = rowsPerSecond(rows.map((row) => row.ours.readMs))
const figure = { bench: 'results/read', value, unit: 'rows/s' }
const psqlRate = rowsPerSecond(rows.map((row) => row.psqlMs))
const objectsRate = rowsPerSecond(rows.map((row) => row.objectsMs))
const whole = `${ROWS} × 10, query to stored frame`
report(
  { ...figure, case: whole, peer: 'psql \\copy binary', peerValue: psqlRate },
  { isLessBetter: false },
)
report(
  { ...figure, case: whole, peer: 'pg row objects', peerValue: objectsRate },
  { isLessBetter: false },
)
const firstMs = Math.round(median(rows.map((row) => row.ours.firstRowsMs)))
const allMs = Math.round(median(rows.map((row) => row.ours.readMs)))
report(
  {
    bench: 'results/read',
    case: 'first rows',
    value: firstMs,
    unit: 'ms',
    peer: 'all rows',
    peerValue: allMs,
  },
  { isLessBetter: true },
)
const delayMs = Math.round(median(rows.map((row) => row.ours.delayMs)))
report(
  {
    bench: 'results/read',
    case: 'event loop delay, p99',
    value: delayMs,
    unit: 'ms',
    peer: 'budget',
    peerValue: 16,
  },
  { isLessBetter: true },
)
