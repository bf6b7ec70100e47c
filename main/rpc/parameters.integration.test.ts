import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ParameterValue } from '../../contract/parameters.ts'
import type { RunEvent } from '../../contract/query.ts'
import { memoryClient } from '../testing/memoryClient.ts'
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
