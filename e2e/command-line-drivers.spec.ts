import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type InfluxServer, startInflux } from '../main/testing/influxServer.ts'
import { startPostgres, type PostgresServer } from '../main/testing/postgresServer.ts'
import { type RedisServer, startRedis } from '../main/testing/redisServer.ts'
import { startTdsServer, type TdsServer } from '../main/testing/tds/startTdsServer.ts'
import { temporaryFolder } from './support/sluice.ts'
import { sluice, startInTerminal } from './support/terminal.ts'
import { until } from './support/until.ts'

let postgres: PostgresServer
let redis: RedisServer
let influx: InfluxServer
let tds: TdsServer
let folder: Awaited<ReturnType<typeof temporaryFolder>>

const INFLUX_PASSWORD = 'p@ss word'
/** Counts the points of every millisecond of fifty years. */
const ENDLESS_INFLUX =
  'SELECT max(c) FROM (SELECT count(n) AS c FROM cpu WHERE time >= 0 AND time < 1800000000s GROUP BY time(1ms) fill(0))'

/** What is asked of each database on the command line, and what has to be said. */
type Case = {
  readonly name: string
  url(): string
  readonly product: RegExp
  /** A row with digits and a NULL or its like that must arrive as they are. */
  readonly query: { readonly sql: string; readonly csv: string; readonly json: string }
  readonly broken: { readonly sql: string; readonly says: RegExp }
  readonly all: RegExp
  readonly one: { readonly name: string; readonly says: RegExp; readonly json: object }
  readonly missing: { readonly name: string; readonly says: RegExp }
  /** There where something beside the program knows what runs. */
  readonly endless?: { readonly sql: string; isRunning(): Promise<boolean> }
}

const BIG = '9223372036854775807'

