import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres, type PostgresServer } from '../main/testing/postgresServer.ts'
import { temporaryFolder } from './support/sluice.ts'
import { sluice, startInTerminal } from './support/terminal.ts'
import { until } from './support/until.ts'

let postgres: PostgresServer
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let sqliteUrl: string

beforeAll(async () => {
  ;[postgres, folder] = await Promise.all([startPostgres(), temporaryFolder()])
  const path = join(folder.path, 'orders.db')
  new Database(path).exec(`create table orders (id integer, name text, total numeric);
    insert into orders values (1, 'a "quoted", one', 12.50), (2, null, 9007199254740993)`)
  sqliteUrl = `sqlite:${path}`
})

afterAll(async () => {
  await postgres?.stop()
  await folder?.[Symbol.asyncDispose]()
})

const query = (sql: string, ...rest: string[]) =>
  sluice(['query', '--url', sqliteUrl, '--sql', sql, ...rest])

test('rows come as CSV, with NULL empty and digits kept', async () => {
  expect(await query('select * from orders order by id')).toEqual({
    code: 0,
    stdout: 'id,name,total\n1,"a ""quoted"", one",12.5\n2,,9007199254740993\n',
    stderr: '',
  })
})

test('rows come as JSON and as lines of JSON', async () => {
  const json = await query('select id, name from orders order by id', '--format', 'json')
  expect(JSON.parse(json.stdout)).toEqual([
    { id: 1, name: 'a "quoted", one' },
    { id: 2, name: null },
  ])
  const lines = await query('select id from orders order by id', '--format', 'ndjson')
  expect(lines.stdout).toBe('{"id":1}\n{"id":2}\n')
})

test('statements run one after the other on one session', async () => {
  const script = 'create temp table t (a); insert into t values (41); select a + 1 as b from t;'
  expect(await query(script)).toMatchObject({ code: 0, stdout: 'b\n42\n' })
})

test('an error of the server stands on standard error, and the exit code is 1', async () => {
  const { code, stdout, stderr } = await query('select nonsense from orders')
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toContain('nonsense')
})

test('the password is taken from the environment where the URL has none', async () => {
  const url = new URL(postgres.url)
  url.password = ''
  const args = ['query', '--url', url.href, '--sql', 'select current_database() as name']
  const given = await sluice(args, { SLUICE_PASSWORD: postgres.password })
  expect(given).toEqual({ code: 0, stdout: `name\n${postgres.database}\n`, stderr: '' })
  const missing = await sluice(args)
  expect(missing).toMatchObject({ code: 1, stdout: '' })
  expect(missing.stderr).toContain('password')
})

test('a server that does not answer is named, and no password', async () => {
  const { code, stderr } = await sluice(['ping', '--url', 'postgres://me:hush@127.0.0.1:1/x'])
  expect(code).toBe(1)
  expect(stderr).toContain('127.0.0.1:1')
  expect(stderr).not.toContain('hush')
})

test('ping tells product, version and time', async () => {
  const { code, stdout } = await sluice(['ping', '--url', postgres.url])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^PostgreSQL 18\S* .*answered in [\d.]+ ms\.\n$/)
})

test('a reader that leaves early ends the query quietly', async () => {
  const endless = 'with recursive t(i) as (select 1 union all select i + 1 from t) select i from t'
  const { child, ended } = startInTerminal(['query', '--url', sqliteUrl, '--sql', endless])
  child.stdout.once('data', () => child.stdout.destroy())
  expect(await ended).toMatchObject({ code: 0, stderr: '' })
})

test('Ctrl-C stops the statement on the server', async () => {
  const observer = new Client({ connectionString: postgres.url })
  await observer.connect()
  const running = async () => {
    const { rows } = await observer.query(
      "select 1 from pg_stat_activity where query like 'select pg_sleep(77)%' and state = 'active'",
    )
    return rows.length
  }
  const { child, ended } = startInTerminal([
    'query',
    '--url',
    postgres.url,
    '--sql',
    'select pg_sleep(77)',
  ])
  await until('running', running, (count) => count === 1)
  child.kill('SIGINT')
  expect(await ended).toMatchObject({ code: 130, stdout: '' })
  await until('stopped', running, (count) => count === 0)
  await observer.end()
})

test('wrong usage shows the usage, with exit code 2', async () => {
  const wrong = await sluice(['query', '--sql', 'select 1'])
  expect(wrong).toMatchObject({ code: 2, stdout: '' })
  expect(wrong.stderr).toContain('--url is missing.')
  expect(wrong.stderr).toContain('Usage:')
  expect((await sluice(['--help'])).stdout).toContain('Usage:')
  expect((await sluice(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
})

test('a database file that is not there is not made', async () => {
  const path = join(folder.path, 'missing.db')
  const { code, stderr } = await sluice(['query', '--url', `sqlite:${path}`, '--sql', 'select 1'])
  expect(code).toBe(1)
  expect(stderr).toContain('missing.db')
  expect(existsSync(path)).toBe(false)
})
