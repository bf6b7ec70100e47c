/**
 * Point reads of PostgreSQL by 10 and 50 callers, named statements: on leased connections and on one
 * shared, pipelined one, beside pg.Pool and pgbench; and how long a read takes at 10,000 a second.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { poolSettingsSchema } from '../../contract/pools.ts'
import { systemClock } from '../../main/clock.ts'
import type { Connection, ConnectionTarget, RunSink } from '../../main/drivers/driver.ts'
import { connect } from '../../main/drivers/postgres/connect.ts'
import { Pool } from '../../main/pool/Pool.ts'
import { startPostgres } from '../../main/testing/postgresServer.ts'
import { isSmall, median, report } from '../report.ts'

const ROWS = isSmall ? 1_000 : 100_000
const ROUNDS = isSmall ? 1 : 5
const RUN_MS = isSmall ? 200 : 2_000
/** More would only wait for the machine's few cores, with pg.Pool as with ours. */
const CONNECTIONS = 10
const PACE_PER_MS = isSmall ? 1 : 10
const SQL = 'select abalance from accounts where aid = $1'

const server = await startPostgres({ settings: { max_connections: '100' } })
const peer = new pg.Pool({ connectionString: server.url, max: CONNECTIONS })
// Its sessions may outlive `end` by a moment, in which the server stops.
peer.on('connect', (client) => client.on('error', () => {}))
peer.on('error', () => {})
await peer.query(`create table accounts as select i as aid, i * 7 as abalance, repeat(' ', 84) as filler
  from generate_series(1, ${ROWS}) i`)
await peer.query('alter table accounts add primary key (aid)')
await peer.query('vacuum analyze accounts')

const { host, port, user, password, database } = server
const target: ConnectionTarget = {
  profileName: 'bench',
  fields: { host, port, user, password, database, tls: 'off' },
  isReadOnly: false,
  connectTimeoutMs: 10_000,
  statementTimeoutMs: 0,
}
const never = new AbortController().signal
const pool = new Pool({
  poolId: 'bench',
  name: 'bench',
  driverId: 'postgres',
  settings: poolSettingsSchema.parse({ max: CONNECTIONS }),
  connect: (signal) => connect(target, undefined, signal),
  clock: systemClock,
  random: Math.random,
})
const sharedConnection = await connect(target, undefined, never)
const shared = await sharedConnection.shareReads(never)

const anyAid = () => 1 + Math.floor(Math.random() * ROWS)

/** Reads one row the way the program does, and sees that it is the right one. */
async function read(reader: Pick<Connection, 'run'>): Promise<void> {
  const aid = anyAid()
  let balance: unknown
  const sink: RunSink = {
    openResult: () => ({
      write: ({ columns }) => void (balance = (columns[0]!.values as Int32Array)[0]),
      end: () => {},
    }),
    message: () => {},
  }
  await reader.run({ sql: SQL, parameters: [aid] }, sink, never)
  if (balance !== aid * 7) throw new Error(`Account ${aid} came with ${String(balance)}`)
}

const readers = {
  leased: () => pool.use({}, ({ connection }) => read(connection)),
  pipelined: () => read(shared),
  'pg.Pool': async () => {
    const aid = anyAid()
    const { rows } = await peer.query<{ abalance: number }>({
      name: 'read',
      text: SQL,
      values: [aid],
    })
    if (rows[0]?.abalance !== aid * 7) throw new Error(`Account ${aid} came wrong`)
  },
}

async function readsPerSecond(readOne: () => Promise<void>, callers: number): Promise<number> {
  let count = 0
  const startedAtMs = performance.now()
  const caller = async () => {
    for (; performance.now() - startedAtMs < RUN_MS; count++) await readOne()
  }
  await Promise.all(Array.from({ length: callers }, caller))
  return count / ((performance.now() - startedAtMs) / 1_000)
}

const folder = await mkdtemp(join(tmpdir(), 'sluice-bench-'))
const script = join(folder, 'read.sql')
await writeFile(
  script,
  `\\set aid random(1, ${ROWS})\nselect abalance from accounts where aid = :aid;\n`,
)

/** Null where there is no pgbench, or it came to no read within its time. */
async function pgbenchPerSecond(callers: number): Promise<number | null> {
  // Opening fifty sessions takes its part of it.
  const seconds = isSmall ? 1 : Math.round(RUN_MS / 1_000) + 1
  const flags = ['-n', '-M', 'prepared', '-j', '1', '-c', callers, '-T', seconds, '-f', script]
  const words = [...flags.map(String), '-h', host, '-p', String(port), '-U', user, database]
  try {
    const { stdout } = await promisify(execFile)('pgbench', words, {
      env: { ...process.env, PGPASSWORD: password },
    })
    const rate = Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
    return Number.isFinite(rate) ? rate : null
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return null
    throw error
  }
}

async function compare(callers: number): Promise<void> {
  const rates: Record<string, number[]> = { pgbench: [] }
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, readOne] of Object.entries(readers)) {
      const rate = await readsPerSecond(readOne, callers)
      // The first round is to warm up.
      if (round > 0) (rates[name] ??= []).push(rate)
    }
    const rate = round > 0 ? await pgbenchPerSecond(callers) : null
    if (rate !== null) rates.pgbench!.push(rate)
  }
  const rateOf = (name: string) => Math.round(median(rates[name]!))
  const compared = (ours: string, peerName: string) =>
    report(
      {
        bench: 'qps/postgres',
        case: `${ours}, ${callers} callers`,
        value: rateOf(ours),
        unit: 'reads/s',
        peer: peerName,
        peerValue: rateOf(peerName),
      },
      { isLessBetter: false },
    )
  compared('leased', 'pg.Pool')
  compared('pipelined', 'pg.Pool')
  if (rates.pgbench!.length > 0) compared('pipelined', 'pgbench')
}

/** The 99th percentile of reads asked for at an even pace, whether or not those before are answered. */
async function pacedP99Ms(): Promise<number> {
  const latencies: number[] = []
  const reads: Promise<void>[] = []
  const startedAtMs = performance.now()
  const readOne = async (dueAtMs: number) => {
    await read(shared)
    latencies.push(performance.now() - dueAtMs)
  }
  for (let asked = 0; ;) {
    const elapsedMs = performance.now() - startedAtMs
    if (elapsedMs > RUN_MS) break
    for (; asked < elapsedMs * PACE_PER_MS; asked++)
      reads.push(readOne(startedAtMs + asked / PACE_PER_MS))
    await new Promise((resolve) => setImmediate(resolve))
  }
  await Promise.all(reads)
  latencies.sort((a, b) => a - b)
  return latencies[Math.floor(latencies.length * 0.99)]!
}

for (const callers of [10, 50]) await compare(callers)
const p99sMs: number[] = []
for (let round = 0; round < ROUNDS; round++) p99sMs.push(await pacedP99Ms())
report(
  {
    bench: 'qps/postgres',
    case: `pipelined at ${PACE_PER_MS * 1_000} reads/s, p99`,
    value: Number(median(p99sMs).toFixed(2)),
    unit: 'ms',
    peer: 'budget',
    peerValue: 5,
  },
  { isLessBetter: true },
)

await rm(folder, { recursive: true, force: true })
await Promise.all([pool.close(), sharedConnection.close(), peer.end()])
await server.stop()
