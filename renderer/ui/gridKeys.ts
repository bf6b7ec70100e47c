import { moveFocus, type CellPlace, type GridSize } from './moveFocus.ts'

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** What a key does to the selection; places count columns as they are shown. */
export type SelectionAction =
  | { readonly kind: 'move' | 'extend'; readonly to: CellPlace }
  | { readonly kind: 'select-all' | 'select-row' | 'select-column' | 'collapse' }

/**
 * `open`: the focused cell is to be shown; `edit`: it is to be changed, from what was typed or, where
 * that is null, from what it has. Other keys belong to commands of the window.
 */
export type GridAction =
  | SelectionAction
  | { readonly kind: 'open' }
  | { readonly kind: 'edit'; readonly text: string | null }

type Position = {
  /** Where the focus is. */
  readonly focus: CellPlace
  /** The corner that Shift moves. */
  readonly head: CellPlace
  readonly size: GridSize
  readonly pageRows: number
  /** Cells can be changed. */
  readonly isEditable: boolean
}

/** As in a spreadsheet; null: the key is not for the grid. */
export function gridAction(press: KeyPress, position: Position): GridAction | null {
  const { key, shiftKey, altKey } = press
  const { focus, head, size, pageRows, isEditable } = position
  const isCommand = press.ctrlKey || press.metaKey
  if (altKey) return null
  const target = moveFocus(press, shiftKey ? head : focus, size, pageRows)
  if (target) return { kind: shiftKey ? 'extend' : 'move', to: target }
  if (isCommand) return selectionAction(key.toLowerCase())
  switch (key) {
    case 'Tab': {
      const to = nextCell(focus, size, shiftKey ? -1 : 1)
      return to && { kind: 'move', to }
    }
    case 'Enter':
    case 'F2':
      // With Shift the value opens beside the grid, as it does where nothing can be changed.
      return isEditable && !shiftKey ? { kind: 'edit', text: null } : { kind: 'open' }
    case 'Backspace':
      return isEditable ? { kind: 'edit', text: '' } : null
    case 'Escape':
      return { kind: 'collapse' }
    case ' ':
      return shiftKey ? { kind: 'select-row' } : typed(press, isEditable)
    default:
      return typed(press, isEditable)
  }
}

const typed = ({ key }: KeyPress, isEditable: boolean): GridAction | null =>
  isEditable && key.length === 1 ? { kind: 'edit', text: key } : null

function selectionAction(key: string): SelectionAction | null {
  switch (key) {
    case 'a':
      return { kind: 'select-all' }
    case ' ':
      return { kind: 'select-column' }
    default:
      return null
  }
}

/** Along the rows; null past either end, where the focus leaves the grid. */
function nextCell({ row, column }: CellPlace, size: GridSize, step: 1 | -1): CellPlace | null {
  const { rowCount, columnCount } = size
  const index = row * columnCount + column + step
  if (index < 0 || index >= rowCount * columnCount) return null
  return { row: Math.floor(index / columnCount), column: index % columnCount }
}
