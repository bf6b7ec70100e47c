import type { ICellRendererComp, ICellRendererParams } from 'ag-grid-community'
import type { GridCell } from './dataGrid.ts'
import type { GridCells, LiveCell } from './GridCells.ts'
import { oneLine } from './oneLine.ts'

type Params = ICellRendererParams<unknown, GridCell, GridCells>

/** Draws one cell. No React here: a fast scroll draws thousands a second. */
export class CellView implements ICellRendererComp, LiveCell {
  readonly #root = document.createElement('span')
  #note: HTMLElement | null = null
  readonly #text = document.createTextNode('')
  #params: Params | null = null

  constructor() {
    this.#root.append(this.#text)
  }

  init(params: Params): void {
    params.context.add(this)
    this.refresh(params)
  }

  refresh(params: Params): boolean {
    this.#params = params
    const { value } = params
    this.#text.data = oneLine(value?.text ?? '')
    this.#root.dataset['state'] = value?.state ?? 'loading'
    if (value?.isMatch) this.#root.dataset['match'] = ''
    else delete this.#root.dataset['match']
    this.#showNote(value?.note ?? null)
    this.#showChange(value)
    this.showMark()
    return true
  }

  /** On the cell itself, which carries the role that a screen reader knows. */
  showMark(): void {
    const { eGridCell, node, column, context } = this.#params!
    const { isSelected, isHead } = context.markOf(node.rowIndex ?? 0, column!.getColId())
    eGridCell.ariaSelected = String(isSelected)
    eGridCell.classList.toggle('selected', isSelected)
    eGridCell.classList.toggle('head', isHead)
  }

  getGui(): HTMLElement {
    return this.#root
  }

  destroy(): void {
    this.#params?.context.remove(this)
  }

  /** On the cell itself, whose edge and ground tell it too. */
  #showChange(cell: GridCell | null | undefined): void {
    const { eGridCell } = this.#params!
    const change = cell?.mark
    if (!change && !eGridCell.dataset['change']) return
    if (change) eGridCell.dataset['change'] = change.kind
    else delete eGridCell.dataset['change']
    eGridCell.ariaDescription = change?.label ?? null
    eGridCell.title = change?.label ?? ''
  }

  #showNote(note: string | null): void {
    if (note === null) {
      this.#note?.remove()
      this.#note = null
      return
    }
    this.#note ??= document.createElement('small')
    this.#note.textContent = note
    this.#root.append(this.#note)
  }
}
