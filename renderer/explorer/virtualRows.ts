/** Rows drawn beyond what is seen, on either side. */
const OVERSCAN = 8

/** Where each row begins, in pixels; one number more than rows: the whole height. */
export function rowOffsets(rows: readonly { lines: number }[], lineHeight: number): Float64Array {
  const offsets = new Float64Array(rows.length + 1)
  rows.forEach(({ lines }, index) => {
    offsets[index + 1] = (offsets[index] ?? 0) + lines * lineHeight
  })
  return offsets
}

/** The rows from `first` up to `end` that are to be drawn. */
export function visibleRows(
  offsets: Float64Array,
  scrollTop: number,
  height: number,
): { first: number; end: number } {
  const count = offsets.length - 1
  const first = Math.max(0, rowAt(offsets, scrollTop) - OVERSCAN)
  const end = Math.min(count, rowAt(offsets, scrollTop + height) + 1 + OVERSCAN)
  return { first, end }
}

/** How far to scroll so that the row is seen whole; null: it is. */
export function scrollTopToShow(
  offsets: Float64Array,
  index: number,
  scrollTop: number,
  height: number,
): number | null {
  const top = offsets[index] ?? 0
  const bottom = offsets[index + 1] ?? top
  if (top < scrollTop) return top
  if (bottom > scrollTop + height) return bottom - height
  return null
}

/** The row that covers the pixel, by halving. */
function rowAt(offsets: Float64Array, pixel: number): number {
  let low = 0
  let high = Math.max(0, offsets.length - 2)
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((offsets[middle] ?? 0) <= pixel) low = middle
    else high = middle - 1
  }
  return low
}
