import type { IHeaderComp, IHeaderParams } from 'ag-grid-community'
import { type SortMark, sortMarkText } from './SortMark.ts'

const SVG = 'http://www.w3.org/2000/svg'

export type HeadingOptions = {
  readonly detail: string
  readonly sort: SortMark | null
  readonly isFiltered: boolean
  readonly filterLabel: string
  /** `isAdded`: beside the columns sorted by so far, instead of in their place. */
  readonly onSort: (isAdded: boolean) => void
  readonly onFilter: () => void
  /** Takes the whole column; `isExtended`: all from the last one taken up to it. */
  readonly onSelect: (isExtended: boolean) => void
  /** Makes the column as wide as its content. */
  readonly onFit: () => void
}

type HeadingParams = IHeaderParams & HeadingOptions

/** A column's name with its type beside it. Sorts where it is pressed, filters by its button. */
export class ColumnHeading implements IHeaderComp {
  readonly #root = document.createElement('span')
  readonly #name = document.createElement('span')
  readonly #detail = document.createElement('small')
  readonly #mark = document.createElement('span')
  readonly #filter = document.createElement('button')
  #params: HeadingParams | null = null

  constructor() {
    this.#root.className = 'column-heading'
    this.#mark.className = 'sort-mark'
    this.#mark.ariaHidden = 'true'
    this.#filter.className = 'filter-button'
    this.#filter.type = 'button'
    this.#filter.tabIndex = -1
    this.#filter.append(filterIcon())
    this.#root.append(this.#name, ' ', this.#detail, this.#mark, this.#filter)
    this.#root.addEventListener('click', ({ shiftKey, ctrlKey, metaKey }) => {
      if (ctrlKey || metaKey) this.#params?.onSelect(shiftKey)
      else this.#params?.onSort(shiftKey)
    })
    this.#filter.addEventListener('click', (event) => {
      event.stopPropagation()
      this.#params?.onFilter()
    })
  }

  init(params: HeadingParams): void {
    this.refresh(params)
    params.eGridHeader.addEventListener('keydown', this.#onKey)
    params.eGridHeader.addEventListener('dblclick', this.#onDoubleClick)
  }

  refresh(params: HeadingParams): boolean {
    this.#params = params
    const { displayName, detail, sort, isFiltered, filterLabel, eGridHeader } = params
    this.#name.textContent = displayName
    this.#detail.textContent = detail
    this.#mark.textContent = sort ? sortMarkText(sort) : ''
    this.#filter.ariaLabel = filterLabel
    this.#filter.title = filterLabel
    this.#filter.ariaPressed = String(isFiltered)
    this.#root.title = `${displayName} ${detail}`.trim()
    // Read out with every cell: the filter's button would only be in the way.
    eGridHeader.ariaLabel = this.#root.title
    // The grid, which does not sort itself, takes the attribute away at the end of its own refresh.
    queueMicrotask(() => (eGridHeader.ariaSort = sort?.direction ?? 'none'))
    return true
  }

  getGui(): HTMLElement {
    return this.#root
  }

  destroy(): void {
    this.#params?.eGridHeader.removeEventListener('keydown', this.#onKey)
    this.#params?.eGridHeader.removeEventListener('dblclick', this.#onDoubleClick)
  }

  /** On the edge by which a column is resized. */
  readonly #onDoubleClick = ({ target }: Event): void => {
    if ((target as Element).closest('.ag-header-cell-resize')) this.#params?.onFit()
  }

  /**
   * Enter sorts, Ctrl and space take the column, Alt and arrow down opens the filter, as in a
   * spreadsheet.
   */
  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.target === this.#filter) return
    if (event.key === 'Enter') this.#params?.onSort(event.shiftKey)
    else if (event.key === ' ' && (event.ctrlKey || event.metaKey))
      this.#params?.onSelect(event.shiftKey)
    else if (event.key === 'ArrowDown' && event.altKey) this.#params?.onFilter()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
}

/** Three lines that grow shorter; drawn here, since no React runs in a heading. */
function filterIcon(): SVGSVGElement {
  const icon = document.createElementNS(SVG, 'svg')
  icon.setAttribute('viewBox', '0 0 14 14')
  icon.setAttribute('width', '14')
  icon.setAttribute('height', '14')
  icon.ariaHidden = 'true'
  const lines = document.createElementNS(SVG, 'path')
  lines.setAttribute('d', 'M1 3.5h12M3.5 7h7M5.5 10.5h3')
  lines.setAttribute('stroke', 'currentColor')
  lines.setAttribute('stroke-width', '1.5')
  icon.append(lines)
  return icon
}
