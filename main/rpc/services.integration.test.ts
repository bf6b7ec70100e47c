import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { poolSettingsSchema } from '../../contract/pools.ts'
import type { ProfileInput } from '../../contract/profiles.ts'
import type { RunEvent } from '../../contract/query.ts'
import { splitStatements } from '../../contract/sql/splitStatements.ts'
import { failureOf } from '../pool/testing/failureOf.ts'
import { memoryClient } from '../testing/memoryClient.ts'
import { startPostgres, type PostgresServer } from '../testing/postgresServer.ts'
import { startServices, type StartedServices } from '../testing/startServices.ts'

const browser = { info: { kind: 'browser' as const, version: '1.2.3', platform: 'linux' } }
const started: StartedServices[] = []
const start = async (...options: Parameters<typeof startServices>) => {
  const services = await startServices(...options)
  started.push(services)
  return services
}
afterEach(async () => {
  for (const services of started.splice(0)) await services.stop()
})

type Client = ReturnType<typeof memoryClient>
let runCount = 0

/** Runs statements as a tab does, and gives what happened. */
async function run(
  { call, subscribe }: Client,
  profileId: string,
  statements: string[],
  { signal, label = 'Query' }: { signal?: AbortSignal; label?: string } = {},
) {
  const runId = `run-${++runCount}`
  const events: RunEvent[] = []
  const stop = await subscribe('query.events', { runId }, (event) => events.push(event))
  const summary = await call('query.run', { runId, profileId, label, statements }, signal)
  stop()
  const results = events.flatMap((event) => (event.kind === 'result-ended' ? [event] : []))
  const failure = events.find((event) => event.kind === 'statement-failed')
  return { summary, events, results, failure }
}

const until = async (isSo: () => Promise<boolean>) => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10))
}

/** A profile made from a URL, saved as the dialog does. */
async function saveUrl({ call }: Client, url: string, changes: Partial<ProfileInput> = {}) {
  const { driverId, name, fields, secrets } = await call('profiles.parseUrl', { url })
  const profile = { id: `id-${name}`, name, driverId, fields, pool: {}, ...changes }
  return call('profiles.save', { profile, secrets })
}

