import { readFileSync, truncateSync } from 'node:fs'
import pl from 'nodejs-polars'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ColumnType } from '../../../contract/columns.ts'
import { columnTypeName } from '../../../contract/columnTypeName.ts'
import { ArrowFileEncoder } from '../../frame/encode/ArrowFileEncoder.ts'
import { XlsxEncoder } from '../../frame/encode/xlsx/XlsxEncoder.ts'
import { batchOf, columnsOf } from '../../frame/testing/batchOf.ts'
import { startPostgres, type PostgresServer } from '../../testing/postgresServer.ts'
import { TcpProxy } from '../../testing/TcpProxy.ts'
import {
  ask,
  importInto,
  inspect,
  type Place,
  sourceOf,
  useWorkplace,
} from './testing/workplace.ts'

const work = useWorkplace()
let server: PostgresServer
let tables = 0
const newTable = () => `imported${++tables}`

beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server?.stop())

const TEXT: ColumnType = { kind: 'text' }
const ODD_CSV = `id,big,price,code,born,seen,seen_at,ok,key,note,payload
1,9223372036854775807,12345678901234567890.12,007,2024-02-29,2024-01-01 10:00:00.123456,2024-01-01T10:00:00+02:00,true,9e107d9d-3720-4bd6-8f0a-1f0e9b6d8c01,"a ""b"", c","{""x"":1.50}"
2,-9223372036854775808,-0.10,000,0001-01-01,0001-01-01T00:00:00,1999-12-31 23:59:59.999999Z,false,9e107d9d-3720-4bd6-8f0a-1f0e9b6d8c02,"",[]
3,,,,,,,,,,
`

const kindsOf = (columns: readonly { type: ColumnType }[]) =>
  columns.map(({ type }) => columnTypeName(type))

/** A text file under a new name. */
const csv = (content: string | Uint8Array, name = `${newTable()}.csv`) => work.write(name, content)

