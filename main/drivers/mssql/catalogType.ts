import type { CellValue } from '../../frame/collectRows.ts'

/** A type as one writes it, of its name, length in bytes, precision and scale in `sys.types`. */
export function catalogType(row: readonly (CellValue | undefined)[]): string {
  const [name, maxLength, precision, scale] = row
  const length = Number(maxLength)
  switch (name) {
    case 'char':
    case 'varchar':
    case 'binary':
    case 'varbinary':
      return `${name}(${length < 0 ? 'max' : length})`
    case 'nchar':
    case 'nvarchar':
      return `${name}(${length < 0 ? 'max' : length / 2})`
    case 'decimal':
    case 'numeric':
      return `${name}(${Number(precision)},${Number(scale)})`
    case 'time':
    case 'datetime2':
    case 'datetimeoffset':
      return `${name}(${Number(scale)})`
    default:
      return String(name)
  }
}
