import type { CellPlace, GridSize } from './moveFocus.ts'

/** A rectangle between two corners. Columns are counted as they are shown, from the left. */
export type CellRange = { readonly anchor: CellPlace; readonly head: CellPlace }

/** Rectangles that may overlap; the last one grows with Shift and has the focus at its head. */
export type GridSelection = readonly CellRange[]

/** Rows `from` up to `to`, excluded. */
export type RowSpan = { readonly from: number; readonly to: number }

export const selectCell = (place: CellPlace): GridSelection => [{ anchor: place, head: place }]

export const addCell = (selection: GridSelection, place: CellPlace): GridSelection => [
  ...selection,
  { anchor: place, head: place },
]

/** Moves the head of the last range; its anchor stays. */
export function extendTo(selection: GridSelection, head: CellPlace): GridSelection {
  const last = selection.at(-1)
  return last ? [...selection.slice(0, -1), { anchor: last.anchor, head }] : selectCell(head)
}

export const selectRows = (anchor: number, head: number, { columnCount }: GridSize): CellRange => ({
  anchor: { row: anchor, column: 0 },
  head: { row: head, column: Math.max(0, columnCount - 1) },
})

export const selectColumns = (anchor: number, head: number, { rowCount }: GridSize): CellRange => ({
  anchor: { row: 0, column: anchor },
  head: { row: Math.max(0, rowCount - 1), column: head },
})

export const selectAll = ({ rowCount, columnCount }: GridSize): GridSelection =>
  rowCount === 0 || columnCount === 0
    ? []
    : [selectRows(0, rowCount - 1, { rowCount, columnCount })]

export const isSelected = (selection: GridSelection, { row, column }: CellPlace): boolean =>
  selection.some((range) => {
    const rows = rowsOf(range)
    const columns = columnsOf(range)
    return row >= rows.from && row < rows.to && column >= columns.from && column < columns.to
  })

/** All cells of a row are selected by one of the ranges. */
export const isRowSelected = (
  selection: GridSelection,
  row: number,
  { columnCount }: GridSize,
): boolean =>
  selection.some((range) => {
    const rows = rowsOf(range)
    const columns = columnsOf(range)
    return row >= rows.from && row < rows.to && columns.from === 0 && columns.to >= columnCount
  })

/** Cells, each counted once. */
export const selectedCount = (selection: GridSelection): number =>
  [...spansByColumn(selection).values()].reduce((sum, spans) => sum + rowCountOf(spans), 0)

/**
 * The selection as whole rows × columns (positions, ascending); null where it is none, so that it
 * could not be laid out as a table.
 */
export function asTable(
  selection: GridSelection,
): { rows: readonly RowSpan[]; columns: readonly number[] } | null {
  const byColumn = spansByColumn(selection)
  const [first] = byColumn.values()
  if (!first) return null
  const isSame = (spans: readonly RowSpan[]): boolean =>
    spans.length === first.length &&
    spans.every(({ from, to }, at) => from === first[at]!.from && to === first[at]!.to)
  if (![...byColumn.values()].every(isSame)) return null
  return { rows: first, columns: [...byColumn.keys()].toSorted((a, b) => a - b) }
}

function spansByColumn(selection: GridSelection): Map<number, RowSpan[]> {
  const byColumn = new Map<number, RowSpan[]>()
  for (const range of selection) {
    const columns = columnsOf(range)
    for (let column = columns.from; column < columns.to; column++)
      byColumn.set(column, [...(byColumn.get(column) ?? []), rowsOf(range)])
  }
  for (const [column, spans] of byColumn) byColumn.set(column, merged(spans))
  return byColumn
}

/** In order, those that overlap or touch made one. */
function merged(spans: readonly RowSpan[]): RowSpan[] {
  const result: RowSpan[] = []
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1)
    if (last && span.from <= last.to)
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, span.to) }
    else result.push(span)
  }
  return result
}

const rowCountOf = (spans: readonly RowSpan[]): number =>
  spans.reduce((sum, { from, to }) => sum + to - from, 0)

const rowsOf = ({ anchor, head }: CellRange): RowSpan => span(anchor.row, head.row)
const columnsOf = ({ anchor, head }: CellRange): RowSpan => span(anchor.column, head.column)
const span = (a: number, b: number): RowSpan => ({ from: Math.min(a, b), to: Math.max(a, b) + 1 })
