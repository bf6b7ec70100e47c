import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { ProfileInput } from '../../../contract/profiles.ts'
import type { RunEvent } from '../../../contract/query.ts'
import type { RoutingEvent } from '../../../contract/routing.ts'
import { memoryClient } from '../../testing/memoryClient.ts'
import { PostgresCluster } from '../../testing/PostgresCluster.ts'
import { startServices, type StartedServices } from '../../testing/startServices.ts'

let primary: PostgresCluster
let standby: PostgresCluster
let services: StartedServices
let client: ReturnType<typeof memoryClient>
let runCount = 0

beforeAll(async () => {
  primary = await PostgresCluster.create()
  standby = await primary.copyAsStandby()
  await ask(primary, 'create table notes (text text)')
})
afterEach(() => services?.stop())
afterAll(async () => {
  await Promise.all([primary?.remove(), standby?.remove()])
})

async function ask(cluster: PostgresCluster, sql: string): Promise<unknown> {
  const session = new Client({ connectionString: cluster.url })
  await session.connect()
  try {
    const { rows } = await session.query<Record<string, unknown>>(sql)
    return Object.values(rows[0] ?? {})[0]
  } finally {
    await session.end()
  }
}

async function openProfile(routing: ProfileInput['routing']) {
  services = await startServices()
  client = memoryClient(services)
  const { driverId, fields, secrets } = await client.call('profiles.parseUrl', { url: primary.url })
  const other = { name: 'second', role: 'standby' as const, fields: { port: standby.port } }
  await client.call('profiles.save', {
    profile: {
      id: 'p',
      name: 'orders',
      driverId,
      fields,
      pool: {},
      connectTimeoutMs: 1_000,
      routing: { checkIntervalMs: 200, servers: [other], ...routing },
    },
    secrets,
  })
}

/** Runs as a tab does; the first cell, or the error's code. */
async function run(...statements: string[]): Promise<unknown> {
  const runId = `run-${++runCount}`
  const events: RunEvent[] = []
  const stop = await client.subscribe('query.events', { runId }, (event) => events.push(event))
  await client.call('query.run', { runId, profileId: 'p', statements })
  stop()
  const failure = events.find((event) => event.kind === 'statement-failed')
  if (failure) return failure.error.code
  const result = events.find((event) => event.kind === 'result-ended')
  if (!result) return null
  const { resultId } = result
  const cell = await client.call('results.cell', { resultId, row: 0, column: 0 })
  return cell && Buffer.from(cell.bytes).toString()
}

const PORT = "select current_setting('port')"
const portOf = (cluster: PostgresCluster) => String(cluster.port)
const status = async () => (await client.call('pools.routing', { profileId: 'p' }))!
const healthOf = async (name: string) =>
  (await status()).servers.find((server) => server.name === name)?.health
const kinds = (events: RoutingEvent[]) => events.map(({ kind }) => kind)

test('reads are shared with the replica, writes go to the primary, and reads follow a write', async () => {
  await openProfile({ mode: 'load-balanced', readYourWritesMs: 0 })
  await run('select 1')
  await expect.poll(() => healthOf('second')).toBe('up')

  expect(await run(PORT)).toBe(portOf(standby))
  const [own, second] = (await status()).servers
  expect(own).toMatchObject({ isActive: true, takesReads: false, lagMs: null })
  expect(second).toMatchObject({ isActive: false, takesReads: true, lagMs: expect.any(Number) })
  expect(await run('begin', PORT, 'commit')).toBe(portOf(primary))
  expect(await run(`${PORT} /* sluice: primary */`)).toBe(portOf(primary))
  expect(await run("insert into notes values ('a')")).toBeNull()

  const profile = (await client.call('profiles.list', {}))[0]!
  const routing = { ...profile.routing, readYourWritesMs: 60_000 }
  await client.call('profiles.save', { profile: { ...profile, routing } })
  await run("insert into notes values ('b')")
  await expect.poll(() => healthOf('second')).toBe('up')
  expect(await run(PORT)).toBe(portOf(primary))
  expect(await run(`${PORT} /* sluice: replica */`)).toBe(portOf(standby))

  const { events } = await status()
  expect(events.at(-1)).toMatchObject({
    kind: 'read-routed',
    server: 'second',
    reason: expect.stringContaining('a comment asks for a replica'),
  })
  expect(events.at(-2)?.reason).toMatch(/a write ran \d+ ms ago/)
  const pools = await client.call('pools.list', {})
  expect(pools.map(({ name }) => name).sort()).toEqual(['orders', 'orders · second'])
})

