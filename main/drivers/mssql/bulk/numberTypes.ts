import { cellText } from '../../../../contract/cellText.ts'
import type { ColumnData } from '../../../frame/Batch.ts'
import { readCell } from '../../../frame/readCell.ts'
import { scaledReader } from './exactNumber.ts'
import { BYTE_NULL, type WireType } from './WireType.ts'

const INTEGERS = {
  1: { declaration: 'tinyint', lowest: 0, highest: 255 },
  2: { declaration: 'smallint', lowest: -32_768, highest: 32_767 },
  4: { declaration: 'int', lowest: -2_147_483_648, highest: 2_147_483_647 },
} as const

export function integerType(sizeBytes: number): WireType {
  if (sizeBytes === 8) return bigintType
  const { declaration, lowest, highest } = INTEGERS[sizeBytes as 1 | 2 | 4]
  return {
    declaration,
    typeInfo: [0x26, sizeBytes],
    nullForm: BYTE_NULL,
    writerFor: (column) => {
      const read = smallReader(column)
      return (out, row) => {
        const value = read(row)
        if (value === null || value < lowest || value > highest) return false
        out.uint8(sizeBytes)
        out.reserve(sizeBytes)
        if (sizeBytes === 4) out.view.setInt32(out.used, value, true)
        else if (sizeBytes === 2) out.view.setInt16(out.used, value, true)
        else out.bytes[out.used] = value
        out.used += sizeBytes
        return true
      }
    },
  }
}

/** Rounds what is out of the range of integers anyhow. */
function smallReader(column: ColumnData): (row: number) => number | null {
  const { type, values } = column
  if (type.kind === 'int16' || type.kind === 'int32') return (row) => values[row] as number
  const read = scaledReader(column, 0)
  return (row) => {
    const value = read(row)
    return value === null ? null : Number(value)
  }
}

const inInt64 = (value: bigint): boolean => BigInt.asIntN(64, value) === value

const bigintType: WireType = {
  declaration: 'bigint',
  typeInfo: [0x26, 8],
  nullForm: BYTE_NULL,
  writerFor: (column) => {
    const read = scaledReader(column, 0)
    return (out, row) => {
      const value = read(row)
      if (value === null || !inInt64(value)) return false
      out.reserve(9)
      out.bytes[out.used] = 8
      out.view.setBigInt64(out.used + 1, value, true)
      out.used += 9
      return true
    }
  },
}

/** A sign (0: negative) and 4, 8, 12 or 16 bytes of magnitude (MS-TDS 2.2.5.5.1.6). */
export function decimalType(name: string, precision: number, scale: number): WireType {
  const sizeBytes = precision <= 9 ? 4 : precision <= 19 ? 8 : precision <= 28 ? 12 : 16
  const limit = 10n ** BigInt(precision)
  return {
    declaration: `${name}(${precision}, ${scale})`,
    typeInfo: [0x6a, sizeBytes + 1, precision, scale],
    nullForm: BYTE_NULL,
    writerFor: (column) => {
      const read = scaledReader(column, scale)
      return (out, row) => {
        const value = read(row)
        if (value === null || value >= limit || value <= -limit) return false
        const magnitude = value < 0n ? -value : value
        // Zeros above the highest word are written over by the next cell, or are a part of this one.
        out.reserve(2 + 16)
        out.bytes[out.used] = sizeBytes + 1
        out.bytes[out.used + 1] = value < 0n ? 0 : 1
        if (sizeBytes === 4) out.view.setUint32(out.used + 2, Number(magnitude), true)
        else {
          out.view.setBigUint64(out.used + 2, magnitude, true)
          if (sizeBytes > 8) out.view.setBigUint64(out.used + 10, magnitude >> 64n, true)
        }
        out.used += 2 + sizeBytes
        return true
      }
    },
  }
}

/** Ten-thousandths as an integer; of 8 bytes the higher four come first. */
export function moneyType(sizeBytes: number): WireType {
  return {
    declaration: sizeBytes === 4 ? 'smallmoney' : 'money',
    typeInfo: [0x6e, sizeBytes],
    nullForm: BYTE_NULL,
    writerFor: (column) => {
      const read = scaledReader(column, 4)
      return (out, row) => {
        const value = read(row)
        if (value === null || BigInt.asIntN(sizeBytes * 8, value) !== value) return false
        out.reserve(1 + sizeBytes)
        out.bytes[out.used++] = sizeBytes
        if (sizeBytes === 8) {
          out.view.setInt32(out.used, Number(value >> 32n), true)
          out.used += 4
        }
        out.view.setInt32(out.used, Number(BigInt.asIntN(32, value)), true)
        out.used += 4
        return true
      }
    },
  }
}

export function floatType(sizeBytes: number): WireType {
  return {
    declaration: sizeBytes === 4 ? 'real' : 'float',
    typeInfo: [0x6d, sizeBytes],
    nullForm: BYTE_NULL,
    writerFor: (column) => {
      const read = realReader(column)
      return (out, row) => {
        const value = read(row)
        if (!Number.isFinite(value) || (sizeBytes === 4 && Math.fround(value) !== value))
          return false
        out.reserve(1 + sizeBytes)
        out.bytes[out.used++] = sizeBytes
        if (sizeBytes === 4) out.view.setFloat32(out.used, value, true)
        else out.view.setFloat64(out.used, value, true)
        out.used += sizeBytes
        return true
      }
    },
  }
}

const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i

/** NaN where there is no such number. Decimals and texts become the nearest one, as literals do. */
function realReader(column: ColumnData): (row: number) => number {
  const { type, values } = column
  switch (type.kind) {
    case 'int16':
    case 'int32':
    case 'float32':
    case 'float64':
      return (row) => values[row] as number
    case 'int64':
      return (row) => {
        const value = Number(values[row])
        return BigInt(value) === values[row] ? value : NaN
      }
    default:
      return (row) => {
        const text = cellText(type, readCell(column, row)!)
        return NUMBER.test(text) ? Number(text) : NaN
      }
  }
}

export const bitType: WireType = {
  declaration: 'bit',
  typeInfo: [0x68, 1],
  nullForm: BYTE_NULL,
  writerFor: (column) => {
    const read = bitReader(column)
    return (out, row) => {
      const value = read(row)
      if (value === null) return false
      out.uint8(1)
      out.uint8(value)
      return true
    }
  },
}

function bitReader(column: ColumnData): (row: number) => number | null {
  if (column.type.kind === 'bool') return (row) => (readCell(column, row) ? 1 : 0)
  return (row) => {
    const text = cellText(column.type, readCell(column, row)!).toLowerCase()
    if (text === 'true' || text === '1') return 1
    return text === 'false' || text === '0' ? 0 : null
  }
}
