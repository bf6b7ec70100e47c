import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { ProfileInput } from '../../contract/profiles.ts'
import type { RunEvent } from '../../contract/query.ts'
import { memoryClient } from '../testing/memoryClient.ts'
import { PostgresCluster } from '../testing/PostgresCluster.ts'
import { startServices, type StartedServices } from '../testing/startServices.ts'

let primary: PostgresCluster
let standby: PostgresCluster
let services: StartedServices
let client: ReturnType<typeof memoryClient>
let runCount = 0

beforeAll(async () => {
  primary = await PostgresCluster.create()
  standby = await primary.copyAsStandby()
})
afterEach(async () => {
  await services?.stop()
  for (const each of [primary, standby]) if (!each.isRunning) await each.start()
})
afterAll(async () => {
  await Promise.all([primary?.remove(), standby?.remove()])
})

async function openProfile(changes: Partial<ProfileInput> = {}) {
  services = await startServices()
  client = memoryClient(services)
  const { driverId, fields, secrets } = await client.call('profiles.parseUrl', { url: primary.url })
  const profile = { id: 'p', name: 'orders', driverId, fields, pool: {}, connectTimeoutMs: 1_000 }
  await client.call('profiles.save', {
    profile: { ...profile, keptAnswersMiB: 1, ...changes },
    secrets,
  })
}

/** Runs as a tab does: its outcome, its first cell, how old it is said to be, and its error. */
async function run(...statements: string[]) {
  const runId = `run-${++runCount}`
  const events: RunEvent[] = []
  const stop = await client.subscribe('query.events', { runId }, (event) => events.push(event))
  const { outcome } = await client.call('query.run', { runId, profileId: 'p', statements })
  stop()
  const of = <K extends RunEvent['kind']>(kind: K) =>
    events.find((event): event is Extract<RunEvent, { kind: K }> => event.kind === kind)
  const ended = of('result-ended')
  const cell =
    ended?.rowCount &&
    (await client.call('results.cell', { resultId: ended.resultId, row: 0, column: 0 }))
  return {
    outcome,
    value: cell ? Buffer.from(cell.bytes).toString() : null,
    stale: of('stale-answer') ?? null,
    message: of('message')?.message ?? null,
    error: of('statement-failed')?.error ?? null,
  }
}

const CLOCK = 'select clock_timestamp()::text'

test('with the server killed, the answer of before is given, marked with its time, and a new one once it is back', async () => {
  await openProfile()
  const beforeMs = Date.now()
  const fresh = await run(CLOCK)
  const afterMs = Date.now()
  expect(fresh).toMatchObject({ outcome: 'done', stale: null })

  await primary.stop('immediate')
  const old = await run(CLOCK)
  expect(old).toMatchObject({
    outcome: 'done',
    value: fresh.value,
    error: null,
    stale: { reason: { code: 'connection-refused' } },
    message: {
      severity: 'WARNING',
      text: expect.stringMatching(/^No server could be reached\. This is the answer of .* s old/),
    },
  })
  expect(old.stale!.answeredAtMs).toBeGreaterThanOrEqual(beforeMs)
  expect(old.stale!.answeredAtMs).toBeLessThanOrEqual(afterMs)

  await primary.start()
  await expect.poll(async () => (await run(CLOCK)).stale).toBeNull()
  expect((await run(CLOCK)).value).not.toBe(fresh.value)
})

test('what was never answered, what writes and what stands in a transaction fails with a clear error', async () => {
  await openProfile()
  await run('select 1')
  const inserting = 'create temporary table a as select 1'
  await run(inserting)
  await primary.stop('immediate')
  expect((await run('select 1')).value).toBe('1')

  const never = await run('select 1', 'select 2')
  expect(never).toMatchObject({ outcome: 'failed', stale: null })
  expect(never.error!.code).toMatch(/connection-refused|breaker-open/)
  expect(never.error!.message).toMatch(/No earlier answer to this statement is kept\.$/)

  const writing = await run(inserting)
  expect(writing).toMatchObject({ outcome: 'failed', stale: null })
  expect(writing.error!.message).not.toMatch(/earlier answer/)
  const request = { transactionId: 't', profileId: 'p', label: '', isolation: null }
  await expect(client.call('transactions.begin', request)).rejects.toThrow(
    /Nothing answers|cannot be reached/,
  )
})

test('a profile that did not ask for it, or that leads elsewhere since, gives no old answer', async () => {
  await openProfile({ keptAnswersMiB: 0 })
  await run('select 1')
  await primary.stop('immediate')
  const refused = await run('select 1')
  expect(refused).toMatchObject({ outcome: 'failed', stale: null })
  expect(refused.error!.message).not.toMatch(/earlier answer/)
  await primary.start()
  await services.stop()

  await openProfile()
  await run('select 1')
  const [profile] = await client.call('profiles.list', {})
  await client.call('profiles.save', { profile: { ...profile!, name: 'other' } })
  await primary.stop('immediate')
  expect((await run('select 1')).outcome).toBe('failed')
})

test('while a standby answers it is asked; only with all servers away the old answer is given', async () => {
  const other = { name: 'second', role: 'standby' as const, fields: { port: standby.port } }
  await openProfile({ routing: { mode: 'active-standby', checkIntervalMs: 200, servers: [other] } })
  const fresh = await run(CLOCK)
  await primary.stop('immediate')
  const fromStandby = await run(CLOCK)
  expect(fromStandby).toMatchObject({ outcome: 'done', stale: null })
  expect(fromStandby.value).not.toBe(fresh.value)

  await standby.stop('immediate')
  const old = await run(CLOCK)
  expect(old).toMatchObject({ outcome: 'done', value: fromStandby.value })
  expect(old.stale).not.toBeNull()
})