const GATE = 4711

/** Statements that go through the gate wait on both servers, until it is opened. */
async function holdBack(): Promise<() => Promise<void>> {
  const keepers = [primary, standby].map(({ url }) => new Client({ connectionString: url }))
  for (const keeper of keepers) {
    await keeper.connect()
    await keeper.query(`select pg_advisory_lock(${GATE})`)
  }
  return async () => void (await Promise.all(keepers.map((keeper) => keeper.end())))
}

test('idle connections of shared replicas take turns; those of others are the one used last', async () => {
  const pids = async () => {
    const pid = 'select pg_backend_pid() /* sluice: replica */'
    // Statements that only took a while would be over before a third connection is open, now and then.
    const release = await holdBack()
    const held = [1, 2, 3].map(() => run(`${pid}, pg_advisory_xact_lock_shared(${GATE})`))
    const pools = () => client.call('pools.list', {})
    await expect.poll(async () => (await pools()).some(({ active }) => active === 3)).toBe(true)
    await release()
    await Promise.all(held)
    const seen: unknown[] = []
    for (let turn = 0; turn < 6; turn++) seen.push(await run(pid))
    return new Set(seen).size
  }
  await openProfile({ mode: 'load-balanced', checkIntervalMs: 60_000 })
  await run('select 1')
  await expect.poll(() => healthOf('second')).toBe('up')
  expect(await pids()).toBe(3)

  const profile = (await client.call('profiles.list', {}))[0]!
  const routing = { ...profile.routing, mode: 'active-standby' as const }
  await client.call('profiles.save', { profile: { ...profile, routing } })
  // What was known of the servers is asked anew; until then the first one takes all.
  await run('select 1')
  await expect.poll(() => healthOf('second')).toBe('up')
  expect(await pids()).toBe(1)
})

test('killed, promoted, and back: reads go on, writes wait for the promotion, nothing is split', async () => {
  await openProfile({ mode: 'active-standby', failBackAfterMs: 0 })
  expect(await run(PORT)).toBe(portOf(primary))
  await expect.poll(() => healthOf('second')).toBe('up')

  await primary.stop('immediate')
  expect(await run(PORT)).toBe(portOf(standby))
  expect(await run("insert into notes values ('lost?')")).toBe('read-only')
  expect((await status()).isReadOnly).toBe(true)

  // The same primary comes back: it takes the writes again.
  await primary.start()
  await expect.poll(() => run("insert into notes values ('c')")).toBeNull()

  await primary.stop('immediate')
  await ask(standby, 'select pg_promote()')
  await expect.poll(() => run("insert into notes values ('d')")).toBeNull()
  expect(await run(PORT)).toBe(portOf(standby))

  // The old primary comes back as if nothing had been: what it was is over.
  await primary.start()
  await expect.poll(() => healthOf('primary')).toBe('behind')
  expect(await run("insert into notes values ('e')", PORT)).toBe(portOf(standby))
  expect(await ask(primary, "select count(*)::int from notes where text = 'e'")).toBe(0)

  expect(kinds((await status()).events)).toEqual(
    expect.arrayContaining(['writes-stopped', 'write-refused', 'writes-resumed', 'server-down']),
  )
})
