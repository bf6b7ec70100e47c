import type { ICellRendererComp, ICellRendererParams } from 'ag-grid-community'
import type { GridCell } from './createDataGrid.ts'

/** More of a text would not be seen in the widest column. */
const MAX_SHOWN_CHARACTERS = 512

/** Draws one cell. No React here: a fast scroll draws thousands a second. */
export class CellView implements ICellRendererComp {
  readonly #root = document.createElement('span')
  #note: HTMLElement | null = null
  readonly #text = document.createTextNode('')

  constructor() {
    this.#root.append(this.#text)
  }

  init(params: ICellRendererParams<unknown, GridCell>): void {
    this.refresh(params)
  }

  refresh({ value }: ICellRendererParams<unknown, GridCell>): boolean {
    this.#text.data = oneLine(value?.text ?? '')
    this.#root.dataset['state'] = value?.state ?? 'loading'
    this.#showNote(value?.note ?? null)
    return true
  }

  getGui(): HTMLElement {
    return this.#root
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

/** Line ends stay visible; what was copied or opened has the real ones. */
const oneLine = (text: string): string =>
  text.slice(0, MAX_SHOWN_CHARACTERS).replaceAll(/\r\n|\n|\r/g, ' ¶ ')
