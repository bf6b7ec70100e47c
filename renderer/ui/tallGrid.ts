/**
 * Scrolling over more rows than an element can be high. Positions in it are single-precision
 * numbers: beyond some millions of pixels rows blur and their lines vanish, long before the
 * browser's own limit. So the grid is kept to a height at which they are exact (the last rule of
 * `DataGrid.module.css`), and it stretches: a pixel of the scrollbar then stands for several rows.
 */

/**
 * How far to move the scrollbar for a turn of the wheel, so that rows move as far as they do in a
 * short result. `rowsHeight`: that of all rows together; null: the browser's own way is right.
 */
export function wheelStep(
  deltaY: number,
  { rowsHeight, scrollHeight, clientHeight }: Heights,
): number | null {
  const hidden = rowsHeight - clientHeight
  const scrollable = scrollHeight - clientHeight
  if (hidden <= scrollable || scrollable <= 0) return null
  return (deltaY * scrollable) / hidden
}

type Heights = {
  readonly rowsHeight: number
  readonly scrollHeight: number
  readonly clientHeight: number
}

/** Turns of the wheel move by rows, however much the grid is stretched; returns how to stop. */
export function scrollByWheel(viewport: HTMLElement, rowsHeight: () => number): () => void {
  // What is less than the browser can move by is kept for the next turn.
  let rest = 0
  const onWheel = (event: WheelEvent): void => {
    if (event.ctrlKey || event.shiftKey || event.deltaMode !== WheelEvent.DOM_DELTA_PIXEL) return
    const { scrollHeight, clientHeight } = viewport
    const step = wheelStep(event.deltaY, { rowsHeight: rowsHeight(), scrollHeight, clientHeight })
    if (step === null) return
    event.preventDefault()
    const from = viewport.scrollTop
    viewport.scrollTop = from + rest + step
    rest += step - (viewport.scrollTop - from)
    if (Math.abs(rest) > 1) rest = 0 // At an end.
    viewport.scrollLeft += event.deltaX
  }
  viewport.addEventListener('wheel', onWheel, { passive: false })
  return () => viewport.removeEventListener('wheel', onWheel)
}
