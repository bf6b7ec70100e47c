import { NUMBER_COLUMN } from './gridColumns.ts'
import type { PointedCell, PointerSelection } from './selectByPointer.ts'
import type { SelectionModel } from './SelectionModel.ts'

type Grid = {
  /** Where a column is shown, counted from the left. */
  readonly positionOf: (columnId: string) => number
  readonly showFocus: () => void
}

/**
 * Presses and drags as in a spreadsheet: Shift grows the last range, Ctrl begins another, the number
 * of a row takes all of it, and the right button leaves a selection that it falls into.
 */
export function dragSelection(
  selection: SelectionModel,
  { positionOf, showFocus }: Grid,
): PointerSelection {
  let isDraggingRows = false
  const placeOf = ({ row, columnId }: PointedCell) => ({
    row,
    column: Math.max(0, positionOf(columnId)),
  })

  function startRows(row: number, { shiftKey, ctrlKey, metaKey, button }: PointerEvent): void {
    if (button !== 0) return
    if (shiftKey) selection.dragRows(row)
    else selection.rows(row, row, { isAdded: ctrlKey || metaKey })
    showFocus()
  }

  function startCells(cell: PointedCell, event: PointerEvent): void {
    const { shiftKey, ctrlKey, metaKey, button } = event
    const place = placeOf(cell)
    if (button === 2) {
      if (!selection.has(place)) selection.moveTo(place)
    } else if (button !== 0) return
    else if (shiftKey) selection.extend(place)
    else if (ctrlKey || metaKey) selection.begin(place)
    else selection.moveTo(place)
  }

  return {
    onStart(cell, event) {
      isDraggingRows = cell.columnId === NUMBER_COLUMN
      if (isDraggingRows) startRows(cell.row, event)
      else startCells(cell, event)
    },
    onDrag(cell) {
      if (isDraggingRows) selection.dragRows(cell.row)
      else selection.drag(placeOf(cell))
    },
  }
}
