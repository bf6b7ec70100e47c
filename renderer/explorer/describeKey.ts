import type { IndexInfo, KeyInfo } from '../../contract/explorer.ts'

/** `(customer_id) → customers (id)`, `(id)`, or the definition where a key has no columns. */
export function describeKey({ columns, references, definition }: KeyInfo): string {
  if (references) return `${list(columns)} → ${references.table} ${list(references.columns)}`.trim()
  return columns.length > 0 ? list(columns) : (definition ?? '')
}

export const describeIndex = ({ columns, definition }: IndexInfo): string =>
  columns.length > 0 ? list(columns) : (definition ?? '')

const list = (columns: readonly string[]) => (columns.length > 0 ? `(${columns.join(', ')})` : '')
