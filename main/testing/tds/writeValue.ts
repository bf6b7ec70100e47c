import type { ByteWriter } from './ByteWriter.ts'
import type { ServerType, Value } from './types.ts'
import { dateTimeParts, unscaled } from './values.ts'

/** SQL_Latin1_General_CP1_CI_AS: code page 1252. */
export const COLLATION = Buffer.from([0x09, 0x04, 0xd0, 0x00, 0x34])

const NO_LIMIT = 0xffff
const UNKNOWN_LENGTH = 0xffff_ffff_ffff_fffen
const NULL_PARTS = 0xffff_ffff_ffff_ffffn

/** TYPE_INFO of a column or return value (MS-TDS 2.2.5.6). */
export function writeTypeInfo(out: ByteWriter, { name, length, precision, scale }: ServerType) {
  const sized = (bytesEach: number) => (length < 0 ? NO_LIMIT : length * bytesEach)
  switch (name) {
    case 'tinyint':
      return out.uint8(0x26).uint8(1)
    case 'smallint':
      return out.uint8(0x26).uint8(2)
    case 'int':
      return out.uint8(0x26).uint8(4)
    case 'bigint':
      return out.uint8(0x26).uint8(8)
    case 'bit':
      return out.uint8(0x68).uint8(1)
    case 'real':
      return out.uint8(0x6d).uint8(4)
    case 'float':
      return out.uint8(0x6d).uint8(8)
    case 'smallmoney':
      return out.uint8(0x6e).uint8(4)
    case 'money':
      return out.uint8(0x6e).uint8(8)
    case 'decimal':
      return out
        .uint8(0x6c)
        .uint8(decimalBytes(precision) + 1)
        .uint8(precision)
        .uint8(scale)
    case 'date':
      return out.uint8(0x28)
    case 'time':
      return out.uint8(0x29).uint8(scale)
    case 'datetime2':
      return out.uint8(0x2a).uint8(scale)
    case 'datetimeoffset':
      return out.uint8(0x2b).uint8(scale)
    case 'smalldatetime':
      return out.uint8(0x6f).uint8(4)
    case 'datetime':
      return out.uint8(0x6f).uint8(8)
    case 'uniqueidentifier':
      return out.uint8(0x24).uint8(16)
    case 'char':
      return out.uint8(0xaf).uint16(sized(1)).bytes(COLLATION)
    case 'varchar':
      return out.uint8(0xa7).uint16(sized(1)).bytes(COLLATION)
    case 'nchar':
      return out.uint8(0xef).uint16(sized(2)).bytes(COLLATION)
    case 'nvarchar':
      return out.uint8(0xe7).uint16(sized(2)).bytes(COLLATION)
    case 'binary':
      return out.uint8(0xad).uint16(sized(1))
    case 'varbinary':
      return out.uint8(0xa5).uint16(sized(1))
    case 'xml':
      return out.uint8(0xf1).uint8(0)
    case 'text':
      return out.uint8(0x23).uint32(0x7fff_ffff).bytes(COLLATION)
    case 'ntext':
      return out.uint8(0x63).uint32(0x7fff_fffe).bytes(COLLATION)
    case 'image':
      return out.uint8(0x22).uint32(0x7fff_ffff)
    default:
      throw new Error(`This server has no type ${name}`)
  }
}

/** Types whose columns tell the name of their table as well. */
export const hasTableName = ({ name }: ServerType): boolean => /^(text|ntext|image)$/.test(name)

export function writeValue(out: ByteWriter, type: ServerType, value: Value): void {
  switch (type.name) {
    case 'char':
    case 'varchar':
      return writeSized(out, type, value === null ? null : Buffer.from(String(value), 'latin1'))
    case 'nchar':
    case 'nvarchar':
      return writeSized(out, type, value === null ? null : Buffer.from(String(value), 'utf16le'))
    case 'binary':
    case 'varbinary':
      return writeSized(out, type, value === null ? null : (value as Buffer))
    case 'xml':
      return writeParts(out, value === null ? null : Buffer.from(String(value), 'utf16le'))
    case 'text':
      return writePointed(out, value === null ? null : Buffer.from(String(value), 'latin1'))
    case 'ntext':
      return writePointed(out, value === null ? null : Buffer.from(String(value), 'utf16le'))
    case 'image':
      return writePointed(out, value as Buffer | null)
    default:
      if (value === null) out.uint8(0)
      else writeShort(out, type, value)
  }
}

