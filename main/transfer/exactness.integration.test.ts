import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from 'vitest'
import { cellText } from '../../contract/cellText.ts'
import type { ColumnType } from '../../contract/columns.ts'
import type { ExportFormat } from '../../contract/exports.ts'
import { decodeArrow } from '../frame/arrowCodec.ts'
import { readCell } from '../frame/readCell.ts'
import { parseCsv } from '../frame/testing/parseCsv.ts'
import { readStored, storedCell } from '../frame/testing/readParquet.ts'
import { windowTexts } from '../frame/testing/readWindow.ts'
import { readXlsx } from '../frame/testing/readXlsx.ts'
import { startPostgres, type PostgresServer } from '../testing/postgresServer.ts'
import { startServices, type StartedServices } from '../testing/startServices.ts'

type Texts = (string | null)[][]

let server: PostgresServer
let services: StartedServices
let runCount = 0

beforeAll(async () => {
  server = await startPostgres()
})
beforeEach(async () => {
  services = await startServices()
})
afterEach(() => services.stop())
afterAll(() => server?.stop())

async function saveUrl(url: string): Promise<string> {
  const { driverId, fields, secrets } = await services.call('profiles.parseUrl', { url })
  const profile = { id: driverId, name: driverId, driverId, fields, pool: {} }
  await services.call('profiles.save', { profile, secrets })
  return driverId
}

/** Runs a query and gives its result's id. */
async function read(profileId: string, sql: string): Promise<string> {
  const runId = `run-${++runCount}`
  let resultId = ''
  const stop = services.subscribe('query.events', { runId }, (event) => {
    if (event.kind === 'result-opened') resultId = event.resultId
  })
  await services.call('query.run', { runId, profileId, statements: [sql] })
  stop()
  return resultId
}

async function exported(resultId: string, format: ExportFormat): Promise<Buffer> {
  const path = join(services.dataDir, `out-${++runCount}`)
  const target = { kind: 'file' as const, path }
  const exportId = `export-${runCount}`
  const csv = { nullText: '\\N', hasHeader: false }
  await services.call('exports.run', { exportId, resultId, format, csv, target })
  return readFile(path)
}

/** The same rows as the window shows them and as a reader finds them in each kind of file. */
async function everyForm(resultId: string): Promise<Record<string, Texts>> {
  const types = services.frames.get(resultId).columns.map(({ type }) => type)
  // A column of mixed values goes into files with one type a column as text.
  const typed = types.map((type): ColumnType => (type.kind === 'any' ? { kind: 'text' } : type))
  const window = await services.call('results.window', { resultId, from: 0, to: 1_000 })
  const csv = (await exported(resultId, 'csv')).toString()
  const parquet = await readStored(await exported(resultId, 'parquet'))
  return {
    window: windowTexts(window),
    csv: parseCsv(csv, ',', '\\N'),
    ndjson: (await exported(resultId, 'ndjson')).toString().trimEnd().split('\n').map(jsonTexts),
    json: jsonRows((await exported(resultId, 'json')).toString()),
    arrow: arrowTexts(await exported(resultId, 'arrow'), typed),
    parquet: parquet.map((row) => Object.values(row).map((cell, at) => textOf(typed[at]!, cell))),
    xlsx: xlsxTexts(await exported(resultId, 'xlsx'), types.length),
  }
}

const textOf = (type: ColumnType, stored: unknown): string | null =>
  stored === null || stored === undefined ? null : cellText(type, storedCell(type, stored))

/** Numbers by the digits that stand in the file: a JS number has not got them all. */
function jsonTexts(line: string): (string | null)[] {
  const texts: (string | null)[] = []
  JSON.parse(line, (key: string, value: unknown, context?: { source: string }) => {
    if (key !== '')
      texts.push(typeof value === 'string' ? value : value === null ? null : context!.source)
  })
  return texts
}

const jsonRows = (text: string): Texts =>
  text
    .split('\n')
    .slice(1, -2)
    .map((line) => jsonTexts(line.replace(/,$/, '')))

function arrowTexts(file: Buffer, types: readonly ColumnType[]): Texts {
  const { rowCount, columns } = decodeArrow(file, types)
  return Array.from({ length: rowCount }, (_, row) =>
    columns.map((column) => {
      const raw = readCell(column, row)
      return raw === null ? null : cellText(column.type, raw)
    }),
  )
}

const xlsxTexts = (file: Buffer, columnCount: number): Texts =>
  readXlsx(file)[0]!
    .slice(1)
    .map((row) =>
      Array.from(
        { length: columnCount },
        (_, at) => row[String.fromCharCode(65 + at)]?.value ?? null,
      ),
    )

const run = promisify(execFile)

const POSTGRES: Record<string, [type: string, values: string[]]> = {
  big: ['bigint', ['-9223372036854775808', '9223372036854775807', '9007199254740993']],
  money: ['numeric(38,19)', ['-9999999999999999999.9999999999999999999', '0.0000000000000000001']],
  unbounded: ['numeric', ['NaN', '-Infinity', '1e-40', `1${'0'.repeat(60)}.10`]],
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
  const profileId = await saveUrl(server.url)
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
  // psql leaves the text \N without quotes, which NULL is written as here.
  const printed = parseCsv(stdout, ',', '\\N').map((row, at) =>
    at === 2 ? row.with(names.indexOf('words'), '\\N') : row,
  )
  expect(printed).toHaveLength(rowCount)

  const forms = await everyForm(await read(profileId, sql))
  for (const [form, texts] of Object.entries(forms)) {
    // Excel's own dates are numbers; what it shows of them is the reader's business.
    const isShown = (at: number) => form !== 'xlsx' || !['naive', 'day'].includes(names[at]!)
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

  const profileId = await saveUrl(`sqlite://${file}`)
  const forms = await everyForm(await read(profileId, 'select * from t'))
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
