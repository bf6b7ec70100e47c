/**
 * A CSV of 1 M rows × 10 mixed columns into a table of PostgreSQL: with the file's types looked for
 * first and without, beside `psql \copy from` into a table of the same types.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { promisify } from 'node:util'
import { type ImportColumn, importSourceSchema } from '../../contract/imports.ts'
import { systemClock } from '../../main/clock.ts'
import { drivers } from '../../main/drivers/registry.ts'
import { startPostgres } from '../../main/testing/postgresServer.ts'
import { sourceModule } from '../../main/testing/startServices.ts'
import { inspectInThread } from '../../main/transfer/import/FileThread.ts'
import { importFile } from '../../main/transfer/import/importFile.ts'
import { Rejects } from '../../main/transfer/import/Rejects.ts'
import { planImport } from '../../main/transfer/import/planImport.ts'
import { openByUrl } from '../../main/transfer/openByUrl.ts'
import { isSmall, median, report } from '../report.ts'

const ROWS = isSmall ? 20_000 : 1_000_000
const ROUNDS = isSmall ? 1 : 5
const DATA = `select i::int4 as id, i::int8 * 7919 as large, i / 3.0::float8 as ratio,
    ((i % 100000) / 100.0)::numeric(18,4) as amount, i % 2 = 0 as flag,
    timestamptz '2024-01-01' + i * interval '1 second' as at, date '2020-01-01' + i % 2000 as day,
    'name ' || i as name, case when i % 10 = 0 then null else 'text of row ' || i end as note,
    md5(i::text)::uuid as uuid
  from generate_series(1, ${ROWS}) i`

const server = await startPostgres({ settings: { shared_buffers: '512MB' } })
const folder = await mkdtemp(join(tmpdir(), 'sluice-bench-'))
const path = join(folder, 'big.csv')
const modulePath = sourceModule('importWorker')
const signal = new AbortController().signal
const psql = (...commands: string[]) =>
  promisify(execFile)('psql', [server.url, '-q', ...commands.flatMap((each) => ['-c', each])])

await psql(`create table target as ${DATA} limit 0`)
await psql(`\\copy (${DATA.replaceAll('\n', ' ')}) to '${path}' (format csv, header)`)

async function elapsedMs(work: () => Promise<unknown>): Promise<number> {
  await psql('truncate target', 'checkpoint')
  const startedAtMs = performance.now()
  await work()
  return performance.now() - startedAtMs
}

const psqlMs = () => elapsedMs(() => psql(`\\copy target from '${path}' (format csv, header)`))

const environment = {
  drivers,
  spawnProcess: () => {
    throw new Error('PostgreSQL needs no process')
  },
}
const place = await openByUrl({ url: server.url, password: null }, environment, signal)
const source = importSourceSchema.parse({ path, format: 'csv' })
const target = { schema: 'public', table: 'target', creates: false }

const oursMs = (columns: readonly ImportColumn[] | null) =>
  elapsedMs(() =>
    importFile(
      { source, target, columns, names: [], rejects: new Rejects(0), rejectsPath: null },
      { ...place, modulePath, clock: systemClock },
      signal,
    ),
  )

const looked = await inspectInThread(source, { modulePath }, signal)
// Where the file was looked at before, as in the window.
const columns = await planImport(looked, { target, points: null }, place, signal)

await oursMs(columns)
const rounds: { psqlMs: number; importMs: number; wholeMs: number; delayMs: number }[] = []
for (let round = 0; round < ROUNDS; round++) {
  const peerMs = await psqlMs()
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const importMs = await oursMs(columns)
  delay.disable()
  const delayMs = delay.percentile(99) / 1e6
  rounds.push({ psqlMs: peerMs, importMs, wholeMs: await oursMs(null), delayMs })
}
await place.connection.close()
await server.stop()
await rm(folder, { recursive: true, force: true })

const rowsPerSecond = (values: number[]) => Math.round(ROWS / (median(values) / 1_000))
const peerValue = rowsPerSecond(rounds.map((round) => round.psqlMs))
for (const [name, key] of [
  ['types known', 'importMs'],
  ['types looked for first', 'wholeMs'],
] as const)
  report(
    {
      bench: 'import/csv',
      case: `${ROWS} × 10 into PostgreSQL, ${name}`,
      value: rowsPerSecond(rounds.map((round) => round[key])),
      unit: 'rows/s',
      peer: 'psql \\copy from',
      peerValue,
    },
    { isLessBetter: false },
  )
report(
  {
    bench: 'import/csv',
    case: 'event loop delay, p99',
    value: Math.round(median(rounds.map((round) => round.delayMs))),
    unit: 'ms',
    peer: 'budget',
    peerValue: 16,
  },
  { isLessBetter: true },
)
