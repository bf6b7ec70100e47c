import { decimalText, type RawCell } from '../../../contract/cellText.ts'
import type { ColumnType } from '../../../contract/columns.ts'

const MS_PER_DAY = 86_400_000

/** What a chart draws of a value, see `PointColumn`; null: nothing. */
export function pointValue(type: ColumnType, raw: RawCell): number | null {
  const value = numberOf(type, raw)
  return value !== null && Number.isFinite(value) ? value : null
}

function numberOf(type: ColumnType, raw: RawCell): number | null {
  switch (type.kind) {
    case 'int16':
    case 'int32':
    case 'int64':
    case 'float32':
    case 'float64':
      return Number(raw)
    case 'decimal':
      return Number(decimalText(raw as bigint, type.scale))
    case 'date':
      return (raw as number) * MS_PER_DAY
    case 'time':
    case 'timestamp':
      return Number(raw) / (type.unit === 'us' ? 1e3 : 1e6)
    case 'bool':
      return raw ? 1 : 0
    case 'text':
      return type.mark === 'decimal' ? Number(raw) : null
    case 'any':
      return /^[ir]/.test(raw as string) ? Number((raw as string).slice(1)) : null
    case 'binary':
      return null
  }
}
