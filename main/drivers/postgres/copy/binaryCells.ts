import type { ColumnType } from '../../../../contract/columns.ts'
import type { ColumnData } from '../../../frame/Batch.ts'
import { readBytes, readCell } from '../../../frame/readCell.ts'
import { readUuid } from '../../../frame/readUuid.ts'
import { EPOCH_DAYS, EPOCH_MICROSECONDS } from '../columns/dateTime.ts'
import { OID } from '../columns/serverTypes.ts'
import type { CopyBuffer } from './CopyBuffer.ts'
import {
  MAX_SMALL_SCALE,
  writeDecimal,
  writeNumericText,
  writeSmallDecimal,
} from './writeNumeric.ts'

/** Writes the cell of a row, with its length in front. False: the value is none of the type's. */
export type CellWriter = (out: CopyBuffer, row: number) => boolean | void

/**
 * How a column is written in the binary form of the server's type; null where only the server's own
 * reading of text makes its values of ours.
 */
export function binaryWriter(column: ColumnData, oid: number): CellWriter | null {
  const { type } = column
  switch (type.kind) {
    case 'bool':
      return oid === OID.bool ? boolWriter(column) : null
    case 'int16':
    case 'int32':
    case 'int64':
      return integerWriter(column, type.kind, oid)
    case 'float32':
    case 'float64':
      return realWriter(column, type.kind, oid)
    case 'decimal':
      return oid === OID.numeric ? decimalWriter(column, type.scale) : null
    case 'date':
      return oid === OID.date ? dateWriter(column) : null
    case 'time':
      return oid === OID.time && type.unit === 'us'
        ? int64Writer(column.values as BigInt64Array, 0n)
        : null
    case 'timestamp':
      return oid === timestampOid(type)
        ? int64Writer(column.values as BigInt64Array, EPOCH_MICROSECONDS)
        : null
    case 'binary':
      return oid === OID.bytea ? bytesWriter(column) : null
    case 'text':
      return textWriter(column, oid)
    case 'any':
      return null
  }
}

function timestampOid({ unit, zone }: Extract<ColumnType, { kind: 'timestamp' }>): number | null {
  if (unit !== 'us') return null
  return zone === null ? OID.timestamp : OID.timestamptz
}

const boolWriter =
  ({ values }: ColumnData): CellWriter =>
  (out, row) => {
    out.startCell(1)
    out.bytes[out.used++] = ((values[row >> 3] as number) >> (row & 7)) & 1
  }

const INTEGER_BYTES = { int16: 2, int32: 4, int64: 8 }
const INTEGER_OID_BYTES: Readonly<Record<number, number>> = {
  [OID.int2]: 2,
  [OID.int4]: 4,
  [OID.int8]: 8,
}

function integerWriter(
  { values }: ColumnData,
  kind: keyof typeof INTEGER_BYTES,
  oid: number,
): CellWriter | null {
  const sizeBytes = INTEGER_OID_BYTES[oid] ?? 0
  if (sizeBytes < INTEGER_BYTES[kind]) return null
  if (sizeBytes === 8) {
    if (kind === 'int64') return int64Writer(values as BigInt64Array, 0n)
    return (out, row) => {
      const value = values[row] as number
      out.startCell(8)
      out.view.setInt32(out.used, value < 0 ? -1 : 0)
      out.view.setInt32(out.used + 4, value)
      out.used += 8
    }
  }
  if (sizeBytes === 4)
    return (out, row) => {
      out.startCell(4)
      out.view.setInt32(out.used, values[row] as number)
      out.used += 4
    }
  return (out, row) => {
    out.startCell(2)
    out.view.setInt16(out.used, values[row] as number)
    out.used += 2
  }
}

function realWriter(
  { values }: ColumnData,
  kind: 'float32' | 'float64',
  oid: number,
): CellWriter | null {
  if (kind === 'float32' && oid === OID.float4)
    return (out, row) => {
      out.startCell(4)
      out.view.setFloat32(out.used, values[row] as number)
      out.used += 4
    }
  if (kind !== 'float64' || oid !== OID.float8) return null
  return (out, row) => {
    out.startCell(8)
    out.view.setFloat64(out.used, values[row] as number)
    out.used += 8
  }
}

