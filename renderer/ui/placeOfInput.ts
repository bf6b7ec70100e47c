/** A field narrower than this is made wider where there is room behind its cell. */
const MIN_WIDTH = 140

/**
 * Where a field lies over a cell: never over the cells before it, whose digits one may want to read,
 * unless its own is cut off there. `isAtEnd`: what is said below it grows towards the start.
 */
export function placeOfInput(
  cell: { readonly left: number; readonly width: number },
  hostWidth: number,
): { left: number; width: number; isAtEnd: boolean } {
  const left = Math.max(0, Math.min(cell.left, hostWidth - cell.width))
  const width = Math.max(cell.width, Math.min(MIN_WIDTH, hostWidth - left))
  return { left, width, isAtEnd: left + width / 2 > hostWidth / 2 }
}
