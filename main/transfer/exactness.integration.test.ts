import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from 'vitest'
import { parseCsv } from '../frame/testing/parseCsv.ts'
import { startPostgres, type PostgresServer } from '../testing/postgresServer.ts'
import { startServices, type StartedServices } from '../testing/startServices.ts'
import { everyForm, read, type Texts } from './testing/everyForm.ts'

let server: PostgresServer
let services: StartedServices

beforeAll(async () => {
  server = await startPostgres()
})
beforeEach(async () => {
  services = await startServices()
})
afterEach(() => services.stop())
afterAll(() => server?.stop())

const run = promisify(execFile)

const POSTGRES: Record<string, [type: string, values: string[]]> = {
  big: ['bigint', ['-9223372036854775808', '9223372036854775807', '9007199254740993']],
  money: ['numeric(38,19)', ['-9999999999999999999.9999999999999999999', '0.0000000000000000001']],
  unbounded: ['numeric', ['NaN', '-Infinity', '1e-40', `1${'0'.repeat(60)}.10`]],
  single: ['real', ['NaN', '-0', '-3.4028235e+38', '1e-45', '0.1']],
  double: ['double precision', ['-Infinity', '-0', '5e-324', '-1.7976931348623157e+308', '0.1']],
  yes: ['boolean', ['true', 'false']],
  bytes: ['bytea', ['', '\\x00ff5c0a']],
  naive: [
    'timestamp',
    ['0001-01-01 00:00:00', '9999-12-31 23:59:59.999999', '2024-03-31 02:30:00'],
  ],
  far: [
    'timestamp',
    ['infinity', '-infinity', '0044-03-15 12:00:00.000001 BC', '294276-12-31 23:59:59.999999'],
  ],
  instant: ['timestamptz', ['2024-02-29 23:59:59.000001+05:30', '1969-12-31 23:59:59.999999+00']],
  day: ['date', ['0001-01-01', '9999-12-31', '1969-12-31']],
  clock: ['time', ['00:00:00.000001', '23:59:59.999999']],
  late: ['time', ['24:00:00']],
  words: ['text', ['', 'NULL', '\\N', 'a "b", c\nd', '🦥 ünïcode \u{10fffd}', '=1+1']],
  nested: ['text[]', ['{{"a b",NULL},{"","q\\"uote"}}']],
  id: ['uuid', ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11']],
  span: ['interval', ['-178000000 years', '1 mon -2 days +03:04:05.000006']],
}

test('of PostgreSQL, what is shown and what is in every kind of file is what psql prints', async () => {
  const rowCount = Math.max(...Object.values(POSTGRES).map(([, values]) => values.length)) + 1
  const literal = (type: string, value: string | undefined) =>
    value === undefined ? `null::${type}` : `'${value.replaceAll("'", "''")}'::${type}`
  const rows = Array.from({ length: rowCount }, (_, row) => {
    const cells = Object.entries(POSTGRES).map(
      ([name, [type, values]]) => `${literal(type, values[row])} as ${name}`,
    )
    return `select ${row} as row, ${cells.join(', ')}`
  })
  const names = Object.keys(POSTGRES)
  const sql = `select ${names.join(', ')} from (${rows.join(' union all ')}) t order by row`
  const { stdout } = await run('psql', [server.url, '--csv', '-t', '-P', 'null=\\N', '-c', sql], {
    env: { ...process.env, PGTZ: 'UTC' },
  })
  const [words, yes, bytes] = ['words', 'yes', 'bytes'].map((name) => names.indexOf(name))
  const notation: Record<string, string> = { t: 'true', f: 'false' }
  const printed = parseCsv(stdout, ',', '\\N').map((row, at) =>
    row.map((text, column) => {
      // psql leaves the text \N without quotes, which NULL is written as here.
      if (column === words && at === 2) return '\\N'
      if (column === yes) return text && notation[text]!
      return column === bytes ? (text?.replace('\\x', '0x') ?? null) : text
    }),
  )
  expect(printed).toHaveLength(rowCount)

  const forms = await everyForm(services, await read(services, server.url, sql))
  for (const [form, texts] of Object.entries(forms)) {
    // Excel's own dates and booleans are numbers; what it shows of them is the reader's business.
    const isShown = (at: number) => form !== 'xlsx' || !['naive', 'day', 'yes'].includes(names[at]!)
    const shown = (table: Texts) => table.map((row) => row.filter((_, at) => isShown(at)))
    expect([form, shown(texts)]).toEqual([form, shown(printed)])
  }
})

test('of SQLite, what is shown and what is in every kind of file is what the shell prints', async () => {
  const file = join(services.dataDir, 'values.db')
  const database = new Database(file)
  database.exec('create table t (i integer, r real, s text, b blob, m)')
  const insert = database.prepare('insert into t values (?, ?, ?, ?, ?)')
  insert.run(-(2n ** 63n), 0.1, 'a\u0000b', Buffer.from([0, 255, 0]), 1n)
  insert.run(2n ** 63n - 1n, 5e-324, '', Buffer.alloc(0), 1.5)
  insert.run(2n ** 53n + 1n, -1.7976931348623157e308, '🦥 \u{10fffd}', null, 'text')
  insert.run(null, Infinity, 'lone \ud800 surrogate', Buffer.from('b'), Buffer.from([1, 2]))
  insert.run(0n, -Infinity, null, null, null)
  database.close()
  const hexOf = (name: string) =>
    `case when ${name} is null then 'NULL' else hex(cast(${name} as blob)) end`
  const ask = `select ifnull(i, 'NULL'), ${hexOf('s')}, ${hexOf('b')} from t`
  const { stdout } = await run('sqlite3', ['-separator', '|', file, ask])
  const printed = stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split('|').map((text) => (text === 'NULL' ? null : text)))

  const forms = await everyForm(
    services,
    await read(services, `sqlite://${file}`, 'select * from t'),
  )
  const shown = forms['window']!
  expect(shown.map(([i]) => i)).toEqual(printed.map(([i]) => i))
  expect(shown.map(([, , s]) => s && Buffer.from(s).toString('hex').toUpperCase())).toEqual(
    printed.map(([, s]) => s),
  )
  expect(shown.map(([, , , b]) => b && b.slice(2).toUpperCase())).toEqual(
    printed.map(([, , b]) => b),
  )
  expect(shown.map(([, r]) => Number(r?.replace('Inf', 'Infinity')))).toEqual([
    0.1,
    5e-324,
    -1.7976931348623157e308,
    Infinity,
    -Infinity,
  ])
  expect(shown.map((row) => row[4])).toEqual(['1', '1.5', 'text', '0x0102', null])
  // A workbook has no character 0; its numbers are Excel's.
  for (const form of ['csv', 'ndjson', 'json', 'arrow', 'parquet'])
    expect([form, forms[form]]).toEqual([form, shown])
})