describe.each(['postgres', 'sqlite'])('into %s', (kind) => {
  let place: Place

  const open = async (port = server.port) =>
    work.open(
      kind === 'postgres'
        ? server.url.replace(`:${server.port}/`, `:${port}/`)
        : `sqlite://${work.path('imports.db')}?mode=rwc`,
    )

  const ready = async () => (place = await open())

  test('stores a CSV with odd values exactly, under guessed types', async () => {
    await ready()
    const source = sourceOf(csv(ODD_CSV))
    const table = newTable()

    expect(kindsOf((await inspect(source)).columns)).toEqual([
      'integer',
      'bigint',
      'decimal(22,2)',
      'text',
      'date',
      'timestamp',
      'timestamp with zone',
      'boolean',
      'uuid',
      'text',
      'json',
    ])
    const outcome = await importInto(place, table, source)

    expect(outcome).toMatchObject({ writtenRows: 3, rejectCount: 0 })
    const [yes, no] = kind === 'postgres' ? ['true', 'false'] : ['1', '0']
    expect(await ask(place, `SELECT * FROM ${table} ORDER BY id`)).toEqual([
      [
        '1',
        '9223372036854775807',
        '12345678901234567890.12',
        '007',
        '2024-02-29',
        '2024-01-01 10:00:00.123456',
        '2024-01-01 08:00:00+00',
        yes,
        '9e107d9d-3720-4bd6-8f0a-1f0e9b6d8c01',
        'a "b", c',
        kind === 'postgres' ? '{"x": 1.50}' : '{"x":1.50}',
      ],
      [
        '2',
        '-9223372036854775808',
        '-0.10',
        '000',
        '0001-01-01',
        '0001-01-01 00:00:00',
        '1999-12-31 23:59:59.999999+00',
        no,
        '9e107d9d-3720-4bd6-8f0a-1f0e9b6d8c02',
        '',
        '[]',
      ],
      ['3', ...Array(10).fill(null)],
    ])
  })

  test('writes into a table that is there, by names and in its types', async () => {
    await ready()
    const table = newTable()
    await ask(
      place,
      `CREATE TABLE ${table} ("Id" integer PRIMARY KEY, name varchar(9), extra text)`,
    )
    const source = sourceOf(csv('id,name\n1,7\n2,x\n'))

    await importInto(place, table, source, {
      target: { schema: '', table, creates: false },
    })
    expect(await ask(place, `SELECT "Id", name, extra FROM ${table}`)).toEqual([
      ['1', '7', null],
      ['2', 'x', null],
    ])
    await expect(
      importInto(place, table, sourceOf(csv('id,nickname\n3,y\n')), {
        target: { schema: '', table, creates: false },
      }),
    ).rejects.toMatchObject({ code: 'invalid-request', message: /no column “nickname”/ })
  })

  test('maps, renames and leaves out columns', async () => {
    await ready()
    const table = newTable()
    await importInto(place, table, sourceOf(csv('a,b,c\n1,2,3\n')), {
      names: ['a', 'b', 'c'],
      columns: [
        { source: 2, target: 'third one', type: { kind: 'text' } },
        { source: 0, target: 'first', type: { kind: 'int64' } },
      ],
    })
    expect(await ask(place, `SELECT * FROM ${table}`)).toEqual([['3', '1']])
    expect(await ask(place, `SELECT "third one" FROM ${table}`)).toEqual([['3']])
  })

  test('a bad row ends the import, told by its line, and not even the table stays', async () => {
    await ready()
    const table = newTable()
    const source = sourceOf(csv('id,n\n1,1\n2,2\n3\n'))

    await expect(importInto(place, table, source)).rejects.toMatchObject({
      code: 'invalid-request',
      message: /^Line 4 cannot be stored: 1 cell, where 2 are expected/,
      details: { line: 4 },
    })
    await expect(ask(place, `SELECT * FROM ${table}`)).rejects.toThrow(table)
    expect(place.connection.session).toBe('clean')
  })

  test('keeps bad rows aside up to a limit, and writes them to a file', async () => {
    await ready()
    const table = newTable()
    const lines = Array.from({ length: 3_000 }, (_, index) => `${index},n${index}`)
    lines[10] = '10'
    lines[20] = 'x,"two ""words"""'
    lines[2_000] = '5,again'
    const source = sourceOf(csv(`id,name\n${lines.join('\n')}\n`))
    const rejectsPath = work.path(`${table}.rejects.csv`)
    await ask(place, `CREATE TABLE ${table} (id integer PRIMARY KEY, name text NOT NULL)`)
    const target = { schema: '', table, creates: false }

    const outcome = await importInto(place, table, source, { target, maxRejects: 3, rejectsPath })

    expect(outcome).toMatchObject({ writtenRows: 2_997, rejectCount: 3, rejectsPath })
    expect(await ask(place, `SELECT count(*), count(DISTINCT id) FROM ${table}`)).toEqual([
      ['2997', '2997'],
    ])
    const written = readFileSync(rejectsPath, 'utf8').trimEnd().split('\n')
    expect(written[0]).toBe('line,reason,id,name')
    expect(written[1]).toBe('12,"1 cell, where 2 are expected.",10')
    expect(written[2]).toMatch(/^22,“x” for id is no (?:integer|bigint)\.,x,"two ""words"""$/)
    expect(written[3]).toMatch(/^2002,.*(unique|UNIQUE).*,5,again$/)
    expect(written).toHaveLength(4)

    await ask(place, `DELETE FROM ${table}`)
    await expect(importInto(place, table, source, { target, maxRejects: 2 })).rejects.toMatchObject(
      { message: /More than 2 rows cannot be stored/ },
    )
    expect(await ask(place, `SELECT count(*) FROM ${table}`)).toEqual([['0']])
  })

  test('a row that the database refuses is told by its line', async () => {
    await ready()
    const table = newTable()
    await ask(place, `CREATE TABLE ${table} (id integer PRIMARY KEY)`)
    const source = sourceOf(csv('id\n1\n2\n\n1\n'))

    await expect(
      importInto(place, table, source, { target: { schema: '', table, creates: false } }),
    ).rejects.toMatchObject({
      code: expect.stringMatching(/constraint-violation|invalid-request/),
      details: { line: expect.toBeOneOf([4, 5]) },
    })
    expect(await ask(place, `SELECT count(*) FROM ${table}`)).toEqual([['0']])
  })

  test('is cancelled in the middle, and nothing stays', async () => {
    await ready()
    const table = newTable()
    const rows = Array.from({ length: 400_000 }, (_, index) => `${index},some text of row ${index}`)
    const source = sourceOf(csv(`id,name\n${rows.join('\n')}\n`))
    const abort = new AbortController()
    const onProgress = vi.fn(({ writtenRows }: { writtenRows: number }) => {
      if (writtenRows > 0) abort.abort()
    })

    await expect(
      importInto(place, table, source, { onProgress }, abort.signal),
    ).rejects.toMatchObject({ code: 'aborted' })

    expect(onProgress).toHaveBeenCalled()
    const other = await open()
    await expect(ask(other, `SELECT count(*) FROM ${table}`)).rejects.toThrow(table)
  })

  test('reads JSON, NDJSON, Parquet, Arrow and Excel, digits and all', async () => {
    await ready()
    const records = [
      '{"id": 9007199254740993, "price": 0.10, "name": "a\\nb", "tags": [1.0, "x"]}',
      '{"price": 12345678901234567890.5, "id": -1, "later": "2024-01-01T00:00:00Z"}',
    ]
    for (const [name, text] of [
      ['odd.ndjson', records.join('\n')],
      ['odd.json', `[\n${records.join(',\n')}\n]\n`],
    ] as const) {
      const table = newTable()
      await importInto(place, table, sourceOf(csv(text, `${table}.${name}`)))
      expect(await ask(place, `SELECT id, price, name, tags, later FROM ${table}`)).toEqual([
        [
          '9007199254740993',
          '0.10',
          'a\nb',
          kind === 'postgres' ? '[1.0, "x"]' : '[1.0,"x"]',
          null,
        ],
        ['-1', '12345678901234567890.50', null, null, '2024-01-01 00:00:00+00'],
      ])
    }

    const types: ColumnType[] = [
      { kind: 'int64' },
      { kind: 'text' },
      { kind: 'timestamp', unit: 'us', zone: null },
    ]
    const rows = [
      [2n ** 63n - 1n, 'ü🦥', 1_700_000_000_123_456n],
      [null, null, null],
    ]
    const expected = [
      ['9223372036854775807', 'ü🦥', '2023-11-14 22:13:20.123456'],
      [null, null, null],
    ]
    const encoder = new ArrowFileEncoder()
    const arrow = Buffer.concat([
      encoder.header(columnsOf(types)),
      encoder.batch(batchOf(types, rows)),
      encoder.footer(),
    ])
    const parquet = work.path('typed.parquet')
    pl.readIPC(arrow).writeParquet(parquet)
    for (const path of [work.write('typed.arrow', arrow), parquet]) {
      const table = newTable()
      await importInto(place, table, sourceOf(path))
      expect(await ask(place, `SELECT * FROM ${table}`)).toEqual(expected)
    }

    const sheetTypes: ColumnType[] = [{ kind: 'int32' }, { kind: 'text' }, { kind: 'date' }]
    const xlsx = new XlsxEncoder()
    const book = Buffer.concat([
      xlsx.header(columnsOf(sheetTypes)),
      xlsx.batch(
        batchOf(sheetTypes, [
          [7, '007', 19_000],
          [null, 'x', null],
        ]),
      ),
      xlsx.footer(),
    ])
    const table = newTable()
    await importInto(place, table, sourceOf(work.write('book.xlsx', book)))
    expect(await ask(place, `SELECT * FROM ${table}`)).toEqual([
      ['7', '007', '2022-01-08'],
      [null, 'x', null],
    ])
  })
})

