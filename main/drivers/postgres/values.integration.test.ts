import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ColumnType } from '../../../contract/columns.ts'
import { startPostgres, type PostgresServer } from '../../testing/postgresServer.ts'
import type { Connection } from '../driver.ts'
import { runCollecting } from '../testing/CollectingSink.ts'
import { postgres } from './index.ts'

let server: PostgresServer
let connection: Connection

beforeAll(async () => {
  server = await startPostgres()
  const { fields, secrets } = postgres.parseUrl(server.url)
  connection = await postgres.connect(
    {
      profileName: 'values',
      fields: { ...fields, ...secrets },
      isReadOnly: false,
      connectTimeoutMs: 5_000,
      statementTimeoutMs: 0,
    },
    {
      spawnProcess: () => {
        throw new Error('This driver needs no process')
      },
    },
    new AbortController().signal,
  )
  for (const sql of [
    "SET TimeZone = 'UTC'",
    "CREATE TYPE mood AS ENUM ('sad', 'so-so', 'happy')",
    'CREATE TYPE pair AS (a int, b text)',
    'CREATE DOMAIN positive AS int CHECK (VALUE > 0)',
    'CREATE TYPE mood_range AS RANGE (subtype = float8)',
  ]) {
    await runCollecting(connection, sql)
  }
})
afterAll(async () => {
  await connection?.close()
  await server?.stop()
})

/** What the type's output function writes, as psql shows it; a cast to text may differ. */
const outputOf = (expression: string): string =>
  `CASE WHEN num_nulls(${expression}) = 0 THEN format('%s', ${expression}) END`

/** Reads values in one statement and compares each with the text the server has for it. */
async function expectServerText(
  expressions: readonly string[],
  normalize: (text: string) => unknown = (text) => text,
): Promise<void> {
  const { sink } = await runCollecting(connection, `SELECT ${expressions.join(', ')}`)
  const asText = expressions.map(outputOf).join(', ')
  const { sink: expected } = await runCollecting(connection, `SELECT ${asText}`)
  const pair = (texts: (string | null)[]) =>
    expressions.map((expression, index) => [
      expression,
      texts[index] === null ? null : normalize(texts[index]!),
    ])

  expect(pair(sink.rows[0]!)).toEqual(pair(expected.rows[0]!))
}

