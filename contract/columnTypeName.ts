import type { ColumnType } from './columns.ts'

/** A short name of a type, in words that SQL uses: `bigint`, `decimal(10,2)`, `timestamp with zone`. */
export function columnTypeName(type: ColumnType): string {
  switch (type.kind) {
    case 'bool':
      return 'boolean'
    case 'int16':
      return 'smallint'
    case 'int32':
      return 'integer'
    case 'int64':
      return 'bigint'
    case 'float32':
      return 'real'
    case 'float64':
      return 'double'
    case 'decimal':
      return `decimal(${type.precision},${type.scale})`
    case 'timestamp':
      return type.zone === null ? 'timestamp' : 'timestamp with zone'
    case 'text':
      return type.mark ?? 'text'
    default:
      return type.kind
  }
}