function decimalWriter(column: ColumnData, scale: number): CellWriter {
  const words = wordsOf(column.values as BigUint64Array)
  return (out, row) => {
    const at = row * 4
    const high = words[at + 1]!
    const sign = high >> 31
    const isSmall = high >= -SAFE_HIGH && high < SAFE_HIGH
    if (isSmall && words[at + 2] === sign && words[at + 3] === sign && scale <= MAX_SMALL_SCALE)
      writeSmallDecimal(out, high * 2 ** 32 + (words[at]! >>> 0), scale)
    else writeDecimal(out, readCell(column, row) as bigint, scale)
  }
}

/** Upper words of numbers below 2^53. */
const SAFE_HIGH = 2 ** 21

/** The lowest first. */
const wordsOf = ({ buffer, byteOffset, byteLength }: BigInt64Array | BigUint64Array): Int32Array =>
  new Int32Array(buffer, byteOffset, byteLength / 4)

const dateWriter =
  ({ values }: ColumnData): CellWriter =>
  (out, row) => {
    out.startCell(4)
    out.view.setInt32(out.used, (values[row] as number) - EPOCH_DAYS)
    out.used += 4
  }

/** Counts from `epoch`. By halves: a bigint for each would take several times as long. */
function int64Writer(values: BigInt64Array, epoch: bigint): CellWriter {
  const words = wordsOf(values)
  const epochLow = Number(epoch & 0xffff_ffffn)
  const epochHigh = Number(epoch >> 32n)
  return (out, row) => {
    const low = (words[row * 2]! >>> 0) - epochLow
    out.startCell(8)
    out.view.setInt32(out.used, words[row * 2 + 1]! - epochHigh - (low < 0 ? 1 : 0))
    out.view.setInt32(out.used + 4, low)
    out.used += 8
  }
}

function bytesWriter({ values, offsets }: ColumnData): CellWriter {
  const bytes = values as Uint8Array
  return (out, row) => {
    const start = offsets![row]!
    const end = offsets![row + 1]!
    out.startCell(end - start)
    const target = out.bytes
    let at = out.used
    // Below this a loop is quicker than a view and `set`.
    if (end - start <= 40) for (let from = start; from < end; from++) target[at++] = bytes[from]!
    else target.set(bytes.subarray(start, end), at)
    out.used += end - start
  }
}

/** Types whose binary form is the text itself. */
const TEXT_OIDS = new Set<number>([OID.text, OID.varchar, OID.bpchar, OID.json, OID.xml, OID.name])
const JSONB_VERSION = 1
const latin1 = new TextDecoder('latin1')

function textWriter(column: ColumnData, oid: number): CellWriter | null {
  if (TEXT_OIDS.has(oid)) return bytesWriter(column)
  const textAt = (row: number) => latin1.decode(readBytes(column, row))
  switch (oid) {
    case OID.jsonb:
      return (out, row) => {
        const bytes = readBytes(column, row)
        out.startCell(bytes.length + 1)
        out.bytes[out.used++] = JSONB_VERSION
        out.append(bytes)
      }
    case OID.uuid:
      return uuidWriter(column)
    case OID.numeric:
      return (out, row) => writeNumericText(out, textAt(row).trim())
    default:
      return null
  }
}

const OPENING_BRACE = 0x7b
const CLOSING_BRACE = 0x7d

function uuidWriter({ values, offsets }: ColumnData): CellWriter {
  const bytes = values as Uint8Array
  return (out, row) => {
    let start = offsets![row]!
    let end = offsets![row + 1]!
    if (bytes[start] === OPENING_BRACE && bytes[end - 1] === CLOSING_BRACE) {
      start++
      end--
    }
    out.startCell(16)
    if (!readUuid(bytes, start, end, out.bytes, out.used)) return false
    out.used += 16
    return true
  }
}
