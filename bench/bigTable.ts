/**
 * What the benchmarks of results have in common: a PostgreSQL with a table of ten mixed columns, and
 * the program's services with a profile for it.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import type { RunEvent } from '../contract/query.ts'
import { startPostgres } from '../main/testing/postgresServer.ts'
import { startServices } from '../main/testing/startServices.ts'
import { isSmall } from './report.ts'

export const PROFILE = 'bench'
export const BIG_QUERY = 'select * from big'

/** Ten columns of the types that occur most, for as many rows as are asked for. */
export const mixedRows = (rowCount: number): string =>
  `select i::int4 as id, i::int8 * 7919 as large, i / 3.0::float8 as ratio,
    ((i % 100000) / 100.0)::numeric(18,4) as amount, i % 2 = 0 as flag,
    timestamptz '2024-01-01' + i * interval '1 second' as at, date '2020-01-01' + (i % 2000)::int as day,
    'name ' || i as name, case when i % 10 = 0 then null else 'text of row ' || i end as note,
    md5(i::text)::uuid as uuid
  from generate_series(1, ${rowCount}) i`

export type BigTable = Awaited<ReturnType<typeof startBigTable>>

export async function startBigTable(rowCount = isSmall ? 20_000 : 1_000_000) {
  const server = await startPostgres({ settings: { shared_buffers: '512MB' } })
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query(`create table big as ${mixedRows(rowCount)}`)
  await client.query('vacuum analyze big')
  const services = await startServices()
  const parsed = await services.call('profiles.parseUrl', { url: server.url })
  const { driverId, fields, secrets } = parsed
  await services.call('profiles.save', {
    profile: { id: PROFILE, name: PROFILE, driverId, fields, pool: {} },
    secrets,
  })
  const folder = await mkdtemp(join(tmpdir(), 'sluice-bench-'))
  let runCount = 0

  /** Runs a statement as the window does; `whileRunning` gets each event of the run. */
  async function run(
    sql: string,
    {
      whileRunning,
      signal,
    }: { whileRunning?: (event: RunEvent) => void; signal?: AbortSignal } = {},
  ): Promise<string> {
    const runId = `run-${++runCount}`
    let resultId = ''
    const stop = services.subscribe('query.events', { runId }, (event) => {
      if (event.kind === 'result-opened') resultId = event.resultId
      whileRunning?.(event)
    })
    const { outcome } = await services.call(
      'query.run',
      { runId, profileId: PROFILE, statements: [sql] },
      signal ? { signal } : {},
    )
    stop()
    if (outcome === 'failed') throw new Error(`The statement failed: ${sql}`)
    return resultId
  }

  return {
    rowCount,
    server,
    client,
    services,
    folder,
    run,
    /** Runs a statement into the frame store, and closes its result. */
    async read(sql: string): Promise<void> {
      await services.call('results.close', { resultIds: [await run(sql)] })
    },
    psql: (command: string) => promisify(execFile)('psql', [server.url, '-qc', command]),
    async stop(): Promise<void> {
      await client.end()
      await services.stop()
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