describe('with SQLite', () => {
  test('a script runs, its rows are read by window, and the history has it', async () => {
    const services = await start()
    const client = memoryClient(services)
    const { id } = await saveUrl(client, `sqlite://${join(services.dataDir, 'a.db')}?mode=rwc`)
    const script = `
      create table log (text); create table a (id integer primary key, name text);
      create trigger t after insert on a begin insert into log values (new.name); end;
      begin; insert into a values (1, 'x;y'), (2, null); commit;
      select * from a order by id`
    const statements = splitStatements(script, 'sqlite').map(({ text }) => text)
    const { summary, results, failure, events } = await run(client, id, statements)
    expect(failure).toBeUndefined()
    expect(summary.outcome).toBe('done')
    expect(results).toMatchObject([{ rowCount: 2, isComplete: true }])
    expect(events.filter(({ kind }) => kind === 'statement-ended')).toHaveLength(7)

    const { resultId } = results[0]!
    const { rowCount, rows } = await client.call('results.window', { resultId, from: 0, to: 100 })
    expect(rowCount).toBe(2)
    expect(rows).toBeInstanceOf(Uint8Array)
    expect(await client.call('results.cell', { resultId, row: 1, column: 1 })).toBeNull()
    const [entry] = await client.call('workspace.history', { search: 'INTO A' })
    expect(entry).toMatchObject({ profileId: id, outcome: 'done', rowCount: 4 })
    await client.call('results.close', { resultIds: [resultId] })
    const closed = client.call('results.window', { resultId, from: 0, to: 1 })
    expect(await failureOf(closed)).toMatchObject({ code: 'result-closed' })
  })

  test('the catalog knows a table as soon as it was made', async () => {
    const services = await start()
    const client = memoryClient(services)
    const { id } = await saveUrl(client, `sqlite://${join(services.dataDir, 'a.db')}?mode=rwc`)
    const names = async () => {
      const { relations } = await client.call('explorer.catalog', { profileId: id })
      return relations.map(({ name }) => name)
    }
    expect(await names()).toEqual([])
    await run(client, id, ['create table made (a)'])
    expect(await names()).toContain('made')
  })

  test('a statement that never ends is stopped, and the next one runs', async () => {
    const services = await start()
    const client = memoryClient(services)
    const { id } = await saveUrl(client, `sqlite://${join(services.dataDir, 'a.db')}?mode=rwc`)
    const forever =
      'with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n'
    const controller = new AbortController()
    const endless = run(client, id, [forever], { signal: controller.signal })
    await until(async () => {
      const [lease] = await client.call('pools.leases', { poolId: id })
      return lease?.statement === forever
    })
    controller.abort()
    // The window gives the call up; main answers it with the outcome all the same.
    expect((await endless).summary.outcome).toBe('cancelled')
    const { results } = await run(client, id, ['select 1'])
    expect(results).toMatchObject([{ rowCount: 1 }])
  })

  test('an error comes with its position', async () => {
    const services = await start()
    const client = memoryClient(services)
    const { id } = await saveUrl(client, `sqlite://${join(services.dataDir, 'a.db')}?mode=rwc`)
    const { summary, failure } = await run(client, id, ['select * form a'])
    expect(summary.outcome).toBe('failed')
    expect(failure?.error).toMatchObject({ code: 'syntax-error', details: { offset: 9 } })
  })

  test('an export writes what was read', async () => {
    const services = await start()
    const client = memoryClient(services)
    const { id } = await saveUrl(client, `sqlite://${join(services.dataDir, 'a.db')}?mode=rwc`)
    const { results } = await run(client, id, [
      "select 1 as a, 'x,y' as b union all select 2, null",
    ])
    const path = join(services.dataDir, 'out.csv')
    const target = { kind: 'file' as const, path }
    const { resultId } = results[0]!
    const request = { exportId: 'e', resultId, format: 'csv' as const, target }
    expect(await client.call('exports.run', request)).toMatchObject({ state: 'done', path })
    expect(readFileSync(path, 'utf8').split(/\r?\n/)).toEqual(['a,b', '1,"x,y"', '2,', ''])
  })

  test('a client that goes leaves neither results nor running statements', async () => {
    const services = await start()
    const leaving = memoryClient(services)
    const { id } = await saveUrl(leaving, `sqlite://${join(services.dataDir, 'a.db')}?mode=rwc`)
    const { results } = await run(leaving, id, ['select 1'])
    const forever =
      'with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n'
    void leaving
      .call('query.run', { runId: 'endless', profileId: id, statements: [forever] })
      .catch(() => {})
    const staying = memoryClient(services)
    const leaseCount = async () => (await staying.call('pools.leases', { poolId: id })).length
    await until(async () => (await leaseCount()) === 1)
    leaving.close()
    await until(async () => (await leaseCount()) === 0)
    const gone = staying.call('results.window', { resultId: results[0]!.resultId, from: 0, to: 1 })
    expect(await failureOf(gone)).toMatchObject({ code: 'result-closed' })
  })
})

