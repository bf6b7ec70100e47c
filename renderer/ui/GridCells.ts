/** How a cell takes part in the selection. */
export type CellMark = { readonly isSelected: boolean; readonly isHead: boolean }

/** A cell that is drawn. */
export type LiveCell = { showMark(): void }

/** The cells that are drawn at the moment, so that a change of the selection redraws only marks. */
export class GridCells {
  readonly #live = new Set<LiveCell>()
  readonly markOf: (row: number, columnId: string) => CellMark

  constructor(markOf: (row: number, columnId: string) => CellMark) {
    this.markOf = markOf
  }

  add(cell: LiveCell): void {
    this.#live.add(cell)
  }

  remove(cell: LiveCell): void {
    this.#live.delete(cell)
  }

  showMarks(): void {
    for (const cell of this.#live) cell.showMark()
  }
}