const cases: readonly Case[] = [
  {
    name: 'SQLite',
    url: () => `sqlite:${join(folder.path, 'shop.db')}`,
    product: /^SQLite 3\.\S+/,
    query: {
      sql: 'SELECT id, total, note FROM orders',
      csv: `id,total,note\n${BIG},12.5,\n`,
      json: `{"id":${BIG},"total":12.5,"note":null}\n`,
    },
    broken: { sql: 'SELECT nope FROM orders', says: /nope/ },
    all: /^main\.orders +table\b/m,
    one: {
      name: 'orders',
      says: /^Columns\n {2}id +INTEGER\b[^]*CREATE TABLE orders/,
      json: { schema: 'main', name: 'orders', columns: [{ name: 'id' }, {}, {}] },
    },
    missing: { name: 'nothing', says: /“nothing”/ },
  },
  {
    name: 'PostgreSQL',
    url: () => postgres.url,
    product: /^PostgreSQL 18\S*/,
    query: {
      sql: 'SELECT id, total, note FROM orders',
      csv: `id,total,note\n${BIG},12.50,\n`,
      json: `{"id":${BIG},"total":12.50,"note":null}\n`,
    },
    broken: { sql: 'SELECT nope FROM orders', says: /nope/ },
    all: /^public\.orders +table\b/m,
    one: {
      name: 'public.orders',
      says: /^Columns\n {2}id +bigint +not null\n[^]*CREATE TABLE public\.orders/,
      json: { schema: 'public', name: 'orders', columns: [{ name: 'id' }, {}, {}] },
    },
    missing: { name: 'nothing', says: /“nothing”/ },
    endless: {
      sql: 'SELECT pg_sleep(78)',
      isRunning: () => isBusy("SELECT 1 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(78)'"),
    },
  },
  {
    name: 'SQL Server',
    url: () => tds.url,
    product: /^Sluice TDS test server 16\./,
    query: {
      sql: `SELECT CAST(${BIG} AS bigint) AS id, CAST(12.50 AS decimal(9, 2)) AS total, CAST(NULL AS nvarchar(9)) AS note`,
      csv: `id,total,note\n${BIG},12.50,\n`,
      json: `{"id":${BIG},"total":12.50,"note":null}\n`,
    },
    broken: { sql: 'SELECT nope FROM orders', says: /Invalid column name 'nope'/ },
    all: /^dbo\.orders +table\b/m,
    one: {
      name: 'dbo.orders',
      says: /^Columns\n {2}id +bigint +not null\n[^]*CREATE TABLE dbo\.orders/,
      json: { schema: 'dbo', name: 'orders', columns: [{ name: 'id' }, {}] },
    },
    missing: { name: 'nothing', says: /“nothing”/ },
    endless: { sql: "WAITFOR DELAY '00:01:00'", isRunning: async () => tds.runningCount > 0 },
  },
  {
    name: 'Redis',
    url: () => redis.url,
    product: /^Redis \d/,
    query: {
      sql: 'HGETALL order:1',
      csv: `field,value\nid,${BIG}\nnote,""\n`,
      json: `{"field":"id","value":"${BIG}"}\n{"field":"note","value":""}\n`,
    },
    broken: { sql: 'GETX order:1', says: /Unknown command 'GETX'/ },
    all: /^order: +folder +2 entries\nplain +string · 5 B\n$/,
    one: {
      name: 'order:1',
      says: /^order:1 +hash · 2\n\nShown by\nHGETALL order:1\n$/,
      json: { label: 'order:1', icon: 'key', statement: 'HGETALL order:1' },
    },
    missing: { name: 'nothing', says: /“nothing”/ },
    endless: {
      sql: 'BLPOP nothing 60',
      isRunning: async () => / flags=b/.test(await redis.ask('CLIENT', 'LIST')),
    },
  },
  {
    name: 'InfluxDB',
    url: () => `${influx.url}/shop`,
    product: /^InfluxDB 1\.6/,
    query: {
      sql: 'SELECT n, load FROM cpu',
      csv: `time,n,load\n2023-11-14 22:13:20.123456789+00,${BIG},12.5\n`,
      json: `{"time":"2023-11-14 22:13:20.123456789+00","n":${BIG},"load":12.5}\n`,
    },
    broken: { sql: 'SELECT n FORM cpu', says: /FORM.*line 1, char 10/ },
    all: /^shop\.cpu +table\n$/,
    one: {
      name: 'cpu',
      says: /^Columns\n {2}time +time +not null\n {2}host +tag\n {2}load +float\n {2}n +integer\n$/,
      json: { schema: 'shop', name: 'cpu', columns: [{ name: 'time' }, {}, {}, {}] },
    },
    missing: { name: 'nothing', says: /“nothing”/ },
    endless: {
      sql: ENDLESS_INFLUX,
      isRunning: async () => /1ms/.test(await influx.query('SHOW QUERIES')),
    },
  },
]

async function isBusy(sql: string): Promise<boolean> {
  const observer = new Client({ connectionString: postgres.url })
  await observer.connect()
  try {
    return (await observer.query(sql)).rows.length > 0
  } finally {
    await observer.end()
  }
}

beforeAll(async () => {
  ;[postgres, redis, influx, tds, folder] = await Promise.all([
    startPostgres(),
    startRedis(),
    startInflux({ administrator: { user: 'admin', password: INFLUX_PASSWORD } }),
    startTdsServer(),
    temporaryFolder(),
  ])
  new Database(join(folder.path, 'shop.db')).exec(`
    CREATE TABLE orders (id INTEGER PRIMARY KEY, total NUMERIC, note TEXT);
    INSERT INTO orders VALUES (${BIG}, 12.50, NULL)`)
  await isBusy(`CREATE TABLE orders (id bigint PRIMARY KEY, total numeric(9, 2), note text);
    INSERT INTO orders VALUES (${BIG}, 12.50, NULL)`).catch(() => {})
  await redis.ask('HSET', 'order:1', 'id', BIG, 'note', '')
  await redis.ask('RPUSH', 'order:2', 'a')
  await redis.ask('SET', 'plain', 'hello')
  await influx.query('CREATE DATABASE shop')
  await influx.write('shop', `cpu,host=a load=12.5,n=${BIG}i 1700000000123456789\n`)
  const create = 'CREATE TABLE orders (id bigint NOT NULL PRIMARY KEY, total decimal(9, 2))'
  expect((await sluice(['query', '--url', tds.url, '--sql', create])).code).toBe(0)
})

afterAll(async () => {
  await Promise.all([postgres, redis, influx, tds].map((server) => server?.stop()))
  await folder?.[Symbol.asyncDispose]()
})

