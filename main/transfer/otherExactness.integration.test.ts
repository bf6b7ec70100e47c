import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hasInflux, startInflux } from '../testing/influxServer.ts'
import { hasRedis, startRedis } from '../testing/redisServer.ts'
import { startServices, type StartedServices } from '../testing/startServices.ts'
import { startTdsServer } from '../testing/tds/startTdsServer.ts'
import { everyForm, read, type Texts } from './testing/everyForm.ts'

let services: StartedServices

beforeEach(async () => {
  services = await startServices()
})
afterEach(() => services.stop())

/** `xlsxColumns`: those that Excel has no numbers of its own for. */
async function expectEverywhere(
  resultId: string,
  expected: Texts,
  xlsxColumns: readonly number[] = expected[0]!.map((_, column) => column),
): Promise<void> {
  for (const [form, texts] of Object.entries(await everyForm(services, resultId))) {
    const compared = (table: Texts) =>
      form === 'xlsx' ? table.map((row) => xlsxColumns.map((column) => row[column])) : table
    expect([form, compared(texts)]).toEqual([form, compared(expected)])
  }
}

test('of SQL Server, what is shown is what is copied and in every kind of file', async () => {
  const server = await startTdsServer()
  const values: [expression: string, text: string | null][] = [
    ["CAST('-9223372036854775808' AS bigint)", '-9223372036854775808'],
    ["CAST('9223372036854775807' AS bigint)", '9223372036854775807'],
    [
      "CAST('-123456789012345678.01234567890123456789' AS decimal(38, 20))",
      '-123456789012345678.01234567890123456789',
    ],
    ["CAST('-922337203685477.5808' AS money)", '-922337203685477.5808'],
    ['CAST(-2.5E-300 AS float)', '-2.5e-300'],
    ["CAST('23:59:59.9999999' AS time(7))", '23:59:59.9999999'],
    [
      "CAST('2024-02-29 12:34:56.1234567 -03:30' AS datetimeoffset(7))",
      '2024-02-29 12:34:56.1234567 -03:30',
    ],
    [
      "CAST('6f9619ff-8b86-d011-b42d-00c04fc964ff' AS uniqueidentifier)",
      '6F9619FF-8B86-D011-B42D-00C04FC964FF',
    ],
    ["N'naïve 🦥 ''\u{10fffd}'", "naïve 🦥 '\u{10fffd}"],
    ["N''", ''],
    ['CAST(NULL AS nvarchar(10))', null],
    ['0x00FF', '0x00ff'],
    ["CAST('0001-01-01' AS date)", '0001-01-01'],
    ["CAST('9999-12-31 23:59:59.9999999' AS datetime2(7))", '9999-12-31 23:59:59.9999999'],
  ]
  const sql = `SELECT ${values.map(([expression], at) => `${expression} AS c${at}`).join(', ')}`
  try {
    const expected = values.map(([, text]) => text)
    const noDates = expected.flatMap((_, at) => (at < values.length - 2 ? [at] : []))
    await expectEverywhere(await read(services, server.url, sql), [expected], noDates)
  } finally {
    await server.stop()
  }
})

describe.runIf(hasRedis())('of Redis', () => {
  test('what is shown is what is copied and in every kind of file', async () => {
    const server = await startRedis()
    const texts = ['', 'NULL', 'a\tb "c"\nd', '🦥 \u{10fffd}', '-0', '=1+1', '18446744073709551616']
    try {
      const list = texts.map((text) => JSON.stringify(text)).join(' ')
      await read(services, server.url, `RPUSH words ${list}`)
      const words = await read(services, server.url, 'LRANGE words 0 -1')
      await expectEverywhere(
        words,
        texts.map((text) => [text]),
      )
      await read(services, server.url, 'RPUSH mixed a "\\x00\\xff" ""')
      const mixed = await read(services, server.url, 'LRANGE mixed 0 -1')
      await expectEverywhere(mixed, [['a'], ['0x00ff'], ['']])
      const doubles = { '1/0': 'Infinity', '-1/0': '-Infinity', '0/0': 'NaN', '5e-324': '5e-324' }
      for (const [lua, text] of Object.entries(doubles)) {
        const script = `EVAL "redis.setresp(3); return {double=${lua}}" 0`
        await expectEverywhere(await read(services, server.url, script), [[text]])
      }
      for (const text of ['9223372036854775807', '-9223372036854775808']) {
        await read(services, server.url, `SET n ${text}`)
        await expectEverywhere(await read(services, server.url, 'INCRBY n 0'), [[text]])
      }
    } finally {
      await server.stop()
    }
  })
})

describe.runIf(hasInflux())('of InfluxDB', () => {
  test('what is shown is what is copied and in every kind of file', async () => {
    const server = await startInflux()
    const rows: [at: string, fields: string, texts: (string | null)[]][] = [
      [
        '-9223372036854775806',
        'i=-9223372036854775808i,r=5e-324,s="",b=true',
        ['1677-09-21 00:12:43.145224194+00', '-9223372036854775808', '5e-324', '', 'true'],
      ],
      [
        '-1',
        'i=9223372036854775807i,r=-1.7976931348623157e308,s="🦥 \u{10fffd} a\\"b",b=false',
        [
          '1969-12-31 23:59:59.999999999+00',
          '9223372036854775807',
          '-1.7976931348623157e+308',
          '🦥 \u{10fffd} a"b',
          'false',
        ],
      ],
      [
        '1',
        'i=9007199254740993i',
        ['1970-01-01 00:00:00.000000001+00', '9007199254740993', null, null, null],
      ],
      [
        '9223372036854775806',
        'r=-0,s="=1+1"',
        ['2262-04-11 23:47:16.854775806+00', null, '-0', '=1+1', null],
      ],
    ]
    try {
      await server.query('CREATE DATABASE edges')
      await server.write('edges', rows.map(([at, fields]) => `m ${fields} ${at}\n`).join(''))
      const all = await read(services, `${server.url}/edges`, 'SELECT i, r, s, b FROM m')
      await expectEverywhere(
        all,
        rows.map(([, , texts]) => texts),
        [0, 1, 2, 3],
      )
    } finally {
      await server.stop()
    }
  })
})
