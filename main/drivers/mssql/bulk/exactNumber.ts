import { cellText } from '../../../../contract/cellText.ts'
import type { ColumnData } from '../../../frame/Batch.ts'
import { readCell } from '../../../frame/readCell.ts'

/** `-12.50e3`; the exponent is short enough not to fill the memory with zeros. */
const NUMBER = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?\s*$/

/**
 * Reads numbers of any kind of column as integers, the value times 10 to the power of `scale`; null
 * where it has more places than that or is no number.
 */
export function scaledReader(column: ColumnData, scale: number): (row: number) => bigint | null {
  const { type, values } = column
  const factor = 10n ** BigInt(scale)
  switch (type.kind) {
    case 'bool':
      return (row) => (readCell(column, row) ? factor : 0n)
    case 'int16':
    case 'int32':
      return (row) => BigInt(values[row] as number) * factor
    case 'int64':
      return (row) => (values[row] as bigint) * factor
    case 'decimal':
      return decimalReader(column, scale - type.scale)
    default:
      return (row) => scaledText(cellText(type, readCell(column, row)!), scale)
  }
}

function decimalReader(column: ColumnData, shift: number): (row: number) => bigint | null {
  if (shift === 0) return (row) => readCell(column, row) as bigint
  const power = 10n ** BigInt(Math.abs(shift))
  if (shift > 0) return (row) => (readCell(column, row) as bigint) * power
  return (row) => {
    const value = readCell(column, row) as bigint
    return value % power === 0n ? value / power : null
  }
}

function scaledText(text: string, scale: number): bigint | null {
  const [found, sign, whole = '', fraction = '', exponent = '0'] = NUMBER.exec(text) ?? []
  if (found === undefined || (whole === '' && fraction === '')) return null
  const digits = BigInt(whole + fraction)
  const shift = scale - fraction.length + Number(exponent)
  const power = 10n ** BigInt(Math.abs(shift))
  if (shift < 0 && digits % power !== 0n) return null
  const scaled = shift < 0 ? digits / power : digits * power
  return sign === '-' ? -scaled : scaled
}