describe.each(cases)('on the command line, $name', (database) => {
  const ask = (command: string, ...rest: string[]) =>
    sluice([command, '--url', database.url(), ...rest])

  test('answers a ping with product, version and time', async () => {
    const { code, stdout, stderr } = await ask('ping')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(database.product)
    expect(stdout).toMatch(/ answered in [\d.]+ ms\.\n$/)
  })

  test('gives rows as CSV and as lines of JSON, digit for digit', async () => {
    const { sql, csv, json } = database.query
    expect(await ask('query', '--sql', sql)).toEqual({ code: 0, stdout: csv, stderr: '' })
    expect((await ask('query', '--sql', sql, '--format', 'ndjson')).stdout).toBe(json)
  })

  test('says what is wrong with a statement, with exit code 1', async () => {
    const { code, stdout, stderr } = await ask('query', '--sql', database.broken.sql)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(database.broken.says)
    expect(stderr).not.toMatch(/^ +at /m)
  })

  test('is described, as a whole and in parts', async () => {
    expect(await ask('describe')).toEqual({
      code: 0,
      stdout: expect.stringMatching(database.all),
      stderr: '',
    })
    const { name, says, json } = database.one
    expect((await ask('describe', '--table', name)).stdout).toMatch(says)
    const described = await ask('describe', '--table', name, '--format', 'json')
    expect(JSON.parse(described.stdout)).toMatchObject(json)
    const missing = await ask('describe', '--table', database.missing.name)
    expect(missing).toMatchObject({ code: 1, stdout: '' })
    expect(missing.stderr).toMatch(database.missing.says)
  })

  test.runIf(database.endless)('is told to stop by Ctrl-C', async () => {
    const { sql, isRunning } = database.endless!
    const { child, ended } = startInTerminal(['query', '--url', database.url(), '--sql', sql])
    await until('running', isRunning, (is) => is)
    child.kill('SIGINT')
    expect(await ended).toMatchObject({ code: 130, stdout: '' })
    await until('stopped', isRunning, (is) => !is)
  })
})

test('the pools of all five are listed and checked', async () => {
  const profiles = cases.map(({ name, url }) => ({ name, url: url(), pool: { max: 2 } }))
  const config = join(folder.path, 'five.config.json')
  await writeFile(config, JSON.stringify({ profiles }))
  const args = ['pools', '--data-dir', join(folder.path, 'data'), '--config', config]

  const listed = await sluice(args)
  expect(listed).toMatchObject({ code: 0, stderr: '' })
  expect(listed.stdout).toMatch(/^NAME +DRIVER +MIN +MAX\n/)
  expect(listed.stdout).toMatch(/^SQL Server +mssql +0 +2$/m)

  const checked = await sluice([...args, '--check'])
  expect(checked).toMatchObject({ code: 0, stderr: '' })
  for (const { name, product } of cases)
    expect(checked.stdout).toMatch(
      new RegExp(`^${name} .* 2 +${product.source.slice(1)}.* answered in [\\d.]+ ms$`, 'm'),
    )
})

test('a pool whose server is gone is told, and the others all the same', async () => {
  const config = join(folder.path, 'gone.config.json')
  const profiles = [
    { name: 'gone', url: 'redis://127.0.0.1:1' },
    { name: 'there', url: redis.url },
  ]
  await writeFile(config, JSON.stringify({ profiles }))
  const dataDir = join(folder.path, 'gone-data')
  const { code, stdout } = await sluice([
    ...['pools', '--check', '--data-dir', dataDir, '--config', config],
  ])
  expect(code).toBe(1)
  expect(stdout).toMatch(/^gone .*127\.0\.0\.1:1/m)
  expect(stdout).toMatch(/^there .*answered in/m)
})

test('a wrong password is told without it', async () => {
  const wrong = (url: string) => url.replace(/:[^:@/]*@/, ':hush-hush@')
  for (const url of [postgres.url, tds.url, influx.url]) {
    const { code, stderr } = await sluice(['ping', '--url', wrong(url)])
    expect(code).toBe(1)
    expect(stderr).toMatch(/password|authorization failed/i)
    expect(stderr).not.toContain('hush-hush')
  }
})
