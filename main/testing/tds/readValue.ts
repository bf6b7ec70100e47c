import type { ByteReader } from './ByteReader.ts'
import { typeOf, type ServerType, type Value } from './types.ts'
import { dateTimeText, scaledText, timeText } from './values.ts'

const NO_LIMIT = 0xffff
const NULL_PARTS = 0xffff_ffff_ffff_ffffn

/** TYPE_INFO of a parameter or of a column that is loaded. */
export function readTypeInfo(from: ByteReader): ServerType {
  const token = from.uint8()
  switch (token) {
    case 0x1f:
      return typeOf('null')
    case 0x30:
    case 0x32:
    case 0x34:
    case 0x38:
    case 0x7f:
    case 0x3e:
    case 0x3b:
      return typeOf(FIXED[token]!, 1)
    case 0x26:
      return typeOf(INTEGERS[from.uint8()]!)
    case 0x68:
      from.uint8()
      return typeOf('bit')
    case 0x6d:
      return typeOf(from.uint8() === 4 ? 'real' : 'float')
    case 0x6e:
      return typeOf(from.uint8() === 4 ? 'smallmoney' : 'money')
    case 0x6a:
    case 0x6c:
      from.uint8()
      return typeOf('decimal', 0, from.uint8(), from.uint8())
    case 0x28:
      return typeOf('date')
    case 0x29:
      return typeOf('time', 0, 0, from.uint8())
    case 0x2a:
      return typeOf('datetime2', 0, 0, from.uint8())
    case 0x2b:
      return typeOf('datetimeoffset', 0, 0, from.uint8())
    case 0x6f:
      return typeOf(from.uint8() === 4 ? 'smalldatetime' : 'datetime')
    case 0x24:
      from.uint8()
      return typeOf('uniqueidentifier')
    case 0xa7:
    case 0xaf:
      return sized('varchar', from, 1, true)
    case 0xe7:
    case 0xef:
      return sized('nvarchar', from, 2, true)
    case 0xa5:
    case 0xad:
      return sized('varbinary', from, 1, false)
    default:
      throw new Error(`This server takes no values of type 0x${token.toString(16)}`)
  }
}

const INTEGERS: Readonly<Record<number, string>> = {
  1: 'tinyint',
  2: 'smallint',
  4: 'int',
  8: 'bigint',
}
const FIXED: Readonly<Record<number, string>> = {
  0x30: 'tinyint',
  0x32: 'bit',
  0x34: 'smallint',
  0x38: 'int',
  0x7f: 'bigint',
  0x3b: 'real',
  0x3e: 'float',
}

function sized(name: string, from: ByteReader, bytesEach: number, hasCollation: boolean) {
  const length = from.uint16()
  if (hasCollation) from.bytes(5)
  return typeOf(name, length === NO_LIMIT ? -1 : length / bytesEach)
}

/** A value in the form SQLite stores. */
export function readValue(from: ByteReader, type: ServerType): Value {
  switch (type.name) {
    case 'null':
      return null
    case 'varchar':
      return readSized(from, type)?.toString('latin1') ?? null
    case 'nvarchar':
      return readSized(from, type)?.toString('utf16le') ?? null
    case 'varbinary':
      return readSized(from, type)
  }
  // Fixed types have no length of their own; `length` marks them.
  const size = type.length === 1 ? FIXED_BYTES[type.name]! : from.uint8()
  return size === 0 ? null : readShort(from, type, size)
}

const FIXED_BYTES: Readonly<Record<string, number>> = {
  tinyint: 1,
  bit: 1,
  smallint: 2,
  int: 4,
  bigint: 8,
  real: 4,
  float: 8,
}

function readSized(from: ByteReader, { length }: ServerType): Buffer | null {
  if (length >= 0) {
    const size = from.uint16()
    return size === NO_LIMIT ? null : from.bytes(size)
  }
  if (from.uint64() === NULL_PARTS) return null
  const parts: Buffer[] = []
  for (let size = from.uint32(); size > 0; size = from.uint32()) parts.push(from.bytes(size))
  return Buffer.concat(parts)
}

function readShort(from: ByteReader, { name, scale }: ServerType, size: number): Value {
  switch (name) {
    case 'tinyint':
    case 'bit':
      return BigInt(from.uint8())
    case 'smallint':
      return BigInt(from.int16())
    case 'int':
      return BigInt(from.int32())
    case 'bigint':
      return from.int64()
    case 'real':
      return from.float()
    case 'float':
      return from.double()
    case 'decimal': {
      const isNegative = from.uint8() === 0
      const magnitude = from.unsigned(size - 1)
      return scaledText(isNegative ? -magnitude : magnitude, scale)
    }
    case 'smallmoney':
      return scaledText(BigInt(from.int32()), 4)
    case 'money':
      return scaledText((BigInt(from.int32()) << 32n) | BigInt(from.uint32()), 4)
    case 'uniqueidentifier':
      return uuidText(from.bytes(16))
    default:
      return readDateTime(from, name, scale, size)
  }
}

function readDateTime(from: ByteReader, name: string, scale: number, size: number): string {
  const ticks = (bytes: number) => Number(from.unsigned(bytes)) * 10 ** (7 - scale)
  switch (name) {
    case 'date':
      return dateTimeText(Number(from.unsigned(3)), null, 0)
    case 'time':
      return timeText(ticks(size), scale)
    case 'datetime2': {
      const time = ticks(size - 3)
      return dateTimeText(Number(from.unsigned(3)), time, scale)
    }
    case 'datetimeoffset': {
      const time = ticks(size - 5)
      const utcDays = from.unsigned(3)
      const offset = from.int16()
      const day = 864_000_000_000n
      const local = utcDays * day + BigInt(time + offset * 600_000_000)
      const two = (value: number) => String(value).padStart(2, '0')
      const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`
      return `${dateTimeText(Number(local / day), Number(local % day), scale)} ${zone}`
    }
    case 'datetime': {
      const days = from.int32() + 693_595
      return dateTimeText(days, Math.round((from.uint32() * 10) / 3) * 10_000, 3)
    }
    default: {
      const days = from.uint16() + 693_595
      return dateTimeText(days, from.uint16() * 600_000_000, 0)
    }
  }
}

function uuidText(bytes: Buffer): string {
  const ordered = Buffer.concat([
    Buffer.from(bytes.subarray(0, 4)).reverse(),
    Buffer.from(bytes.subarray(4, 6)).reverse(),
    Buffer.from(bytes.subarray(6, 8)).reverse(),
    bytes.subarray(8),
  ])
  const hex = ordered.toString('hex').toUpperCase()
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}
