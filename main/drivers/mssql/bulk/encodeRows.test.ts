import { expect, test } from 'vitest'
import type { ColumnType } from '../../../../contract/columns.ts'
import type { CellValue } from '../../../frame/collectRows.ts'
import { batchOf } from '../../../frame/testing/batchOf.ts'
import { readBulkRows } from '../../../testing/tds/requests.ts'
import { Collation, type ColumnMetadata } from '../tedious.ts'
import { readTrace } from '../testing/Trace.ts'
import { encodeColumns, encodeEnd, encodeRows, MisfitError } from './encodeRows.ts'
import { RowBytes } from './RowBytes.ts'
import { type TargetColumn, targetColumn } from './targetColumn.ts'

const collation = Collation.fromBuffer(Buffer.from([0x09, 0x04, 0xd0, 0x00, 0x34]))

/** A column as a server describes it, by the client library's name of its type. */
function described(
  name: string,
  { colName = 'v', flags = 9, ...rest }: Partial<Omit<ColumnMetadata, 'type'>> = {},
): TargetColumn {
  const metadata = { userType: 0, colName, flags, type: { name }, collation, ...rest }
  return targetColumn(metadata as unknown as ColumnMetadata)
}

function message(
  columns: readonly TargetColumn[],
  types: ColumnType[],
  rows: CellValue[][],
): Buffer {
  const out = new RowBytes()
  encodeColumns(out, columns)
  encodeRows(out, columns, batchOf(types, rows), { from: 0, to: rows.length })
  encodeEnd(out)
  return out.take()
}

/** What the server that belongs to the tests reads of one cell. */
function arrives(column: TargetColumn, type: ColumnType, cell: CellValue): unknown {
  const [row] = readBulkRows(message([column], [type], [[cell]])).rows
  return row![0]
}

const max = 0xffff
const decimal: ColumnType = { kind: 'decimal', precision: 38, scale: 10 }
const text: ColumnType = { kind: 'text' }
const naive: ColumnType = { kind: 'timestamp', unit: 'ns', zone: null }

test.each<[string, Partial<ColumnMetadata>, ColumnType, CellValue, unknown]>([
  ['IntN', { dataLength: 1 }, { kind: 'int16' }, 255, 255n],
  ['IntN', { dataLength: 2 }, text, ' -32768 ', -32_768n],
  ['IntN', { dataLength: 4 }, { kind: 'int64' }, 2n ** 31n - 1n, 2n ** 31n - 1n],
  ['IntN', { dataLength: 8 }, { kind: 'int64' }, -(2n ** 63n), -(2n ** 63n)],
  ['IntN', { dataLength: 8 }, decimal, 90_071_992_547_409_930_000_000_000n, 9_007_199_254_740_993n],
  ['BitN', {}, { kind: 'bool' }, true, 1n],
  ['BitN', {}, text, 'False', 0n],
  [
    'DecimalN',
    { precision: 38, scale: 10 },
    decimal,
    -(10n ** 38n) + 1n,
    '-9999999999999999999999999999.9999999999',
  ],
  ['NumericN', { precision: 9, scale: 2 }, text, '-1.5e3', '-1500.00'],
  ['NumericN', { precision: 28, scale: 3 }, { kind: 'float64' }, 0.125, '0.125'],
  ['MoneyN', { dataLength: 8 }, text, '-922337203685477.5808', '-922337203685477.5808'],
  ['MoneyN', { dataLength: 8 }, { kind: 'int32' }, -7, '-7.0000'],
  ['MoneyN', { dataLength: 4 }, decimal, 2_147_483_647_000_000n, '214748.3647'],
  ['FloatN', { dataLength: 8 }, { kind: 'float64' }, -5e-324, -5e-324],
  ['FloatN', { dataLength: 8 }, text, '0.1', 0.1],
  ['FloatN', { dataLength: 4 }, { kind: 'float32' }, 0.5, 0.5],
  ['Date', {}, { kind: 'date' }, -719_162, '0001-01-01'],
  ['Date', {}, text, '9999-12-31', '9999-12-31'],
  ['Time', { scale: 7 }, { kind: 'time', unit: 'ns' }, 86_399_999_999_900n, '23:59:59.9999999'],
  ['Time', { scale: 0 }, { kind: 'time', unit: 'us' }, 1_000_000n, '00:00:01'],
  ['DateTime2', { scale: 7 }, naive, -100n, '1969-12-31 23:59:59.9999999'],
  [
    'DateTime2',
    { scale: 6 },
    { kind: 'timestamp', unit: 'us', zone: null },
    253_402_300_799_999_999n,
    '9999-12-31 23:59:59.999999',
  ],
  ['DateTime2', { scale: 7 }, text, '0001-01-01T00:00:00.0000001', '0001-01-01 00:00:00.0000001'],
  [
    'DateTimeOffset',
    { scale: 7 },
    text,
    '2024-02-29 00:34:56.1234567 +14:00',
    '2024-02-29 00:34:56.1234567 +14:00',
  ],
  [
    'DateTimeOffset',
    { scale: 3 },
    { kind: 'timestamp', unit: 'us', zone: 'UTC' },
    1_700_000_000_123_000n,
    '2023-11-14 22:13:20.123 +00:00',
  ],
  ['DateTimeN', { dataLength: 8 }, text, '1753-01-01 00:00:00.997', '1753-01-01 00:00:00.997'],
  ['DateTimeN', { dataLength: 4 }, text, '2079-06-06 23:59', '2079-06-06 23:59:00'],
  [
    'UniqueIdentifier',
    {},
    text,
    '6f9619ff-8b86-d011-b42d-00c04fc964ff',
    '6F9619FF-8B86-D011-B42D-00C04FC964FF',
  ],
  ['NVarChar', { dataLength: 8 }, text, 'ü🦥\0', 'ü🦥\0'],
  ['NVarChar', { dataLength: max }, text, 'x'.repeat(100_000), 'x'.repeat(100_000)],
  ['NVarChar', { dataLength: max }, text, '', ''],
  // Half of a pair between letters, in the bytes that the driver reads it as.
  ['NVarChar', { dataLength: max }, { kind: 'any' }, 'b61003dd86200', 'a\ud83db'],
  ['NChar', { dataLength: 20 }, { kind: 'any' }, 'tplain', 'plain'],
  ['VarChar', { dataLength: 3 }, text, 'aé€', 'aé€'],
  ['Xml', {}, text, '<a>é</a>', '<a>é</a>'],
  ['VarBinary', { dataLength: max }, { kind: 'binary' }, Uint8Array.of(0, 255), Buffer.of(0, 255)],
  ['Binary', { dataLength: 2 }, text, '0x00ff', Buffer.of(0, 255)],
])('%s %o takes %o %s', (name, metadata, type, cell, wanted) => {
  expect(arrives(described(name, metadata), type, cell)).toEqual(wanted)
})

