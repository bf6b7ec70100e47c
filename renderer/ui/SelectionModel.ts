import type { CellBlock } from '../../contract/cellBlocks.ts'
import {
  addCell,
  asTable,
  extendTo,
  isRowSelected,
  isSelected,
  selectAll,
  selectCell,
  selectColumns,
  selectedCount,
  selectRows,
  type GridSelection,
} from './gridSelection.ts'
import type { CellMark } from './GridCells.ts'
import type { SelectionAction } from './gridKeys.ts'
import type { CellPlace, GridSize } from './moveFocus.ts'

/** What is selected, as others see it: columns by their keys. */
export type SelectedCells = {
  readonly cellCount: number
  /** Null: the ranges do not make a table, and cannot be copied together. */
  readonly block: CellBlock | null
  /** Where the focus is. */
  readonly focus: CellPlace
}

/** A selection to come back to, by positions among as many columns. */
export type KeptSelection = {
  readonly ranges: GridSelection
  readonly focus: CellPlace
  readonly columnCount: number
}

/** The selection of one grid. Places inside count columns as they are shown. */
export class SelectionModel {
  #ranges: GridSelection = selectCell({ row: 0, column: 0 })
  #focus: CellPlace = { row: 0, column: 0 }
  #columnAnchor = 0
  readonly #size: () => GridSize
  readonly #onChange: () => void

  constructor(size: () => GridSize, onChange: () => void) {
    this.#size = size
    this.#onChange = onChange
  }

  get focus(): CellPlace {
    return this.#focus
  }

  get head(): CellPlace {
    return this.#ranges.at(-1)?.head ?? this.#focus
  }

  get isMany(): boolean {
    return selectedCount(this.#ranges) > 1
  }

  has(place: CellPlace): boolean {
    return isSelected(this.#ranges, place)
  }

  act(action: SelectionAction): void {
    const { row, column } = this.#focus
    switch (action.kind) {
      case 'move':
        return this.moveTo(action.to)
      case 'extend':
        return this.extend(action.to)
      case 'select-row':
        return this.rows(row, row, { isAdded: false })
      case 'select-column':
        return this.column(column, { isExtended: false })
      case 'select-all':
        return this.all()
      case 'collapse':
        return this.#set(selectCell(this.#focus))
    }
  }

  moveTo(place: CellPlace): void {
    this.#focus = place
    this.#set(selectCell(place))
  }

  /** Shift: the last range grows or shrinks to the place. */
  extend(to: CellPlace): void {
    this.#focus = to
    this.#set(extendTo(this.#ranges, to))
  }

  /** Ctrl: another range begins. */
  begin(at: CellPlace): void {
    this.#focus = at
    this.#set(addCell(this.#ranges, at))
  }

  /** The pointer is dragged: the focus stays where it began. */
  drag(to: CellPlace): void {
    this.#set(extendTo(this.#ranges, to))
  }

  rows(anchor: number, head: number, { isAdded }: { isAdded: boolean }): void {
    const range = selectRows(anchor, head, this.#size())
    this.#focus = { row: head, column: 0 }
    this.#set(isAdded ? [...this.#ranges, range] : [range])
  }

  /** The last range becomes whole rows down or up to one. */
  dragRows(head: number): void {
    const anchor = this.#ranges.at(-1)?.anchor.row ?? head
    this.#set([...this.#ranges.slice(0, -1), selectRows(anchor, head, this.#size())])
  }

  column(position: number, { isExtended }: { isExtended: boolean }): void {
    const { row } = this.#focus
    const isFirst = !this.#ranges.some(({ head, anchor }) => this.#isWhole(anchor.row, head.row))
    if (!isExtended) this.#columnAnchor = position
    const range = selectColumns(this.#columnAnchor, position, this.#size())
    this.#focus = { row, column: position }
    const kept = isExtended ? this.#ranges.slice(0, -1) : this.#ranges
    this.#set(isFirst ? [range] : [...kept, range])
  }

  all(): void {
    this.#set(selectAll(this.#size()))
  }

  /** Rows or columns have changed: what was selected is somewhere else. */
  reset(): void {
    const { rowCount, columnCount } = this.#size()
    this.moveTo({
      row: Math.max(0, Math.min(this.#focus.row, rowCount - 1)),
      column: Math.max(0, Math.min(this.#focus.column, columnCount - 1)),
    })
  }

  get kept(): KeptSelection {
    return { ranges: this.#ranges, focus: this.#focus, columnCount: this.#size().columnCount }
  }

  /** Takes up a selection of the same rows; false where the columns are others. */
  restore({ ranges, focus, columnCount }: KeptSelection): boolean {
    if (columnCount !== this.#size().columnCount || focus.row >= this.#size().rowCount) return false
    this.#focus = focus
    this.#set(ranges)
    return true
  }

  /** `position` null: the number of the row. */
  markOf(row: number, position: number | null): CellMark {
    if (position === null) {
      const isWholeRow = isRowSelected(this.#ranges, row, this.#size())
      return { isSelected: isWholeRow, isHead: false }
    }
    const place = { row, column: position }
    const isHead = row === this.#focus.row && position === this.#focus.column
    return { isSelected: isSelected(this.#ranges, place), isHead }
  }

  /** `keys`: those of the columns in sight, by position. */
  told(keys: readonly number[]): SelectedCells {
    const table = asTable(this.#ranges)
    const { row, column } = this.#focus
    const block = table && {
      rows: table.rows.map((span) => ({ ...span })),
      columns: table.columns.map((position) => keys[position]!),
    }
    const focus = { row, column: keys[column] ?? 0 }
    return { cellCount: selectedCount(this.#ranges), block, focus }
  }

  #isWhole(anchorRow: number, headRow: number): boolean {
    const { rowCount } = this.#size()
    return Math.abs(headRow - anchorRow) + 1 >= rowCount
  }

  #set(ranges: GridSelection): void {
    this.#ranges = ranges
    this.#onChange()
  }
}
