import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterEach, describe, expect, test } from 'vitest'
import type { BrowsePage } from '../../contract/explorer.ts'
import { joinPages } from '../../contract/joinPages.ts'
import type { Connection, Driver } from '../drivers/driver.ts'
import { influxdb } from '../drivers/influxdb/index.ts'
import { mssql } from '../drivers/mssql/index.ts'
import { postgres } from '../drivers/postgres/index.ts'
import { redis } from '../drivers/redis/index.ts'
import { sqlite } from '../drivers/sqlite/index.ts'
import { spawnProcess, temporaryFolder } from '../drivers/sqlite/testing/sqliteFile.ts'
import { writeManyTables } from '../drivers/sqlite/testing/writeManyTables.ts'
import { runCollecting } from '../drivers/testing/CollectingSink.ts'
import { hasInflux, startInflux } from '../testing/influxServer.ts'
import { startPostgres } from '../testing/postgresServer.ts'
import { hasRedis, startRedis } from '../testing/redisServer.ts'
import { startTdsServer } from '../testing/tds/startTdsServer.ts'

const MANY = 20_000
/** The test server splits a batch again for each of its statements. */
const TABLES_A_BATCH = 500
const numbers = Array.from({ length: MANY }, (_, at) => at)
const { signal } = new AbortController()

const ended: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end()
})

async function connect(driver: Driver, url: string): Promise<Connection> {
  const { fields, secrets } = driver.parseUrl(url)
  const connection = await driver.connect(
    {
      profileName: 'many',
      fields: { ...fields, ...secrets },
      isReadOnly: false,
      connectTimeoutMs: 20_000,
      statementTimeoutMs: 0,
    },
    { spawnProcess },
    signal,
  )
  ended.push(() => connection.destroy())
  return connection
}

/** Does the work and tells how long it took, and how late the loop was at the worst. */
async function measured<T>(what: string, work: () => Promise<T>): Promise<T> {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  const startedAt = performance.now()
  delay.enable()
  const result = await work()
  delay.disable()
  const elapsedMs = Math.round(performance.now() - startedAt)
  process.stdout.write(
    `${what}: ${elapsedMs} ms, loop late by ${Math.round(delay.max / 1e6 - 5)} ms at the worst\n`,
  )
  return result
}

/** Reads what the explorer, the completion and the search read. */
async function expectAllFound(
  driver: Driver,
  connection: Connection,
  { schema }: { schema: string },
) {
  const { label, introspect } = driver
  const relations = await measured(`${label}, relations`, () =>
    introspect.relations(connection, schema, signal),
  )
  expect(relations).toHaveLength(MANY)
  const catalog = await measured(`${label}, catalog`, () => introspect.catalog(connection, signal))
  const own = catalog.relations.filter((relation) => relation.schema === schema)
  expect(own).toHaveLength(MANY)
  expect(own.every(({ columns }) => columns.length >= 2)).toBe(true)
  const { name } = relations[MANY - 1]!
  const detail = await measured(`${label}, one table`, () =>
    introspect.relation(connection, schema, name, signal),
  )
  expect(detail.columns.length).toBeGreaterThanOrEqual(2)
}

async function pagesOf(
  { label, browse }: Driver,
  connection: Connection,
  path: string[],
): Promise<BrowsePage[]> {
  return measured(`${label}, tree`, async () => {
    const pages: BrowsePage[] = []
    do {
      const cursor = pages.at(-1)?.nextCursor ?? null
      pages.push(await browse!.level(connection, { path, pattern: '', cursor }, signal))
    } while (pages.at(-1)!.nextCursor !== null)
    return pages
  })
}

const joined = (pages: readonly BrowsePage[]) =>
  pages.reduce<BrowsePage | null>(joinPages, null)!.nodes

describe('20,000 tables are read in a few statements', { timeout: 120_000 }, () => {
  test('by SQLite', async () => {
    const folder = temporaryFolder()
    ended.push(() => folder.remove())
    writeManyTables(folder.path('many.db'), MANY)
    const connection = await connect(sqlite, `sqlite:${folder.path('many.db')}`)
    await expectAllFound(sqlite, connection, { schema: 'main' })
  })

  test('by PostgreSQL', async () => {
    const server = await startPostgres({ settings: { max_locks_per_transaction: '1000' } })
    ended.push(() => server.stop())
    const connection = await connect(postgres, server.url)
    await runCollecting(
      connection,
      `DO $$ BEGIN FOR i IN 0..${MANY - 1} LOOP
         EXECUTE format('CREATE TABLE t%s (id int, a int)', i); END LOOP; END $$`,
    )
    await expectAllFound(postgres, connection, { schema: 'public' })
  })

  test('by SQL Server’s catalog views on the test server', async () => {
    const server = await startTdsServer()
    ended.push(() => server.stop())
    const connection = await connect(mssql, server.url)
    await runCollecting(connection, 'BEGIN TRANSACTION')
    for (let from = 0; from < MANY; from += TABLES_A_BATCH)
      await runCollecting(
        connection,
        numbers
          .slice(from, from + TABLES_A_BATCH)
          .map((number) => `CREATE TABLE t${number} (id int, a int)`)
          .join(';\n'),
      )
    await runCollecting(connection, 'COMMIT')
    await expectAllFound(mssql, connection, { schema: 'dbo' })
  })

  test.runIf(hasInflux())('by InfluxDB, as measurements', async () => {
    const server = await startInflux()
    ended.push(() => server.stop())
    await server.query('CREATE DATABASE many')
    await server.write('many', numbers.map((at) => `m${at},host=a load=1 1`).join('\n'))
    const connection = await connect(influxdb, `${server.url}/many`)
    await expectAllFound(influxdb, connection, { schema: 'many' })
    const pages = await pagesOf(influxdb, connection, ['many'])
    expect(joined(pages).filter(({ icon }) => icon === 'table')).toHaveLength(MANY)
  })

  test.runIf(hasRedis())('by Redis, as folders of keys', async () => {
    const server = await startRedis()
    ended.push(() => server.stop())
    await server.ask(
      'EVAL',
      `for i = 1, ${MANY} do redis.call('SET', 'p' .. i .. ':a', i) end`,
      '0',
    )
    const connection = await connect(redis, server.url)
    const pages = await pagesOf(redis, connection, [])
    expect(joined(pages).filter(({ icon }) => icon === 'folder')).toHaveLength(MANY)
    // No part of the level is more than a few looks of the server.
    expect(pages.length).toBeGreaterThan(3)
  })
})