function writeSized(out: ByteWriter, { length }: ServerType, bytes: Buffer | null): void {
  if (length < 0) return writeParts(out, bytes)
  if (bytes) out.uint16(bytes.length).bytes(bytes)
  else out.uint16(NO_LIMIT)
}

const PART_BYTES = 8_000

function writeParts(out: ByteWriter, bytes: Buffer | null): void {
  if (!bytes) return void out.uint64(NULL_PARTS)
  out.uint64(UNKNOWN_LENGTH)
  for (let from = 0; from < bytes.length; from += PART_BYTES) {
    const part = bytes.subarray(from, from + PART_BYTES)
    out.uint32(part.length).bytes(part)
  }
  out.uint32(0)
}

function writePointed(out: ByteWriter, bytes: Buffer | null): void {
  if (!bytes) return void out.uint8(0)
  out.uint8(16).bytes(Buffer.alloc(16)).bytes(Buffer.alloc(8)).uint32(bytes.length).bytes(bytes)
}

/** Types whose length stands in one byte. */
function writeShort(out: ByteWriter, type: ServerType, value: Exclude<Value, null>): void {
  switch (type.name) {
    case 'tinyint':
    case 'bit':
      return void out.uint8(1).uint8(Number(value))
    case 'smallint':
      return void out.uint8(2).int16(Number(value))
    case 'int':
      return void out.uint8(4).int32(Number(value))
    case 'bigint':
      return void out.uint8(8).int64(value as bigint)
    case 'real':
      return void out.uint8(4).float(Number(value))
    case 'float':
      return void out.uint8(8).double(Number(value))
    case 'decimal': {
      const number = unscaled(String(value), type.scale)
      const size = decimalBytes(type.precision)
      out.uint8(size + 1).uint8(number < 0n ? 0 : 1)
      return void out.unsigned(number < 0n ? -number : number, size)
    }
    case 'smallmoney':
      return void out.uint8(4).int32(Number(unscaled(String(value), 4)))
    case 'money': {
      const number = unscaled(String(value), 4)
      return void out
        .uint8(8)
        .int32(Number(number >> 32n))
        .uint32(Number(BigInt.asUintN(32, number)))
    }
    case 'uniqueidentifier':
      return void out.uint8(16).bytes(uuidBytes(String(value)))
    default:
      return writeDateTime(out, type, String(value))
  }
}

function writeDateTime(out: ByteWriter, { name, scale }: ServerType, text: string): void {
  const { days, ticks, offsetMinutes } = dateTimeParts(text)
  switch (name) {
    case 'date':
      return void out.uint8(3).unsigned(BigInt(days), 3)
    case 'time':
      return void out.uint8(timeBytes(scale)).unsigned(scaledTicks(ticks, scale), timeBytes(scale))
    case 'datetime2':
      out.uint8(timeBytes(scale) + 3).unsigned(scaledTicks(ticks, scale), timeBytes(scale))
      return void out.unsigned(BigInt(days), 3)
    case 'datetimeoffset': {
      const day = 864_000_000_000n
      const utc = BigInt(days) * day + BigInt(ticks - offsetMinutes * 600_000_000)
      out.uint8(timeBytes(scale) + 5)
      out.unsigned(scaledTicks(Number(utc % day), scale), timeBytes(scale))
      return void out.unsigned(utc / day, 3).int16(offsetMinutes)
    }
    case 'smalldatetime':
      return void out
        .uint8(4)
        .uint16(days - 693_595)
        .uint16(Math.round(ticks / 600_000_000))
    case 'datetime':
      return void out
        .uint8(8)
        .int32(days - 693_595)
        .uint32(Math.round((ticks * 3) / 100_000))
    default:
      throw new Error(`This server has no values of type ${name}`)
  }
}

const decimalBytes = (precision: number): number =>
  precision <= 9 ? 4 : precision <= 19 ? 8 : precision <= 28 ? 12 : 16
export const timeBytes = (scale: number): number => (scale <= 2 ? 3 : scale <= 4 ? 4 : 5)
const scaledTicks = (ticks: number, scale: number): bigint =>
  BigInt(Math.floor(ticks / 10 ** (7 - scale)))

/** The first three groups are lowest byte first. */
function uuidBytes(text: string): Buffer {
  const bytes = Buffer.from(text.replaceAll('-', ''), 'hex')
  return Buffer.concat([
    bytes.subarray(0, 4).reverse(),
    bytes.subarray(4, 6).reverse(),
    bytes.subarray(6, 8).reverse(),
    bytes.subarray(8),
  ])
}