test.each<[string, Partial<ColumnMetadata>, ColumnType, CellValue]>([
  ['IntN', { dataLength: 1 }, { kind: 'int16' }, 256],
  ['IntN', { dataLength: 4 }, { kind: 'int64' }, 2n ** 31n],
  ['IntN', { dataLength: 8 }, text, '1.5'],
  ['IntN', { dataLength: 8 }, text, ''],
  ['BitN', {}, { kind: 'int32' }, 2],
  ['DecimalN', { precision: 5, scale: 2 }, text, '1000'],
  ['DecimalN', { precision: 5, scale: 2 }, text, '1.239'],
  ['DecimalN', { precision: 5, scale: 2 }, { kind: 'float64' }, NaN],
  ['MoneyN', { dataLength: 8 }, text, '0.00001'],
  ['MoneyN', { dataLength: 4 }, text, '214748.3648'],
  ['FloatN', { dataLength: 8 }, { kind: 'float64' }, Infinity],
  ['FloatN', { dataLength: 8 }, { kind: 'int64' }, 2n ** 53n + 1n],
  ['FloatN', { dataLength: 4 }, { kind: 'float64' }, 0.1],
  ['Date', {}, naive, 1_000n],
  ['Date', {}, text, '2023-02-29'],
  ['Time', { scale: 7 }, { kind: 'time', unit: 'us' }, 86_400_000_000n],
  ['Time', { scale: 3 }, { kind: 'time', unit: 'us' }, 1n],
  ['DateTime2', { scale: 7 }, naive, 1n],
  ['DateTime2', { scale: 0 }, text, '2024-01-01 00:00:00.5'],
  ['DateTime2', { scale: 7 }, text, '2024-01-01 00:00:00 +01:00'],
  ['DateTimeOffset', { scale: 7 }, text, '0001-01-01 00:00:00 +01:00'],
  ['DateTimeN', { dataLength: 8 }, text, '1752-12-31'],
  ['DateTimeN', { dataLength: 8 }, text, '2024-01-01 00:00:00.998'],
  ['UniqueIdentifier', {}, text, '6f9619ff'],
  ['NVarChar', { dataLength: 4 }, text, 'abc'],
  ['VarChar', { dataLength: 20 }, text, 'Ω'],
  ['VarChar', { dataLength: 2 }, text, 'abc'],
  ['VarBinary', { dataLength: 1 }, { kind: 'binary' }, Uint8Array.of(1, 2)],
])('%s %o does not take %o %s', (name, metadata, type, cell) => {
  expect(() => arrives(described(name, metadata), type, cell)).toThrow(MisfitError)
})

test('the message is byte for byte what the client library sends of the same rows', () => {
  const { messages, steps } = readTrace('bulk-load')
  const sent = bodyOf(Buffer.from(messages[8]!.base64, 'base64'))
  const columns = [
    described('IntN', { colName: 'id', dataLength: 4, flags: 8 }),
    described('NVarChar', { colName: 'name', dataLength: 200 }),
    described('DecimalN', { colName: 'amount', precision: 38, scale: 4 }),
    described('FloatN', { colName: 'ratio', dataLength: 8 }),
    described('BitN', { colName: 'flag' }),
    described('DateTime2', { colName: 'created', scale: 6 }),
    described('UniqueIdentifier', { colName: 'guid' }),
    described('VarBinary', { colName: 'payload', dataLength: max }),
    described('IntN', { colName: 'big', dataLength: 8 }),
    described('NVarChar', { colName: 'note', dataLength: max }),
  ]
  const rows = steps[2]!.expected!.rows!.map((row) =>
    row.map((cell, index) => {
      if (cell !== null && index === 7) return Buffer.from((cell as { $hex: string }).$hex, 'hex')
      if (cell !== null && index === 8) return BigInt(cell as string)
      return cell as CellValue
    }),
  )
  const types: ColumnType[] = [
    { kind: 'int32' },
    ...[text, text],
    { kind: 'float64' },
    { kind: 'bool' },
    ...[text, text],
    { kind: 'binary' },
    { kind: 'int64' },
    text,
  ]

  const ours = message(columns, types, rows)

  const withoutEnd = ours.subarray(0, -13)
  expect(sent.subarray(0, withoutEnd.length).toString('hex')).toBe(withoutEnd.toString('hex'))
  expect(sent.subarray(-13)).toEqual(ours.subarray(-13))
})

/** A message without the headers of its packets. */
function bodyOf(packets: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at < packets.length; at += packets.readUInt16BE(at + 2))
    parts.push(packets.subarray(at + 8, at + packets.readUInt16BE(at + 2)))
  return Buffer.concat(parts)
}
