import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ParameterValue } from '../../contract/parameters.ts'
import type { RunEvent } from '../../contract/query.ts'
import { memoryClient } from '../testing/memoryClient.ts'
import { hasInflux, startInflux } from '../testing/influxServer.ts'
import { startPostgres, type PostgresServer } from '../testing/postgresServer.ts'
import { startServices, type StartedServices } from '../testing/startServices.ts'
import { startTdsServer, type TdsServer } from '../testing/tds/startTdsServer.ts'

let postgres: PostgresServer
let tds: TdsServer
let services: StartedServices
let client: ReturnType<typeof memoryClient>

beforeAll(async () => {
  ;[postgres, tds] = await Promise.all([startPostgres(), startTdsServer()])
})
afterAll(async () => {
  await postgres?.stop()
  await tds?.stop()
})
beforeEach(async () => {
  services = await startServices()
  client = memoryClient(services)
})
afterEach(() => services.stop())

const urlOf = {
  postgres: () => postgres.url,
  mssql: () => tds.url,
  sqlite: () => `sqlite://${join(services.dataDir, 'shop.db')}?mode=rwc`,
}

async function open(driver: keyof typeof urlOf): Promise<void> {
  const { call } = client
  const { driverId, fields, secrets } = await call('profiles.parseUrl', { url: urlOf[driver]() })
  await call('profiles.save', {
    profile: { id: 'shop', name: 'shop', driverId, fields, pool: { max: 2 } },
    secrets,
  })
}

let runCount = 0

async function run(sql: string, parameters: ParameterValue[] = []) {
  const { call, subscribe } = client
  const runId = `run-${++runCount}`
  const events: RunEvent[] = []
  const stop = await subscribe('query.events', { runId }, (event) => events.push(event))
  await call('query.run', { runId, profileId: 'shop', statements: [sql], parameters })
  stop()
  const failure = events.find((event) => event.kind === 'statement-failed')
  if (failure) return failure.error
  const result = events.findLast((event) => event.kind === 'result-opened')
  const cell =
    result && (await call('results.cell', { resultId: result.resultId, row: 0, column: 0 }))
  return cell ? Buffer.from(cell.bytes).toString() : null
}

const number = (name: string, text: string): ParameterValue => ({ name, type: 'number', text })
const word = (name: string, text: string): ParameterValue => ({ name, type: 'text', text })

describe.runIf(hasInflux())('parameters of InfluxDB', () => {
  test('reach the server as values, exactly', async () => {
    const influx = await startInflux()
    try {
      await influx.query('CREATE DATABASE shop')
      await influx.write(
        'shop',
        [
          `m,host=O\\'Brien v=1.5,n=9223372036854775807i,ok=true 1700000000000000000`,
          'm,host=b v=2,n=1i,ok=false 1700000060000000000',
        ].join('\n'),
      )
      const { driverId, fields, secrets } = await client.call('profiles.parseUrl', {
        url: `${influx.url}/shop`,
      })
      await client.call('profiles.save', {
        profile: { id: 'shop', name: 'shop', driverId, fields, pool: {} },
        secrets,
      })
      const at = '2023-11-14 22:13:20+00'
      const where = (condition: string) => `SELECT v FROM m WHERE ${condition} -- $no`
      expect(await run(where('n = $n'), [number('n', '9223372036854775807')])).toBe(at)
      expect(await run(where('v < $v'), [number('v', '1.75')])).toBe(at)
      expect(await run(where('host <> $host'), [word('host', 'b')])).toBe(at)
      expect(await run(where('ok = $ok'), [{ name: 'ok', type: 'boolean', text: 'true' }])).toBe(at)
      const day: ParameterValue = { name: 'day', type: 'date', text: '2023-11-14 22:14:00' }
      expect(await run(where('time < $day AND time > 0'), [day])).toBe(at)
    } finally {
      await influx.stop()
    }
  })
})

describe.each(['postgres', 'mssql', 'sqlite'] as const)('parameters of %s', (driver) => {
  test('reach the server as values, exactly', async () => {
    await open(driver)
    const text = `O'Brien'); drop table items; --`
    const largest = '9223372036854775807'
    expect(await run('select :text', [word('text', text)])).toBe(text)
    // The server in the tests has no tables that outlive a request.
    if (driver === 'mssql')
      return expect(await run('select @n', [number('n', largest)])).toBe(largest)
    await run('drop table if exists items')
    await run('create table items (id bigint, name varchar(200))')
    await run('insert into items values (:id, :name)', [number('id', largest), word('name', text)])
    expect(await run('select name from items where id = :id', [number('id', largest)])).toBe(text)
    expect(await run('select id from items where name = :name', [word('name', text)])).toBe(largest)
  })

  test('a value that is missing fails before anything runs', async () => {
    await open(driver)
    expect(await run('select :a, :b', [number('a', '1')])).toMatchObject({
      code: 'invalid-request',
    })
  })
})

