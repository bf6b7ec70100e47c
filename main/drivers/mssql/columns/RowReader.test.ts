import { expect, test } from 'vitest'
import { cellText } from '../../../../contract/cellText.ts'
import { readCell } from '../../../frame/readCell.ts'
import { NotEnoughDataError } from '../tedious.ts'
import type { CellReader } from './CellReader.ts'
import { datetime2Reader } from './dateTime.ts'
import { decimalReader, moneyReader } from './decimal.ts'
import { RowReader } from './RowReader.ts'
import { codePageReader, utf16Reader } from './text.ts'

/** Reads rows of one column, each cell with its length as it comes on the wire. */
function read(reader: CellReader, cells: readonly Buffer[]): { kinds: string[]; texts: string[] } {
  const rows = new RowReader([{ column: { name: '', type: reader.type, serverType: '' }, reader }])
  const cursor = { buffer: Buffer.concat(cells), position: 0 }
  for (let row = 0; row < cells.length; row++) rows.readRow(cursor)
  const [column] = rows.take().columns
  return {
    kinds: [column!.type.kind],
    texts: cells.map((_, row) => {
      const raw = readCell(column!, row)
      return raw === null ? 'NULL' : cellText(column!.type, raw)
    }),
  }
}

const short = (bytes: Buffer) =>
  Buffer.concat([Buffer.from([bytes.length & 255, bytes.length >> 8]), bytes])
const byte = (...bytes: number[]) => Buffer.from([bytes.length, ...bytes])

test('keeps half of a surrogate pair as its bytes', () => {
  const half = Buffer.from([0x3d, 0xd8])
  const { kinds, texts } = read(
    utf16Reader({ kind: 'short' }),
    [
      short(Buffer.from('a')),
      short(Buffer.from('ü🦥', 'utf16le')),
      short(half),
      Buffer.from([0xff, 0xff]),
      short(Buffer.from('after', 'utf16le')),
    ].with(0, short(Buffer.from('a', 'utf16le'))),
  )
  expect(kinds).toEqual(['any'])
  expect(texts).toEqual(['a', 'ü🦥', '0x3dd8', 'NULL', 'after'])
})

test('reads text of a code page', () => {
  const cells = [short(Buffer.from([0x80, 0xe9])), short(Buffer.from('plain'))]
  expect(read(codePageReader({ kind: 'short' }, 'CP1252'), cells).texts).toEqual(['€é', 'plain'])
  expect(read(codePageReader({ kind: 'short' }, 'CP1251'), cells).texts).toEqual(['Ђй', 'plain'])
})

test('reads the edges of decimal and money', () => {
  const all = Buffer.alloc(16)
  const largest = 10n ** 38n - 1n
  all.writeBigUInt64LE(BigInt.asUintN(64, largest), 0)
  all.writeBigUInt64LE(largest >> 64n, 8)
  expect(
    read(decimalReader(38, 20), [byte(1, ...all), byte(0, ...all), byte(1, 1, 0, 0, 0), byte()])
      .texts,
  ).toEqual([
    '999999999999999999.99999999999999999999',
    '-999999999999999999.99999999999999999999',
    '0.00000000000000000001',
    'NULL',
  ])
  const money = moneyReader({ kind: 'byte' }, 8)
  expect(
    read(money, [
      byte(0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff),
      byte(0, 0, 0, 0x80, 0, 0, 0, 0),
      byte(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
    ]).texts,
  ).toEqual(['922337203685477.5807', '-922337203685477.5808', '-0.0001'])
})

test('keeps a datetime2 that no count of nanoseconds holds as text, and those before it', () => {
  // 100 ns after midnight of 2024-02-29 and of 0001-01-01.
  const tick = [1, 0, 0, 0, 0]
  const { kinds, texts } = read(datetime2Reader(7), [
    byte(...tick, 0x9b, 0x46, 0x0b),
    byte(...tick, 0, 0, 0),
  ])
  expect(kinds).toEqual(['text'])
  expect(texts[1]).toBe('0001-01-01 00:00:00.0000001')
  expect(texts[0]).toMatch(/^2024-0\d-\d\d 00:00:00\.0000001$/)
})

test('goes on where the bytes ended, wherever that was', () => {
  const reader = utf16Reader({ kind: 'parts' })
  const text = 'part one, and two'
  const utf16 = Buffer.from(text, 'utf16le')
  const head = Buffer.alloc(8, 0xff)
  head[0] = 0xfe
  const part = (bytes: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32LE(bytes.length)
    return Buffer.concat([length, bytes])
  }
  const whole = Buffer.concat([
    head,
    part(utf16.subarray(0, 9)),
    part(utf16.subarray(9)),
    Buffer.alloc(4),
  ])
  for (let cut = 0; cut < whole.length; cut++) {
    const rows = new RowReader([
      { column: { name: '', type: reader.type, serverType: '' }, reader },
    ])
    const first = { buffer: whole.subarray(0, cut), position: 0 }
    expect(() => rows.readRow(first)).toThrow(NotEnoughDataError)
    rows.readRow({ buffer: whole.subarray(first.position), position: 0 })
    expect(readCell(rows.take().columns[0]!, 0)).toBe(text)
  }
})
