import type { CellPlace } from './moveFocus.ts'
import type { KeptSelection, SelectedCells } from './SelectionModel.ts'
import type { SortMark } from './SortMark.ts'

export type GridColumn = {
  /** Names the column in all calls; no other has it. */
  readonly key: number
  readonly name: string
  /** Beside the name, dimmed. */
  readonly detail: string
  readonly width: number
  readonly isNumeric: boolean
  readonly isHidden: boolean
  /** Stays in sight at a side while the others scroll. */
  readonly pinned: 'left' | 'right' | null
  /** Null: the rows are not sorted by it. */
  readonly sort: SortMark | null
  readonly isFiltered: boolean
  /** Names the button that opens the column's filter. */
  readonly filterLabel: string
}

export type GridCell = {
  readonly text: string
  /** `default`: what the database makes of it is not known yet. */
  readonly state: 'value' | 'null' | 'empty' | 'loading' | 'default'
  /** At the cell's end: the size of a value of which only the beginning is here. */
  readonly note: string | null
  /** Holds what is searched for. */
  readonly isMatch?: boolean
  readonly mark?: CellChange
}

/** What is staged for a cell or a row; `label` says it in words. */
export type CellChange = {
  readonly kind: 'changed' | 'added' | 'deleted' | 'problem'
  readonly label: string
}

/** What is done with rows or selected cells. */
export type EditCommand =
  | 'add-row'
  | 'duplicate-rows'
  | 'delete-rows'
  | 'set-null'
  | 'set-empty'
  | 'set-default'
  | 'undo'
  | 'redo'
  | 'apply'

/** Given where cells can be changed. */
export type GridEdits = {
  /** What a cell is changed from; null: it cannot be changed in its place. */
  readonly textAt: (place: CellPlace) => string | null
  /** Whether a cell can be changed at all, be it beside the grid. */
  readonly canEdit: (place: CellPlace) => boolean
  /** Takes what was typed, or says what is wrong with it. */
  readonly onCommit: (place: CellPlace, text: string) => string | null
  /** Somebody typed into a cell: where it can have no other value, says why and returns true. */
  readonly tellRefusal: (place: CellPlace) => boolean
  /** What was typed was no value, and its cell went out of sight for good: says that it was given up. */
  readonly tellDropped: (place: CellPlace) => void
  readonly onCommand: (command: EditCommand) => void
  /** `asNewRows`: behind all others, instead of over the selection. */
  readonly onPaste: (text: string, asNewRows?: boolean) => void
  readonly rowMarkAt: (row: number) => CellChange | null
  /** All rows that are selected are to be deleted. */
  readonly areGoing: () => boolean
  /** The accessible name of the field over a cell. */
  readonly labelOf: (place: CellPlace) => string
}

/** Columns are named by their keys, rows counted from 0. */
export type DataGridOptions = {
  /** The accessible name. */
  readonly label: string
  readonly rowCount: number
  /** In the order in which they are shown, those at the sides and hidden ones among them. */
  readonly columns: readonly GridColumn[]
  readonly cellAt: (row: number, column: number) => GridCell
  /** Rows `from` up to `to` are on screen, with a few around them. */
  readonly onVisible: (from: number, to: number) => void
  readonly onOpen: (place: CellPlace) => void
  /** Told for every change of the selection or the focus. */
  readonly onSelect: (selected: SelectedCells) => void
  /** Nothing of the selection was left to give up. */
  readonly onEscape: () => void
  /** A column's header was pressed; `isAdded`: with the key that keeps the other columns. */
  readonly onSort: (column: number, isAdded: boolean) => void
  readonly onFilter: (column: number) => void
  readonly onSelectColumn: (column: number, isExtended: boolean) => void
  /** A column was made as wide as its content. */
  readonly onFitColumn: (column: number) => void
  /** Columns were dragged: all keys in their new order. */
  readonly onOrder: (columns: readonly number[]) => void
  readonly onWidth: (column: number, width: number) => void
  readonly edits: GridEdits | null
}

export type DataGridHandle = {
  setRowCount(rowCount: number): void
  setColumns(columns: readonly GridColumn[]): void
  /** Rows can be changed or not any more: their numbers have room for signs. */
  setEditable(isEditable: boolean): void
  /** Draws all cells as they are now. */
  setCells(cellAt: DataGridOptions['cellAt']): void
  /** Cells of these rows have changed. */
  refresh(from: number, to: number): void
  /** Goes to a cell, scrolling to it; it alone is selected. */
  focus(place?: CellPlace): void
  /** As `focus`, while the focus itself stays where it is. */
  reveal(place: CellPlace): void
  selectAll(): void
  selectColumn(column: number, isExtended: boolean): void
  /** Other rows are shown: what was selected is somewhere else. */
  resetSelection(): void
  selected(): SelectedCells
  /** To be restored where the same rows are shown again; false where that cannot be. */
  keep(): KeptSelection
  restore(kept: KeptSelection): boolean
  /** Begins to change a cell. */
  edit(place: CellPlace): void
  /** Takes what is being typed; false: it is no value, and one is back in its cell to mend it. */
  settle(): boolean
  /** Room for columns, in pixels. */
  width(): number
}
