import { cellText } from '../../../contract/cellText.ts'
import type { ResultWindow } from '../../../contract/results.ts'
import { decodeArrow } from '../arrowCodec.ts'
import { readCell } from '../readCell.ts'

/** A window's cells as the texts that are shown; null for NULL. */
export function windowTexts({ rows, rowCount, types }: ResultWindow): (string | null)[][] {
  const { columns } = decodeArrow(rows, types!)
  return Array.from({ length: rowCount }, (_, row) =>
    columns.map((column) => {
      const raw = readCell(column, row)
      return raw === null ? null : cellText(column.type, raw)
    }),
  )
}