test.each<[type: string, values: string[]]>([
  ['int2', ['-32768', '0', '32767']],
  ['int4', ['-2147483648', '2147483647']],
  ['int8', ['-9223372036854775808', '9007199254740993', '9223372036854775807']],
  ['oid', ['0', '4294967295']],
  ['xid', ['0', '4294967295']],
  ['xid8', ['18446744073709551615']],
  ['tid', ['(0,1)']],
  ['pg_lsn', ['16/B374D848']],
  ['numeric', ['0', '-0.00', '1.50', '1e50', '0.00000000000000000001', 'NaN', '-Infinity']],
  ['numeric', [`1${'0'.repeat(200)}.${'0'.repeat(100)}1`]],
  ['numeric(10,2)', ['0', '0.01', '-0.01', '99999999.99', '-99999999.99', '10000', '100.5']],
  ['numeric(10,2)', ['NaN']],
  ['numeric(38,0)', ['99999999999999999999999999999999999999', '-1', '10000000000000000']],
  ['numeric(38,38)', ['0.99999999999999999999999999999999999999', '-0.00000000000000000001']],
  ['numeric(38,20)', ['123456789012345678.00000000000000000001', '0.1']],
  ['numeric(39,0)', ['999999999999999999999999999999999999999']],
  ['numeric(3,-2)', ['12345', '-99900']],
  ['numeric(2,4)', ['0.0012', '-0.0099']],
  ['money', ['0', '1234.5', '-92233720368547758.08']],
  ['text', ['', ' ', 'naïve 🦥', "it's", 'a\nb\tc', 'NULL']],
  ['char(5)', ['ab', '']],
  ['varchar(3)', ['abc']],
  ['"char"', ['x', '']],
  ['name', ['pg_class']],
  ['bpchar', ['ab  ']],
  ['date', ['2024-02-29', '0001-01-01', '1969-12-31', '1970-01-01', '9999-12-31']],
  ['date', ['10000-01-01', '5874897-12-31']],
  ['date', ['0044-03-15 BC', '4713-11-24 BC', '0001-12-31 BC']],
  ['date', ['infinity', '-infinity']],
  ['time', ['00:00', '23:59:59.999999', '12:00:00.1']],
  ['time', ['24:00:00']],
  ['time(3)', ['12:34:56.789']],
  ['timetz', ['04:05:06.789-08', '24:00:00+15:59', '00:00:00-15:59:59']],
  ['timestamp', ['2024-02-29 23:59:59.999999', '1969-12-31 23:59:59.5', '0001-01-01 00:00:00']],
  ['timestamp', ['infinity', '-infinity', '294276-12-31 23:59:59.999999']],
  ['timestamp', ['4713-11-24 00:00:00 BC', '0001-12-31 23:59:59.000001 BC']],
  ['timestamp(0)', ['2024-01-01 00:00:00.5']],
  ['timestamptz', ['2024-02-29 23:59:59.999999+05:30', '1900-01-01 00:00:00+00']],
  ['timestamptz', ['infinity', '-infinity', '0044-03-15 12:00:00+00 BC', '12000-01-01 00:00+00']],
  ['interval', ['0', '1 year 2 mons 3 days 04:05:06.789', '-1 day +02:03', '-178000000 years']],
  ['interval', ['1.5 seconds', '00:00:00.000001', 'infinity', '-infinity']],
  ['uuid', ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11']],
  ['json', ['{ "b": 1,  "a": [1, 2.50, null] }', '"\\u00e9"']],
  ['jsonb', ['{"b": 1, "a": [1, 2.50, null], "a": 12345678901234567890.10}']],
  ['jsonpath', ['$.a[*] ? (@ > 1)']],
  ['xml', ['<a b="c">d</a>']],
  ['int4[]', ['{}', '{1,NULL,3}', '{{1,2},{3,4}}', '[0:1]={5,6}']],
  ['text[]', ['{"a b","","NULL",NULL,"q\\"uote"}']],
  ['timestamptz[]', ['{"2024-01-01 00:00:00+00",infinity}']],
  ['numeric(5,2)[]', ['{1.5,NaN}']],
  ['bytea[]', ['{"\\\\x00ff"}']],
  ['mood[]', ['{happy,sad}']],
  ['int4range', ['empty', '[1,5)', '(,)', '[3,]']],
  ['numrange', ['(1.5,2.50]']],
  ['tsrange', ['[2024-01-01 00:00,2024-02-01 00:00)']],
  ['tstzrange', ['[2024-01-01 00:00+00,infinity)']],
  ['daterange', ['[2024-01-01,2024-01-31]']],
  ['int8multirange', ['{[1,3),[5,9)}']],
  ['mood_range', ['[0.1,1e100)']],
  ['inet', ['192.168.0.1', '::1/64', '10.0.0.0/8']],
  ['cidr', ['10.0.0.0/8', '2001:db8::/32']],
  ['macaddr', ['08:00:2b:01:02:03']],
  ['macaddr8', ['08:00:2b:01:02:03:04:05']],
  ['bit(3)', ['101']],
  ['varbit', ['', '10101010101']],
  ['point', ['(1.5,-0.1)']],
  ['line', ['{1,2,3}']],
  ['lseg', ['[(0,0),(1,1)]']],
  ['box', ['(2,2),(0,0)']],
  ['path', ['((0,0),(1,1),(2,0))', '[(0,0),(1,1)]']],
  ['polygon', ['((0,0),(1,1),(2,0))']],
  ['circle', ['<(0,0),0.1>']],
  ['tsvector', ["'a':1A 'fat':2B,4C"]],
  ['tsquery', ["'fat' & !'rat'"]],
  ['mood', ['so-so']],
  ['pair', ['(1,"two words")', '(,)']],
  ['positive', ['7']],
  ['regclass', ['pg_class']],
  ['regtype', ['integer']],
  ['int2vector', ['1 2 3']],
])('shows %s as the server does', async (type, values) => {
  const literals = values.map((value) => `'${value.replaceAll("'", "''")}'::${type}`)
  await expectServerText([...literals, `NULL::${type}`])
})

test.each<[type: string, values: string[]]>([
  ['float4', ['0', '-0', '1', '0.1', '3.4028235e38', '1e-45', '16777216', 'NaN', 'Infinity']],
  ['float8', ['-0', '0.1', '1e15', '1e16', '123456.789', '1e-5', '0.0001', '5e-324', '-Infinity']],
  ['float8', ['1.7976931348623157e308', '1e21', '1e22', '123456789012345680', 'NaN']],
])('reads the digits of %s that the server writes', async (type, values) => {
  await expectServerText(
    values.map((value) => `'${value}'::${type}`),
    Number,
  )
})

test('shows bytes as their hexadecimal digits', async () => {
  const { sink } = await runCollecting(connection, `SELECT '\\x00ff10'::bytea, ''::bytea`)

  expect(sink.result.columns[0]!.type).toEqual({ kind: 'binary' })
  expect(sink.rows).toEqual([['0x00ff10', '0x']])
})

test.each<[expression: string, type: ColumnType, serverType: string]>([
  ['1::int2', { kind: 'int16' }, 'smallint'],
  ['1::oid', { kind: 'int64' }, 'oid'],
  ['1::float4', { kind: 'float32' }, 'real'],
  ['1::numeric(12,2)', { kind: 'decimal', precision: 12, scale: 2 }, 'numeric(12,2)'],
  ['1::numeric', { kind: 'text', mark: 'decimal' }, 'numeric'],
  ['1::numeric(50,2)', { kind: 'text', mark: 'decimal' }, 'numeric(50,2)'],
  ['100::numeric(3,-2)', { kind: 'text', mark: 'decimal' }, 'numeric(3,-2)'],
  ['0::numeric(2,4)', { kind: 'decimal', precision: 4, scale: 4 }, 'numeric(2,4)'],
  ["'1'::money", { kind: 'text' }, 'money'],
  ["'x'::varchar(20)", { kind: 'text' }, 'character varying(20)'],
  ["'x'::char(3)", { kind: 'text' }, 'character(3)'],
  ["'00:00'::time(3)", { kind: 'time', unit: 'us' }, 'time(3) without time zone'],
  ["'00:00'::timetz", { kind: 'text', mark: 'time' }, 'time with time zone'],
  [
    'now()::timestamptz(0)',
    { kind: 'timestamp', unit: 'us', zone: 'UTC' },
    'timestamp(0) with time zone',
  ],
  ["'1 day'::interval", { kind: 'text', mark: 'interval' }, 'interval'],
  ["'{}'::int[]", { kind: 'text', mark: 'array' }, 'integer[]'],
  ["'{}'::numeric(5,1)[]", { kind: 'text', mark: 'array' }, 'numeric(5,1)[]'],
  ["'{}'::mood[]", { kind: 'text', mark: 'array' }, 'mood[]'],
  ["'sad'::mood", { kind: 'text' }, 'mood'],
  ['(1, 2)::pair', { kind: 'text' }, 'pair'],
  ['1::positive', { kind: 'int32' }, 'integer'],
  ['(1, 2)', { kind: 'text' }, 'record'],
  ["'101'::bit(3)", { kind: 'text', mark: 'bits' }, 'bit(3)'],
])('makes a column of %s', async (expression, type, serverType) => {
  const { sink } = await runCollecting(connection, `SELECT ${expression} AS it`)

  expect(sink.result.columns).toEqual([{ name: 'it', type, serverType }])
})

test('turns a column into text from the first value that does not fit, with all its digits', async () => {
  const { sink } = await runCollecting(
    connection,
    `SELECT CASE WHEN i = 700 THEN 'infinity' ELSE '2024-01-01'::timestamp + i * interval '1 day' END,
       CASE WHEN i = 701 THEN 'NaN' ELSE (i * 1.5)::numeric(8,2) END::numeric(8,2), i
     FROM generate_series(1, 1000) AS i`,
  )

  const timestamps = sink.typesOf(0).map(({ kind }) => kind)
  expect(timestamps[0]).toBe('timestamp')
  expect(timestamps.at(-1)).toBe('text')
  expect(sink.result.columns[0]!.type.kind).toBe('timestamp')
  expect(sink.rows[0]).toEqual(['2024-01-02 00:00:00', '1.50', '1'])
  expect(sink.rows[698]).toEqual(['2025-11-30 00:00:00', '1048.50', '699'])
  expect(sink.rows[699]).toEqual(['infinity', '1050.00', '700'])
  expect(sink.rows[700]).toEqual(['2025-12-02 00:00:00', 'NaN', '701'])
  expect(sink.rows[999]).toEqual(['2026-09-27 00:00:00', '1500.00', '1000'])
})

test('agrees with the server on any decimal', async () => {
  const decimal = fc
    .record({
      precision: fc.integer({ min: 1, max: 38 }),
      place: fc.nat(),
      digits: fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }),
    })
    .map(({ precision, place, digits }) => {
      const scale = place % (precision + 1)
      return `((${digits % 10n ** BigInt(precision)})::numeric * 1e-${scale})::numeric(${precision},${scale})`
    })
  await fc.assert(
    fc.asyncProperty(fc.array(decimal, { minLength: 20, maxLength: 60 }), (expressions) =>
      expectServerText(expressions),
    ),
    { numRuns: 25 },
  )
})

