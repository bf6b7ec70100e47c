import { placeOfInput } from './placeOfInput.ts'

/** Where to go once a cell has its new text; `leave`: where one pressed. */
export type AfterCommit = 'stay' | 'leave' | 'down' | 'up' | 'right' | 'left'

export type CellInputOptions = {
  /** The cell as it is drawn now; null while it is out of sight. */
  readonly cell: () => HTMLElement | null
  readonly label: string
  readonly text: string
  /** Typing goes on behind the text, instead of replacing it. */
  readonly isTyping: boolean
  readonly isNumeric: boolean
  /** Takes the text, or says what is wrong with it. */
  readonly onCommit: (text: string) => string | null
  readonly onClosed: (after: AfterCommit) => void
}

/** Two grids may each have a field. */
let inputCount = 0

/**
 * A field over one cell of the grid. It lies beside the cells and not in one: those come and go as
 * the grid is scrolled, and what was typed must not go with them.
 */
export class CellInput {
  readonly #options: CellInputOptions
  readonly #host: HTMLElement
  readonly #root = document.createElement('div')
  readonly #field = document.createElement('textarea')
  readonly #problem = document.createElement('p')
  #isClosed = false

  constructor(host: HTMLElement, options: CellInputOptions) {
    this.#host = host
    this.#options = options
    const { label, text, isTyping, isNumeric } = options
    this.#root.className = 'cell-input'
    this.#field.ariaLabel = label
    this.#field.spellcheck = false
    this.#field.rows = 1
    this.#field.value = text
    this.#field.classList.toggle('numeric', isNumeric)
    this.#problem.id = `cell-problem-${++inputCount}`
    this.#problem.setAttribute('role', 'alert')
    this.#problem.hidden = true
    this.#root.append(this.#field, this.#problem)
    host.append(this.#root)
    this.#field.addEventListener('keydown', this.#onKey)
    this.#field.addEventListener('input', () => (this.#problem.hidden = true))
    this.#field.addEventListener('blur', this.#onBlur)
    host.addEventListener('scroll', this.#place, true)
    this.#place()
    // A cell that was out of sight is there with the next frame.
    requestAnimationFrame(this.#place)
    this.#field.focus({ preventScroll: true })
    if (isTyping) this.#field.setSelectionRange(text.length, text.length)
    else this.#field.select()
  }

  /** Back into the field, which says again what is wrong with it. */
  focus(): void {
    this.#place()
    this.#field.focus({ preventScroll: true })
  }

  /** Gives up what was typed. */
  cancel(): void {
    this.#close('stay')
  }

  /** Takes what was typed; false: it is no value of the column, and the field stays. */
  commit(after: AfterCommit): boolean {
    if (this.#isClosed) return true
    const problem = this.#options.onCommit(this.#field.value)
    if (problem === null) {
      this.#close(after)
      return true
    }
    this.#problem.textContent = problem
    this.#problem.hidden = false
    this.#field.ariaInvalid = 'true'
    this.#field.setAttribute('aria-describedby', this.#problem.id)
    return false
  }

  #close(after: AfterCommit): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#host.removeEventListener('scroll', this.#place, true)
    this.#root.remove()
    this.#options.onClosed(after)
  }

  readonly #onBlur = (): void => {
    // The window itself lost the focus: one comes back to where one was.
    if (document.hasFocus()) this.commit('stay')
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    event.stopPropagation()
    if (event.isComposing) return
    if (event.key === 'Escape') this.cancel()
    else if (event.key === 'Tab') this.commit(event.shiftKey ? 'left' : 'right')
    else if (event.key === 'Enter' && !event.altKey) this.commit(event.shiftKey ? 'up' : 'down')
    else if (event.key === 'Enter') this.#breakLine()
    // Taken before anything is applied, and no page to be saved.
    else if (event.key.toLowerCase() === 's' && (event.ctrlKey || event.metaKey))
      this.commit('stay')
    else return
    event.preventDefault()
  }

  /** As in spreadsheets, with Alt. */
  #breakLine(): void {
    const { selectionStart, selectionEnd } = this.#field
    this.#field.setRangeText('\n', selectionStart, selectionEnd, 'end')
    this.#field.rows = Math.min(8, this.#field.value.split('\n').length)
  }

  readonly #place = (): void => {
    const cell = this.#options.cell()
    // Not hidden, which would take the focus from it.
    this.#root.style.opacity = cell ? '1' : '0'
    if (!cell) return
    const own = this.#host.getBoundingClientRect()
    const { left, top, width } = cell.getBoundingClientRect()
    const at = placeOfInput({ left: left - own.left, width }, own.width)
    this.#root.style.left = `${at.left}px`
    this.#root.style.top = `${top - own.top}px`
    this.#root.style.width = `${at.width}px`
    this.#root.classList.toggle('at-end', at.isAtEnd)
  }
}
