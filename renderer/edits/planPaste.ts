import type { Column } from '../../contract/columns.ts'
import type { EditColumn, EditedValue } from '../../contract/edits.ts'
import { checkInput, type InputProblem, takesEmpty } from './checkInput.ts'
import type { PastedCell } from './parseTsv.ts'

/** Where a block goes: cells as they are shown, rows beyond the last being new ones. */
export type PasteArea = {
  readonly row: number
  /** Keys of the columns from the first that takes values on, in the order in which they are shown. */
  readonly columns: readonly number[]
  /** Of the selection: one value fills all of it. */
  readonly height: number
  readonly width: number
}

export type PastedValue = {
  readonly row: number
  readonly column: number
  readonly value: EditedValue
}

export type PastePlan =
  | { readonly values: readonly PastedValue[] }
  | { readonly row: number; readonly column: number; readonly problem: InputProblem }

/** The first row of a block copied with its headers names the columns, and is left out. */
export function withoutHeaders(
  block: readonly (readonly PastedCell[])[],
  names: readonly string[],
): readonly (readonly PastedCell[])[] {
  const [first] = block
  const isHeader = first?.every(({ text }, at) => text === names[at]) ?? false
  return isHeader && block.length > 1 ? block.slice(1) : block
}

/** All values, or the first that is wrong: nothing is staged then. */
export function planPaste(
  block: readonly (readonly PastedCell[])[],
  { row, columns, height, width }: PasteArea,
  {
    table,
    result,
    zone,
  }: {
    table: readonly EditColumn[]
    result: readonly Column[]
    zone: string
  },
): PastePlan {
  const isFill = block.length === 1 && block[0]!.length === 1
  const rowCount = isFill ? height : block.length
  const values: PastedValue[] = []
  for (let down = 0; down < rowCount; down++) {
    const cells = block[isFill ? 0 : down]!
    const cellCount = Math.min(isFill ? width : cells.length, columns.length)
    for (let right = 0; right < cellCount; right++) {
      const column = columns[right]!
      const cell = cells[isFill ? 0 : right]!
      if (!table[column]?.isEditable) continue
      const checked = valueOf(cell, result[column]!, table[column], zone)
      if ('problem' in checked) return { row: row + down, column, problem: checked.problem }
      values.push({ row: row + down, column, value: checked.value })
    }
  }
  return { values }
}

/** An empty cell without quotes is no value, as this program copies NULL. */
function valueOf(
  { text, isQuoted }: PastedCell,
  column: Column,
  { isNullable, keepsNumbers }: EditColumn,
  zone: string,
): { value: EditedValue } | { problem: InputProblem } {
  if (text === '' && !isQuoted && (isNullable || !takesEmpty(column))) {
    if (isNullable) return { value: { kind: 'null' } }
    return { problem: { key: 'edits.notNull', parameters: { column: column.name } } }
  }
  const checked = checkInput(column, text, { zone, ...(keepsNumbers && { keepsNumbers }) })
  return 'problem' in checked ? checked : { value: { kind: 'text', text: checked.text } }
}