describe('with PostgreSQL', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.stop())

  test('a connection is tested by its URL, and what is wrong is named', async () => {
    const client = memoryClient(await start())
    const { driverId, name, fields, secrets } = await client.call('profiles.parseUrl', {
      url: server.url,
    })
    const profile = { id: 'p', name, driverId, fields, pool: {} }
    expect(await client.call('profiles.test', { profile, secrets })).toMatchObject({
      product: 'PostgreSQL',
      version: expect.stringMatching(/^18/),
    })
    const wrong = client.call('profiles.test', { profile, secrets: { password: 'a guess' } })
    const error = await failureOf(wrong)
    expect(error).toMatchObject({ code: 'authentication-failed' })
    expect(error.message).not.toContain('a guess')
    expect(await client.call('profiles.list', {})).toEqual([])
  })

  test('a dozen runs share a pool of five, and a cancel reaches the server', async () => {
    const client = memoryClient(await start())
    const pool = poolSettingsSchema.parse({ max: 5 })
    const { id } = await saveUrl(client, server.url, { pool })
    const controllers = Array.from({ length: 12 }, () => new AbortController())
    const runs = controllers.map(({ signal }, index) =>
      run(client, id, ['select pg_sleep(600)'], { signal, label: `Tab ${index}` }),
    )
    const figures = async () => (await client.call('pools.list', {}))[0]
    await until(async () => {
      const stats = await figures()
      return stats?.active === 5 && stats.waiting === 7
    })
    const watcher = memoryClient(await start())
    const { id: watchId } = await saveUrl(watcher, server.url)
    const sleeping = async () => {
      const { results } = await run(watcher, watchId, [
        "select pid from pg_stat_activity where state = 'active' and query like '%pg_sleep(600)%' and pid <> pg_backend_pid()",
      ])
      return results[0]!.rowCount
    }
    await until(async () => (await sleeping()) === 5)
    for (const controller of controllers) controller.abort()
    const outcomes = await Promise.all(runs)
    expect(outcomes.map(({ summary }) => summary.outcome)).toEqual(Array(12).fill('cancelled'))
    expect(await sleeping()).toBe(0)
    expect(await figures()).toMatchObject({ active: 0, waiting: 0 })
  })

  test('a session that the server ends in mid-stream leaves its rows readable', async () => {
    const client = memoryClient(await start())
    const { id } = await saveUrl(client, server.url)
    const runId = 'mid-stream'
    const events: RunEvent[] = []
    await client.subscribe('query.events', { runId }, (event) => events.push(event))
    const statements = [
      "select i, case when i > 50000 then pg_sleep(0.01)::text else '' end from generate_series(1, 60000) i",
    ]
    const summary = client.call('query.run', { runId, profileId: id, statements })
    await until(async () => events.some(({ kind }) => kind === 'rows'))
    await run(client, id, [
      "select pg_terminate_backend(pid) from pg_stat_activity where query like '%generate_series%' and pid <> pg_backend_pid() and datname = current_database()",
    ])
    expect(await summary).toMatchObject({ outcome: 'failed' })
    const ended = events.find((event) => event.kind === 'result-ended')!
    expect(ended.isComplete).toBe(false)
    expect(ended.rowCount).toBeGreaterThan(0)
    const { resultId, rowCount } = ended
    const range = { resultId, from: rowCount - 1, to: rowCount }
    expect(await client.call('results.window', range)).toMatchObject({ rowCount: 1 })
    const failed = events.find((event) => event.kind === 'statement-failed')
    expect(failed?.error.code).toBe('connection-lost')
  })

  test('notices arrive, and an open transaction is told and rolled back', async () => {
    const client = memoryClient(await start())
    const { id } = await saveUrl(client, server.url)
    await run(client, id, ['create table kept (a int)'])
    const { events } = await run(client, id, [
      "do $$ begin raise notice 'hello'; end $$",
      'begin',
      'insert into kept values (1)',
    ])
    const messages = events.flatMap((event) => (event.kind === 'message' ? [event.message] : []))
    expect(messages).toMatchObject([{ text: 'hello' }, { severity: 'WARNING' }])
    const { results } = await run(client, id, ['select * from kept'])
    expect(results[0]!.rowCount).toBe(0)
  })
})

describe.each(['sqlite', 'postgres'])('on %s, a result closed while it streams', (kind) => {
  test('ends its statement and frees the connection', async () => {
    const services = await start()
    const client = memoryClient(services)
    const server = kind === 'postgres' ? await startPostgres() : null
    const url = server?.url ?? `sqlite://${join(services.dataDir, 'a.db')}?mode=rwc`
    const { id } = await saveUrl(client, url, { pool: poolSettingsSchema.parse({ max: 1 }) })
    const endless =
      'with recursive n(i) as (select 1 union all select i + 1 from n) select i from n'
    const runId = 'closed-early'
    const events: RunEvent[] = []
    await client.subscribe('query.events', { runId }, (event) => events.push(event))
    const summary = client.call('query.run', { runId, profileId: id, statements: [endless] })
    await until(async () => events.some(({ kind: happened }) => happened === 'rows'))
    const opened = events.find((event) => event.kind === 'result-opened')!
    await client.call('results.close', { resultIds: [opened.resultId] })
    expect(await summary).toMatchObject({ outcome: 'failed' })
    const failed = events.find((event) => event.kind === 'statement-failed')
    expect(failed?.error.code).toBe('result-closed')
    const { results } = await run(client, id, ['select 1'])
    expect(results).toMatchObject([{ rowCount: 1 }])
    await services.stop()
    await server?.stop()
  })
})

