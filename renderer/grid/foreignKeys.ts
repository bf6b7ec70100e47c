import type { Column } from '../../contract/columns.ts'
import type { CellCondition, KeyInfo, ReferringKey } from '../../contract/explorer.ts'
import { isNumeric } from '../../contract/columns.ts'
import type { CellContent } from './decodeWindow.ts'

/** A row of another table that a cell points to. */
export type ReferencedRow = {
  readonly schema: string
  readonly table: string
  readonly where: CellCondition[]
}

/** The rows that a cell of a table points to by its foreign keys; `contentAt` reads its row. */
export function referencedRows(
  keys: readonly KeyInfo[],
  columns: readonly Column[],
  column: number,
  contentAt: (column: number) => CellContent | null,
): ReferencedRow[] {
  const name = columns[column]?.name ?? ''
  return keys.flatMap(({ columns: names, references }) => {
    if (!references || !names.includes(name)) return []
    const where = names.map((each, at) =>
      conditionOf(columns, each, references.columns[at], contentAt),
    )
    return where.every((condition) => condition !== null)
      ? [{ schema: references.schema, table: references.table, where }]
      : []
  })
}

/** Rows of another table that point to a row. */
export type ReferringRows = ReferencedRow

/** The rows that point to a row, one entry for each key that leads to its table. */
export function referringRows(
  keys: readonly ReferringKey[],
  columns: readonly Column[],
  contentAt: (column: number) => CellContent | null,
): ReferringRows[] {
  return keys.flatMap(({ schema, table, columns: names, referenced }) => {
    const where = referenced.map((each, at) => conditionOf(columns, each, names[at], contentAt))
    return where.every((condition) => condition !== null) ? [{ schema, table, where }] : []
  })
}

/** Null: the value is NULL and points nowhere, or is not here whole. */
function conditionOf(
  columns: readonly Column[],
  name: string,
  target: string | undefined,
  contentAt: (column: number) => CellContent | null,
): CellCondition | null {
  const at = columns.findIndex((column) => column.name === name)
  const content = at < 0 ? null : contentAt(at)
  if (target === undefined || content?.kind !== 'text' || content.sizeBytes !== null) return null
  return { column: target, value: content.text, kind: kindOf(columns[at]!) }
}

function kindOf({ type }: Column): CellCondition['kind'] {
  if (type.kind === 'binary') return 'bytes'
  return isNumeric(type) || type.kind === 'any' ? 'number' : 'text'
}
