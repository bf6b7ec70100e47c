import type { Column } from '../../../../contract/columns.ts'
import type { ColumnMetadata } from '../tedious.ts'
import type { CellReader, Framing } from './CellReader.ts'
import {
  dateReader,
  datetime2Reader,
  datetimeoffsetReader,
  datetimeReader,
  smalldatetimeReader,
  timeReader,
} from './dateTime.ts'
import { decimalReader, moneyReader } from './decimal.ts'
import { bitReader, floatReader, integerReader } from './numbers.ts'
import { binaryReader, codePageReader, geometryReader, utf16Reader, uuidReader } from './text.ts'
import { variantReader } from './variant.ts'

export type ServerColumn = { readonly column: Column; readonly reader: CellReader }

/** The length of the types that are sent in parts. */
const NO_LIMIT = 0xffff
/** The user type by which the server tells a row version from other binary(8). */
const ROW_VERSION = 80
const SPATIAL = /^(geometry|geography)$/i

const byte: Framing = { kind: 'byte' }
const short: Framing = { kind: 'short' }
const pointer: Framing = { kind: 'pointer' }
const parts: Framing = { kind: 'parts' }
const fixed = (size: number): Framing => ({ kind: 'fixed', size })

export function serverColumn(metadata: ColumnMetadata): ServerColumn {
  const { reader, serverType } = describe(metadata)
  return { column: { name: metadata.colName, type: reader.type, serverType }, reader }
}

type Description = { readonly reader: CellReader; readonly serverType: string }

const INTEGERS: Readonly<Record<number, string>> = {
  1: 'tinyint',
  2: 'smallint',
  4: 'int',
  8: 'bigint',
}

/** By the names that the client library has for the types of the wire. */
function describe(metadata: ColumnMetadata): Description {
  const { type, dataLength: length = 0, precision = 0, scale = 0, udtInfo } = metadata
  const codePage = metadata.collation?.codepage ?? 'utf-8'
  const framing = length === NO_LIMIT ? parts : short
  switch (type.name) {
    case 'Null':
      return { reader: integerReader(fixed(0), 4), serverType: 'null' }
    case 'TinyInt':
      return integer(fixed(1), 1)
    case 'SmallInt':
      return integer(fixed(2), 2)
    case 'Int':
      return integer(fixed(4), 4)
    case 'BigInt':
      return integer(fixed(8), 8)
    case 'IntN':
      return integer(byte, length)
    case 'Bit':
      return { reader: bitReader(fixed(1)), serverType: 'bit' }
    case 'BitN':
      return { reader: bitReader(byte), serverType: 'bit' }
    case 'Real':
      return float(fixed(4), 4)
    case 'Float':
      return float(fixed(8), 8)
    case 'FloatN':
      return float(byte, length)
    case 'SmallMoney':
      return money(fixed(4), 4)
    case 'Money':
      return money(fixed(8), 8)
    case 'MoneyN':
      return money(byte, length)
    case 'DecimalN':
      return decimal('decimal', precision, scale)
    case 'NumericN':
      return decimal('numeric', precision, scale)
    case 'SmallDateTime':
      return { reader: smalldatetimeReader(fixed(4)), serverType: 'smalldatetime' }
    case 'DateTime':
      return { reader: datetimeReader(fixed(8)), serverType: 'datetime' }
    case 'DateTimeN':
      return length === 4
        ? { reader: smalldatetimeReader(byte), serverType: 'smalldatetime' }
        : { reader: datetimeReader(byte), serverType: 'datetime' }
    case 'Date':
      return { reader: dateReader, serverType: 'date' }
    case 'Time':
      return { reader: timeReader(scale), serverType: `time(${scale})` }
    case 'DateTime2':
      return { reader: datetime2Reader(scale), serverType: `datetime2(${scale})` }
    case 'DateTimeOffset':
      return { reader: datetimeoffsetReader(scale), serverType: `datetimeoffset(${scale})` }
    case 'UniqueIdentifier':
      return { reader: uuidReader, serverType: 'uniqueidentifier' }
    case 'Char':
    case 'VarChar':
      return {
        reader: codePageReader(framing, codePage),
        serverType: sized(type.name.toLowerCase(), length),
      }
    case 'NChar':
    case 'NVarChar':
      return {
        reader: utf16Reader(framing),
        serverType: sized(type.name.toLowerCase(), length === NO_LIMIT ? length : length / 2),
      }
    case 'Binary':
    case 'VarBinary':
      return {
        reader: binaryReader(framing),
        serverType:
          metadata.userType === ROW_VERSION ? 'rowversion' : sized(type.name.toLowerCase(), length),
      }
    case 'Text':
      return { reader: codePageReader(pointer, codePage), serverType: 'text' }
    case 'NText':
      return { reader: utf16Reader(pointer), serverType: 'ntext' }
    case 'Image':
      return { reader: binaryReader(pointer), serverType: 'image' }
    case 'Xml':
      return { reader: utf16Reader(parts, 'xml'), serverType: 'xml' }
    case 'UDT': {
      const name = udtInfo?.typeName ?? 'user-defined type'
      const reader = SPATIAL.test(name) ? geometryReader(parts) : binaryReader(parts)
      return { reader, serverType: name }
    }
    case 'Variant':
      return { reader: variantReader, serverType: 'sql_variant' }
    default:
      throw new Error(`The client library names a type that the driver does not know: ${type.name}`)
  }
}

const integer = (framing: Framing, size: number): Description => ({
  reader: integerReader(framing, size),
  serverType: INTEGERS[size]!,
})

const float = (framing: Framing, size: number): Description => ({
  reader: floatReader(framing, size),
  serverType: size === 4 ? 'real' : 'float',
})

const money = (framing: Framing, size: number): Description => ({
  reader: moneyReader(framing, size),
  serverType: size === 4 ? 'smallmoney' : 'money',
})

const decimal = (name: string, precision: number, scale: number): Description => ({
  reader: decimalReader(precision, scale),
  serverType: `${name}(${precision},${scale})`,
})

const sized = (name: string, length: number): string =>
  `${name}(${length === NO_LIMIT ? 'max' : length})`
