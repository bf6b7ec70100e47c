/** What is under the pointer; the number of a row is a column too. */
export type PointedCell = { readonly row: number; readonly columnId: string }

export type PointerSelection = {
  /** A button went down on a cell. */
  readonly onStart: (cell: PointedCell, event: PointerEvent) => void
  /** The pointer, still down, is over a cell, or beside the grid at its nearest one. */
  readonly onDrag: (cell: PointedCell) => void
}

/** How far to scroll at a time while the pointer is dragged beyond an edge. */
const EDGE_SCROLL_PX = 24
const EDGE_SCROLL_MS = 40

/** Follows presses and drags over cells, scrolling at the edges; returns how to stop. */
export function selectByPointer(host: HTMLElement, selection: PointerSelection): () => void {
  const viewport = (): Element => host.querySelector('.ag-grid-viewport') ?? host
  let timer: ReturnType<typeof setInterval> | undefined
  let at = { x: 0, y: 0 }

  const drag = (): void => {
    const box = cellArea(host, viewport())
    const x = clamp(at.x, box.left + 1, box.right - 2)
    const y = clamp(at.y, box.top + 1, box.bottom - 2)
    const cell = pointedCell(document.elementFromPoint(x, y))
    if (cell) selection.onDrag(cell)
  }
  const scrollAtEdge = (): void => {
    const box = cellArea(host, viewport())
    const left = beyond(at.x, box.left, box.right)
    const top = beyond(at.y, box.top, box.bottom)
    if (left === 0 && top === 0) return
    viewport().scrollBy({ left: left * EDGE_SCROLL_PX * 2, top: top * EDGE_SCROLL_PX })
    drag()
  }
  const move = (event: PointerEvent): void => {
    at = { x: event.clientX, y: event.clientY }
    drag()
  }
  const end = (): void => {
    clearInterval(timer)
    window.removeEventListener('pointermove', move)
    window.removeEventListener('pointerup', end)
    window.removeEventListener('pointercancel', end)
  }
  const start = (event: PointerEvent): void => {
    const cell = pointedCell(event.target as Element)
    if (!cell) return
    selection.onStart(cell, event)
    if (event.button !== 0) return
    at = { x: event.clientX, y: event.clientY }
    timer = setInterval(scrollAtEdge, EDGE_SCROLL_MS)
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', end)
    window.addEventListener('pointercancel', end)
  }
  host.addEventListener('pointerdown', start)
  return () => {
    end()
    host.removeEventListener('pointerdown', start)
  }
}

/** The cell that an element is in, its row counted from 0. */
export function pointedCell(element: Element | null): PointedCell | null {
  const cell = element?.closest('.ag-cell')
  const columnId = cell?.getAttribute('col-id')
  const row = Number(cell?.closest('[row-index]')?.getAttribute('row-index') ?? Number.NaN)
  return columnId && !Number.isNaN(row) ? { row, columnId } : null
}

/** Where cells are, without the header. */
function cellArea(host: HTMLElement, viewport: Element): DOMRect {
  const { left, right, bottom, top } = viewport.getBoundingClientRect()
  const header = host.querySelector('.ag-header')?.getBoundingClientRect().bottom ?? top
  return new DOMRect(left, header, right - left, bottom - header)
}

const clamp = (value: number, least: number, most: number): number =>
  Math.max(least, Math.min(value, most))

const beyond = (value: number, least: number, most: number): -1 | 0 | 1 =>
  value < least ? -1 : value > most ? 1 : 0

/** The header of a column, or a cell, at an element of a grid; null: neither. */
export function pointedPart(
  element: Element,
): { kind: 'cell' } | { kind: 'header'; key: number } | null {
  if (pointedCell(element)) return { kind: 'cell' }
  const key = Number(element.closest('.ag-header-cell')?.getAttribute('col-id') ?? Number.NaN)
  return Number.isNaN(key) ? null : { kind: 'header', key }
}