test('SQLite takes its own marks, and decimals compare as numbers', async () => {
  await open('sqlite')
  expect(await run('select ? || ?', [word('1', 'a'), word('2', 'b')])).toBe('ab')
  expect(await run('select 5 > :limit', [number('limit', '4.5')])).toBe('1')
  expect(await run('select 3 > :limit', [number('limit', '4.5')])).toBe('0')
})

test('PostgreSQL finds out the type of a value from where it stands, without a cast', async () => {
  await open('postgres')
  await run(`create table kinds (i int, b bigint, n numeric, d date, at timestamptz, j jsonb, ok boolean,
    tags text[], u uuid, name text)`)
  await run(`insert into kinds values (:i, :b, :n, :d, :at, :j, :ok, :tags, :u, :name)`, [
    number('i', '7'),
    number('b', '9223372036854775807'),
    number('n', '12345678901234567890.0123456789'),
    { name: 'd', type: 'date', text: '2024-02-29' },
    { name: 'at', type: 'date', text: '2024-02-29 12:00:00+02' },
    word('j', '{"a": [1]}'),
    { name: 'ok', type: 'boolean', text: 'true' },
    word('tags', '{red,"two words"}'),
    word('u', '6f9619ff-8b86-d011-b42d-00c04fc964ff'),
    { name: 'name', type: 'null', text: '' },
  ])
  expect(await run('select row_to_json(k)::text from kinds k')).toBe(
    '{"i":7,"b":9223372036854775807,"n":12345678901234567890.0123456789,"d":"2024-02-29",' +
      '"at":"2024-02-29T10:00:00+00:00","j":{"a": [1]},"ok":true,"tags":["red","two words"],' +
      '"u":"6f9619ff-8b86-d011-b42d-00c04fc964ff","name":null}',
  )
  const count = (condition: string, value: ParameterValue) =>
    run(`select count(*) from kinds where ${condition}`, [value])
  for (const [condition, value] of [
    ['i + :x = 8', number('x', '1')],
    ['n > :x', number('x', '12345678901234567890.0123456788')],
    ['d < :x', { name: 'x', type: 'date', text: '2024-03-01' }],
    ['j @> :x', word('x', '{"a": [1]}')],
    ["j -> :x = '[1]'", word('x', 'a')],
    ['ok = :x', { name: 'x', type: 'boolean', text: 'true' }],
    ['tags && :x', word('x', '{red}')],
    ['i = any(:x)', word('x', '{1,7}')],
    ['(:x is null) = (name is null)', { name: 'x', type: 'null', text: '' }],
    ['coalesce(name, :x) = :x', word('x', 'none')],
    ['i::text = :x', number('x', '7')],
  ] as const)
    expect([condition, await count(condition, value)]).toEqual([condition, '1'])
  expect(await run('select $1 + 1', [number('1', '41')])).toBe('42')
  expect(await run('select $1 + $2', [number('1', '41'), number('2', '1')])).toBe('42')
  for (let again = 0; again < 3; again++)
    expect(await run('select 2 + $1 + $2', [number('1', '38'), number('2', '2')])).toBe('42')
  const two = [number('1', '9'), number('2', '10')]
  for (let again = 0; again < 3; again++) expect(await run('select $1 > $2', two)).toBe('false')
  expect(await run('select pg_typeof(:n)', [number('n', '9223372036854775807')])).toBe('bigint')
  expect(await run("select '7'::text = :n", [number('n', '7')])).toBe('true')
  expect(await run('select :factor::numeric * 2', [number('factor', '1.5')])).toBe('3.0')
  expect(await run('select :factor * 2', [number('factor', '1.5')])).toMatchObject({
    code: 'server-error',
    message: expect.stringContaining('Write another behind it, such as :n::numeric.') as unknown,
  })
  expect(await run('select 1 where :x', [{ name: 'x', type: 'boolean', text: 'true' }])).toBe('1')
  expect(await run("select format('%s', :x)", [number('x', '5')])).toBe('5')
  expect(await run('select id from generate_series(1, 9) id limit :n', [number('n', '1')])).toBe(
    '1',
  )
})

test('PostgreSQL takes $1, and tells the place of an error in the text as it was written', async () => {
  await open('postgres')
  expect(await run('select $1::int + 1', [number('1', '41')])).toBe('42')
  const sql = 'select :a_long_name::int + nothing_there'
  expect(await run(sql, [number('a_long_name', '1')])).toMatchObject({
    details: { offset: sql.indexOf('nothing_there') },
  })
})

test('values are remembered by connection and name, and go with the connection', async () => {
  await open('sqlite')
  const { call } = client
  await call('parameters.remember', { profileId: 'shop', values: [number('id', '7')] })
  await call('parameters.remember', { profileId: 'shop', values: [number('id', '8')] })
  const asked = { profileId: 'shop', names: ['id', 'other'] }
  expect(await call('parameters.remembered', asked)).toEqual([number('id', '8')])
  expect(await call('parameters.remembered', { ...asked, profileId: 'else' })).toEqual([])
  await call('profiles.delete', { profileId: 'shop' })
  expect(await call('parameters.remembered', asked)).toEqual([])
})
