/** A cell of a block; in quotes it is a text even where it is empty. */
export type PastedCell = { readonly text: string; readonly isQuoted: boolean }

/**
 * What a spreadsheet puts on the clipboard: tabs between cells, a line a row, cells with tabs, line
 * breaks or quotes in quotes. A quote further inside a cell is one of its characters.
 */
export function parseTsv(block: string): PastedCell[][] {
  const rows: PastedCell[][] = [[]]
  let at = 0
  while (at < block.length) {
    const cell = block[at] === '"' ? quotedCell(block, at) : null
    const end = cell?.end ?? endOfCell(block, at)
    rows.at(-1)!.push(cell ?? { text: block.slice(at, end), isQuoted: false })
    const isLineEnd = block[end] === '\n' || block[end] === '\r'
    at = end + (block[end] === '\r' && block[end + 1] === '\n' ? 2 : 1)
    if (isLineEnd && at < block.length) rows.push([])
    // A tab at the very end: an empty cell stands behind it.
    else if (!isLineEnd && end < block.length && at >= block.length)
      rows.at(-1)!.push({ text: '', isQuoted: false })
  }
  return rows.map((row) => row.map(({ text, isQuoted }) => ({ text, isQuoted })))
}

function endOfCell(block: string, from: number): number {
  for (let at = from; at < block.length; at++)
    if (block[at] === '\t' || block[at] === '\n' || block[at] === '\r') return at
  return block.length
}

/** Null: what begins with a quote is no quoted cell after all. */
function quotedCell(block: string, from: number): (PastedCell & { end: number }) | null {
  let text = ''
  for (let at = from + 1; at < block.length; at++) {
    if (block[at] !== '"') text += block[at]
    else if (block[at + 1] === '"') {
      text += '"'
      at++
    } else {
      const end = at + 1
      const isOver = end >= block.length || '\t\n\r'.includes(block[end]!)
      return isOver ? { text, isQuoted: true, end } : null
    }
  }
  return null
}
