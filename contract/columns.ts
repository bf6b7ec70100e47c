/**
 * The column vocabulary: what a result's column holds, whatever database it came from. Values cross
 * as Arrow; the table of Arrow types is in `docs/architecture.md`, section "Frames".
 */
export type ColumnType =
  | { readonly kind: 'bool' | 'int16' | 'int32' | 'int64' | 'float32' }
  /** `text: 'sqlite'`: written in the layout of the sqlite3 shell, `1.0` for what others show as `1`. */
  | { readonly kind: 'float64'; readonly text?: 'sqlite' }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'date' | 'binary' }
  | { readonly kind: 'time'; readonly unit: TimeUnit }
  /** `zone` null: a naive time of day and date, never shifted. 'UTC': an instant. */
  | { readonly kind: 'timestamp'; readonly unit: TimeUnit; readonly zone: 'UTC' | null }
  | { readonly kind: 'text'; readonly mark?: TextMark }
  /**
   * Values of several storage classes in one column (SQLite). Each cell is text whose first
   * character tells the class: `i` integer, `r` real, `t` text, `b` blob as hexadecimal digits.
   */
  | { readonly kind: 'any' }

export type TimeUnit = 'us' | 'ns'

/** What a text column's values are, where no column kind of their own can hold them exactly. */
export type TextMark =
  | 'decimal'
  | 'date'
  | 'time'
  | 'timestamp'
  | 'interval'
  | 'uuid'
  | 'json'
  | 'xml'
  | 'array'
  | 'range'
  | 'geometry'
  | 'network'
  | 'bits'

export type Column = {
  /** As the server gave it: may be empty or stand twice. Columns are addressed by index. */
  readonly name: string
  readonly type: ColumnType
  /** The database's own name of the type, such as `numeric(12,2)`. */
  readonly serverType: string
}

/** Kinds shown right-aligned and compared as numbers. */
export function isNumeric(type: ColumnType): boolean {
  switch (type.kind) {
    case 'int16':
    case 'int32':
    case 'int64':
    case 'float32':
    case 'float64':
    case 'decimal':
      return true
    case 'text':
      return type.mark === 'decimal'
    default:
      return false
  }
}

/** The narrowest type that holds the values of both without loss of digits. */
export function widen(current: ColumnType, incoming: ColumnType): ColumnType {
  if (isSameType(current, incoming)) return current
  if (current.kind === 'any' || incoming.kind === 'any') return { kind: 'any' }
  if (incoming.kind === 'text') return incoming
  if (current.kind === 'text') return current
  return { kind: 'any' }
}

export const isSameType = (a: ColumnType, b: ColumnType): boolean =>
  a.kind === b.kind && JSON.stringify(a) === JSON.stringify(b)