test('a connection lost in the middle leaves nothing half-written', async () => {
  const proxy = await TcpProxy.start(server.port)
  const table = newTable()
  try {
    const place = await work.open(server.url.replace(`:${server.port}/`, `:${proxy.port}/`))
    const rows = Array.from({ length: 200_000 }, (_, index) => `${index},text of row ${index}`)
    const source = sourceOf(csv(`id,name\n${rows.join('\n')}\n`))
    const onProgress = ({ writtenRows }: { writtenRows: number }) => {
      if (writtenRows > 0) proxy.cut()
    }
    await expect(importInto(place, table, source, { onProgress })).rejects.toMatchObject({
      code: 'connection-lost',
    })
  } finally {
    await proxy.stop()
  }
  const other = await work.open(server.url)
  await expect(ask(other, `SELECT * FROM ${table}`)).rejects.toThrow(table)
})

test('a table that changes before the rows come is told, and nothing is written', async () => {
  const place = await work.open(server.url)
  const other = await work.open(server.url)
  const table = newTable()
  await ask(place, `CREATE TABLE ${table} (id integer, name text)`)
  await ask(other, `ALTER TABLE ${table} RENAME name TO nickname`)

  await expect(
    importInto(place, table, sourceOf(csv('id,name\n1,a\n')), {
      target: { schema: '', table, creates: false },
      names: ['id', 'name'],
      columns: [
        { source: 0, target: 'id', type: { kind: 'int32' } },
        { source: 1, target: 'name', type: { kind: 'text' } },
      ],
    }),
  ).rejects.toThrow(/"name".*does not exist/)
  expect(await ask(place, `SELECT count(*) FROM ${table}`)).toEqual([['0']])
})

