import { cellText, decimalText } from '../../contract/cellText.ts'
import type { ColumnData } from '../frame/Batch.ts'
import { readCell } from '../frame/readCell.ts'
import { type Exact, meanOf } from '../frame/summary/ExactSum.ts'
import { ExactTotal } from '../frame/summary/ExactTotal.ts'

/**
 * The mean of a column without NULLs, exact to some places where its values are; null where there is
 * none. Of moments, the moment.
 */
export function meanText(column: ColumnData): string | null {
  const { type, length } = column
  if (length === 0) return null
  switch (type.kind) {
    case 'float32':
    case 'float64':
      return floatMean(column)
    case 'int16':
    case 'int32':
    case 'int64':
    case 'decimal': {
      const scale = type.kind === 'decimal' ? type.scale : 0
      return exactText(meanOf({ unscaled: wholeSum(column), scale }, length))
    }
    case 'date':
      return cellText(type, Number(wholeSum(column) / BigInt(length)))
    case 'time':
    case 'timestamp':
      return cellText(type, wholeSum(column) / BigInt(length))
    case 'text':
      return type.mark === 'decimal' ? textMean(column) : null
    default:
      return null
  }
}

function floatMean(column: ColumnData): string {
  let sum = 0
  for (let row = 0; row < column.length; row++) sum += column.values[row] as number
  return String(sum / column.length)
}

function wholeSum(column: ColumnData): bigint {
  let sum = 0n
  for (let row = 0; row < column.length; row++)
    sum += BigInt(readCell(column, row) as number | bigint)
  return sum
}

function textMean(column: ColumnData): string | null {
  const total = new ExactTotal()
  for (let row = 0; row < column.length; row++)
    if (!total.addText(readCell(column, row) as string)) return null
  return total.mean()
}

const exactText = ({ unscaled, scale }: Exact): string => decimalText(unscaled, scale)
