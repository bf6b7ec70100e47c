import { blockCellCount, type CellBlock } from '../../contract/cellBlocks.ts'
import type { GridCell } from '../ui/dataGrid.ts'

/** More cells are copied as they are stored: they are not all in the window. */
const MAX_CELLS = 20_000

/**
 * Cells as they are staged, in the form that spreadsheets paste. Null: nothing is staged for them, or
 * not all of them are here whole. `names`: of the columns, in a row of their own.
 */
export function stagedTsv(
  block: CellBlock,
  cellAt: (row: number, column: number) => GridCell,
  names: readonly string[] | null,
): string | null {
  if (blockCellCount(block) > MAX_CELLS) return null
  let isStaged = false
  const lines = names ? [block.columns.map((column) => quoted(names[column] ?? '')).join('\t')] : []
  for (const { from, to } of block.rows)
    for (let row = from; row < to; row++) {
      const cells = block.columns.map((column) => cellAt(row, column))
      if (cells.some(({ state, note }) => state === 'loading' || note !== null)) return null
      isStaged ||= cells.some(({ mark }) => mark !== undefined)
      lines.push(cells.map(cellTsv).join('\t'))
    }
  return isStaged ? `${lines.join('\n')}\n` : null
}

/** NULL is nothing, and an empty text a pair of quotes, as main writes them. */
function cellTsv({ state, text }: GridCell): string {
  if (state === 'null' || state === 'default') return ''
  return state === 'empty' ? '""' : quoted(text)
}

const quoted = (text: string): string =>
  /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