test('text goes into columns of other types, and what has no form there is told by its line', async () => {
  const place = await work.open(server.url)
  const table = newTable()
  await ask(place, `CREATE TABLE ${table} (key uuid, mood boolean)`)
  const target = { schema: '', table, creates: false }
  const names = ['key', 'mood']
  const texts = names.map((name, source) => ({ source, target: name, type: TEXT }))
  const key = '9e107d9d-3720-4bd6-8f0a-1f0e9b6d8c01'
  const into = (content: string, columns = texts) =>
    importInto(place, table, sourceOf(csv(content)), { target, names, columns })

  await into(`key,mood\n${key},off\n,on\n`)
  expect(await ask(place, `SELECT * FROM ${table}`)).toEqual([
    [key, 'false'],
    [null, 'true'],
  ])
  // In the text form the server finds it, in the binary form we do.
  const many = `${key},"two\nlines"\n`.repeat(20_000)
  await expect(into(`key,mood\n${key},on\n\nx,on\n`)).rejects.toMatchObject({
    message: expect.stringMatching(/^Line 4 was refused: .*uuid/),
    details: { line: 4 },
  })
  await expect(into(`key,mood\n${many}x,on\n`, texts.slice(0, 1))).rejects.toMatchObject({
    message: expect.stringMatching(/^Line 40002 was refused: .*“key”/),
    details: { line: 40_002 },
  })
  expect(await ask(place, `SELECT count(*) FROM ${table}`)).toEqual([['2']])
})

test('a table keeps its shape while rows are written, and changes after it', async () => {
  const place = await work.open(server.url)
  const other = await work.open(server.url)
  const table = newTable()
  await ask(place, `CREATE TABLE ${table} (id integer, name text)`)
  const rows = Array.from({ length: 200_000 }, (_, index) => `${index},text of row ${index}`)
  const source = sourceOf(csv(`id,name\n${rows.join('\n')}\n`))
  const changes: Promise<unknown>[] = []
  const onProgress = ({ writtenRows }: { writtenRows: number }) => {
    if (writtenRows > 0 && changes.length === 0)
      changes.push(ask(other, `ALTER TABLE ${table} DROP COLUMN name`))
  }

  const target = { schema: '', table, creates: false }
  const outcome = await importInto(place, table, source, { target, onProgress })
  expect(changes).toHaveLength(1)
  await Promise.all(changes)

  expect(outcome.writtenRows).toBe(200_000)
  expect(await ask(place, `SELECT * FROM ${table} ORDER BY id DESC LIMIT 1`)).toEqual([['199999']])
  expect(await ask(place, `SELECT count(*) FROM ${table}`)).toEqual([['200000']])
})

test('a table that goes before the rows come is told by its name', async () => {
  const place = await work.open(server.url)
  const table = newTable()

  await expect(
    importInto(place, table, sourceOf(csv('id\n1\n')), {
      target: { schema: '', table, creates: false },
      names: ['id'],
      columns: [{ source: 0, target: 'id', type: { kind: 'int32' } }],
    }),
  ).rejects.toMatchObject({ message: expect.stringMatching(table) })
})

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')

test.each<[string, Uint8Array, object]>([
  ['UTF-8 with a byte order mark', Buffer.from('\ufeffname\nüß\n'), {}],
  ['UTF-16 with a byte order mark', utf16('name\nüß\n'), {}],
  ['Windows-1252', Buffer.from('name\nüß\n', 'latin1'), { encoding: 'windows-1252' }],
  [
    'GB18030',
    Buffer.from([...Buffer.from('name\n'), 0xd6, 0xd0, 0xce, 0xc4, 10]),
    { encoding: 'gb18030' },
  ],
])('reads %s', async (_name, bytes, options) => {
  const place = await work.open(server.url)
  const table = newTable()
  await importInto(place, table, sourceOf(csv(bytes), { csv: options }))

  expect(await ask(place, `SELECT name FROM ${table}`)).toEqual([
    [_name === 'GB18030' ? '中文' : 'üß'],
  ])
})

