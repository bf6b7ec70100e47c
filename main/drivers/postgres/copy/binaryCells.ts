import type { ColumnType } from '../../../../contract/columns.ts'
import type { ColumnData } from '../../../frame/Batch.ts'
import { readBytes, readCell } from '../../../frame/readCell.ts'
import { EPOCH_DAYS, EPOCH_MICROSECONDS } from '../columns/dateTime.ts'
import { OID } from '../columns/serverTypes.ts'
import type { CopyBuffer } from './CopyBuffer.ts'
import { writeDecimal, writeNumericText } from './writeNumeric.ts'

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
      return oid === OID.time && type.unit === 'us' ? bigIntWriter(column, 0n) : null
    case 'timestamp':
      return oid === timestampOid(type) ? bigIntWriter(column, EPOCH_MICROSECONDS) : null
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
    const wide = values as BigInt64Array
    if (kind === 'int64')
      return (out, row) => {
        out.startCell(8)
        out.view.setBigInt64(out.used, wide[row]!)
        out.used += 8
      }
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

const decimalWriter =
  (column: ColumnData, scale: number): CellWriter =>
  (out, row) =>
    writeDecimal(out, readCell(column, row) as bigint, scale)

const dateWriter =
  ({ values }: ColumnData): CellWriter =>
  (out, row) => {
    out.startCell(4)
    out.view.setInt32(out.used, (values[row] as number) - EPOCH_DAYS)
    out.used += 4
  }

function bigIntWriter({ values }: ColumnData, epoch: bigint): CellWriter {
  const units = values as BigInt64Array
  return (out, row) => {
    out.startCell(8)
    out.view.setBigInt64(out.used, units[row]! - epoch)
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
    if (end - start <= 24) for (let from = start; from < end; from++) target[at++] = bytes[from]!
    else target.set(bytes.subarray(start, end), at)
    out.used += end - start
  }
}

/** Types whose binary form is the text itself. */
const TEXT_OIDS = new Set<number>([OID.text, OID.varchar, OID.bpchar, OID.json, OID.xml, OID.name])
const JSONB_VERSION = 1
const UUID = /^\{?[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\}?$/i
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
      return (out, row) => writeUuid(out, textAt(row))
    case OID.numeric:
      return (out, row) => writeNumericText(out, textAt(row).trim())
    default:
      return null
  }
}

function writeUuid(out: CopyBuffer, text: string): boolean {
  if (!UUID.test(text)) return false
  out.startCell(16)
  out.append(Buffer.from(text.replace(/[{}-]/g, ''), 'hex'))
  return true
}
