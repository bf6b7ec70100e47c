export type CellPlace = { readonly row: number; readonly column: number }
export type GridSize = { readonly rowCount: number; readonly columnCount: number }

type KeyPress = { readonly key: string; readonly ctrlKey: boolean; readonly metaKey: boolean }

/** Where a key takes the focus, as in a spreadsheet; null: not a key that moves. */
export function moveFocus(
  { key, ctrlKey, metaKey }: KeyPress,
  { row, column }: CellPlace,
  { rowCount, columnCount }: GridSize,
  pageRows: number,
): CellPlace | null {
  const isFar = ctrlKey || metaKey
  const lastRow = rowCount - 1
  const lastColumn = columnCount - 1
  const target = ((): CellPlace | null => {
    switch (key) {
      case 'ArrowUp':
        return { row: isFar ? 0 : row - 1, column }
      case 'ArrowDown':
        return { row: isFar ? lastRow : row + 1, column }
      case 'ArrowLeft':
        return { row, column: isFar ? 0 : column - 1 }
      case 'ArrowRight':
        return { row, column: isFar ? lastColumn : column + 1 }
      case 'PageUp':
        return { row: row - pageRows, column }
      case 'PageDown':
        return { row: row + pageRows, column }
      case 'Home':
        return { row: isFar ? 0 : row, column: 0 }
      case 'End':
        return { row: isFar ? lastRow : row, column: lastColumn }
      default:
        return null
    }
  })()
  return target && { row: clamp(target.row, lastRow), column: clamp(target.column, lastColumn) }
}

const clamp = (value: number, last: number): number => Math.max(0, Math.min(value, last))