describe('a file that cannot be read is refused with its line', () => {
  const zip = () => {
    const encoder = new XlsxEncoder()
    return Buffer.concat([encoder.header(columnsOf([])), encoder.footer()])
  }

  test.each<[string, () => ReturnType<typeof sourceOf>, RegExp]>([
    [
      'an unclosed quote',
      () => sourceOf(csv('a,b\n1,2\n3,"4\n5,6\n')),
      /quote is opened on line 3/,
    ],
    [
      'a wrong encoding',
      () => sourceOf(csv(Buffer.from('a\nx\nü\n', 'latin1'))),
      /^Line 3 .*UTF-8/,
    ],
    [
      'a wrong encoding, far into the file',
      () => sourceOf(csv(Buffer.from(`a\n${'a line of text\n'.repeat(300_000)}ü\n`, 'latin1'))),
      /^Line 300002 .*UTF-8/,
    ],
    [
      'half a character of UTF-16',
      () => sourceOf(csv(utf16('name\n🦥\nok\n\ud83e\nok\n'))),
      /^Line 4 .*UTF-16LE/,
    ],
    [
      'a byte too few for UTF-16',
      () => sourceOf(csv(utf16('name\nok\nok').subarray(0, -1))),
      /^Line 3 .*UTF-16LE/,
    ],
    [
      'ten million columns in the first line',
      () => sourceOf(csv(`${','.repeat(10_000_000)}\n`)),
      /^Line 1 .*10,000 cells/,
    ],
    [
      'ten million columns',
      () => sourceOf(csv(`a\n${','.repeat(10_000_000)}\n`)),
      /^Line 2 .*10,000 cells/,
    ],
    ['broken JSON', () => sourceOf(csv('{"a":1}\n{"a":\n', 'broken.ndjson')), /^Line 2 is no JSON/],
    ['JSON that is no array', () => sourceOf(csv('{"a":1}', 'object.json')), /no array of objects/],
    ['half an array', () => sourceOf(csv('[{"a":1},\n{"a"', 'half.json')), /^Line 2 .*middle/],
    [
      'a zip that is no workbook',
      () => sourceOf(work.write('zip.xlsx', renamed(zip()))),
      /no Excel workbook/,
    ],
    [
      'a workbook cut in half',
      () => sourceOf(work.write('cut.xlsx', zip().subarray(0, 400))),
      /no Excel workbook/,
    ],
    ['no file', () => sourceOf(work.path('nowhere.csv')), /could not be read.*ENOENT/],
    ['a folder', () => sourceOf(work.path('.'), { format: 'csv' }), /could not be read/],
  ])('%s', async (_name, source, says) => {
    await expect(inspect(source())).rejects.toMatchObject({
      code: 'file-failed',
      message: expect.stringMatching(says),
    })
  })

  test('a Parquet file cut in half', async () => {
    const path = work.path('half.parquet')
    pl.DataFrame({ a: Array.from({ length: 10_000 }, (_, index) => index) }).writeParquet(path)
    truncateSync(path, 5_000)
    const place = await work.open(server.url)

    await expect(inspect(sourceOf(path))).rejects.toMatchObject({
      code: 'file-failed',
      message: expect.stringMatching(/no whole Parquet file/),
    })
    await expect(importInto(place, newTable(), sourceOf(path))).rejects.toMatchObject({
      code: 'file-failed',
    })
  })

  test('a quote that is not closed, found while rows are written', async () => {
    const place = await work.open(server.url)
    const table = newTable()
    const path = csv(`id,name\n${'1,"x"\n'.repeat(50_000)}2,"y\n`)
    const columns = [{ source: 0, target: 'id', type: { kind: 'int32' as const } }]

    await expect(
      importInto(place, table, sourceOf(path), { columns, names: ['id', 'name'] }),
    ).rejects.toMatchObject({ code: 'file-failed', details: { line: 50_002 } })
    await expect(ask(place, `SELECT * FROM ${table}`)).rejects.toThrow(table)
  })
})

/** The same archive, with a file of another name in it. */
const renamed = (bytes: Buffer): Buffer => {
  const text = bytes.toString('latin1').replaceAll('xl/workbook.xml', 'xl/wirkbook.xml')
  return Buffer.from(text, 'latin1')
}