test.each<[type: string, arbitrary: fc.Arbitrary<number>, read: (text: string) => number]>([
  ['float4', fc.float(), (text) => Math.fround(Number(text))],
  ['float8', fc.double(), Number],
])('reads any %s as the number the server has', async (type, arbitrary, read) => {
  const literal = arbitrary.map((value) => `'${Object.is(value, -0) ? '-0' : value}'::${type}`)
  await fc.assert(
    fc.asyncProperty(fc.array(literal, { minLength: 20, maxLength: 60 }), (expressions) =>
      expectServerText(expressions, read),
    ),
    { numRuns: 25 },
  )
})

test('agrees with the server on any date and time', async () => {
  const date = fc
    .integer({ min: -2_400_000, max: 5_000_000 })
    .map((days) => `('2000-01-01'::date + (${days}))`)
  const microseconds = fc.bigInt({
    min: -211_810_000_000_000_000n,
    max: 9_223_371_000_000_000_000n,
  })
  const timestamp = microseconds.map(
    (count) =>
      `('2000-01-01'::timestamp + ${count / 1_000_000n} * interval '1 second' + ${count % 1_000_000n} * interval '1 microsecond')`,
  )
  const instant = timestamp.map((expression) => `(${expression} AT TIME ZONE 'UTC')`)
  const time = fc
    .integer({ min: 0, max: 86_399_999 })
    .map((ms) => `('00:00'::time + ${ms} * interval '1 millisecond')`)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(date, timestamp, instant, time), { minLength: 20, maxLength: 60 }),
      (expressions) => expectServerText(expressions),
    ),
    { numRuns: 25 },
  )
})