describe('the program', () => {
  test('offers its sample once: who deletes it does not get it again', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'sluice-first-'))
    try {
      const first = await startServices({ dataDir, host: browser })
      const [profile] = await first.call('profiles.list', {})
      expect(profile).toMatchObject({ id: 'sample', driverId: 'sqlite' })
      expect(await first.call('workspace.tabs', {})).toMatchObject([{ profileId: 'sample' }])
      const client = memoryClient(first)
      const { results, failure } = await run(client, 'sample', ['select count(*) from sales'])
      expect(failure).toBeUndefined()
      expect(results).toMatchObject([{ rowCount: 1 }])
      await first.call('profiles.delete', { profileId: 'sample' })
      await first.stop()

      const second = await startServices({ dataDir, host: browser })
      expect(await second.call('profiles.list', {})).toEqual([])
      await second.stop()
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  })

  test('keeps profiles, tabs and history over a restart, and tells of a damaged store', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'sluice-again-'))
    try {
      const first = await startServices({ dataDir })
      const tab = { id: 't', title: 'T', profileId: null, text: 'select 1', position: 1 }
      await first.call('workspace.saveTab', { tab })
      await first.stop()
      const second = await startServices({ dataDir })
      expect(await second.call('workspace.tabs', {})).toMatchObject([tab])
      await second.stop()

      writeFileSync(join(dataDir, 'sluice.db'), 'no database at all '.repeat(500))
      const third = await startServices({ dataDir })
      const { startupNotices } = await third.call('workspace.host', {})
      expect(startupNotices).toMatchObject([{ severity: 'error' }])
      const kept = readdirSync(dataDir).find((name) => name.includes('damaged'))!
      expect(startupNotices[0]!.text).toContain(kept)
      await third.stop()
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  })

  test('ends in order: no process, no session, no spilled file stays, however often it is told', async () => {
    const services = await start()
    const client = memoryClient(services)
    const { id } = await saveUrl(client, `sqlite://${join(services.dataDir, 'a.db')}?mode=rwc`)
    const forever =
      'with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n'
    const endless = client.call('query.run', { runId: 'x', profileId: id, statements: [forever] })
    endless.catch(() => {})
    await until(async () => (await services.call('pools.leases', { poolId: id })).length === 1)
    const ending = services.shutdown({ deadlineMs: 2_000 })
    expect(services.shutdown({ deadlineMs: 1 })).toBe(ending)
    await ending
    expect(services.pools.list()).toEqual([])
    const spilled = join(services.dataDir, 'results')
    expect(existsSync(spilled) ? readdirSync(spilled) : []).toEqual([])
    expect(() => memoryClient(services)).toThrow(/ending/)
    expect(existsSync(join(services.dataDir, 'sluice.db-wal'))).toBe(false)
  })

  test('refuses a folder that it cannot use', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-refused-'))
    try {
      writeFileSync(join(folder, 'file'), '')
      const error = await failureOf(startServices({ dataDir: join(folder, 'file') }))
      expect(error).toMatchObject({ code: 'file-failed' })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  test('tells the window what it needs of the drivers and the host', async () => {
    const { call } = await start()
    const drivers = await call('profiles.drivers', {})
    expect(drivers.map(({ id }) => id)).toEqual([
      'sqlite',
      'postgres',
      'mssql',
      'redis',
      'influxdb',
    ])
    expect(structuredClone(drivers)).toEqual(drivers)
    expect(await call('workspace.host', {})).toMatchObject({ kind: 'cli', hasFileDialogs: false })
    const refused = call('workspace.chooseSavePath', { suggestedName: 'a.csv' })
    expect(await failureOf(refused)).toMatchObject({ code: 'unsupported' })
  })
})
