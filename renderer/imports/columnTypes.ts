import type { ColumnType } from '../../contract/columns.ts'
import { columnTypeName } from '../../contract/columnTypeName.ts'

const CHOICES: readonly ColumnType[] = [
  { kind: 'text' },
  { kind: 'bool' },
  { kind: 'int16' },
  { kind: 'int32' },
  { kind: 'int64' },
  { kind: 'text', mark: 'decimal' },
  { kind: 'float32' },
  { kind: 'float64' },
  { kind: 'date' },
  { kind: 'time', unit: 'us' },
  { kind: 'timestamp', unit: 'us', zone: null },
  { kind: 'timestamp', unit: 'us', zone: 'UTC' },
  { kind: 'text', mark: 'uuid' },
  { kind: 'text', mark: 'json' },
  { kind: 'binary' },
]

/** The types a column can be read as, by a key of their own; the given ones come first. */
export function typeChoices(
  ...given: readonly ColumnType[]
): { value: string; label: string; type: ColumnType }[] {
  const choices = new Map(
    [...given, ...CHOICES].map((type) => [keyOf(type), { type, label: columnTypeName(type) }]),
  )
  return [...choices].map(([value, choice]) => ({ value, ...choice }))
}

export const keyOf = (type: ColumnType): string => JSON.stringify(type)
