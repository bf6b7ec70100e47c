import { cellText, hexText, type RawCell } from '../../contract/cellText.ts'
import { type ColumnType, isSameType } from '../../contract/columns.ts'
import type { ColumnData } from './Batch.ts'
import { type AnyColumnBuilder, BytesBuilder, createColumnBuilder } from './ColumnBuilder.ts'
import type { RowRange } from './copyRows.ts'
import { readBytes, readCell } from './readCell.ts'

/**
 * The same rows in a type that `widen` gave for their column, which is always `text` or `any`. The
 * same range where nothing has to change.
 */
export function widenRows(range: RowRange, type: ColumnType): RowRange {
  const { column, from, to } = range
  if (isSameType(column.type, type)) return range
  // Text stays the same bytes under another mark.
  if (column.type.kind === 'text' && type.kind === 'text')
    return { ...range, column: { ...column, type } }
  const builder = createColumnBuilder(type)
  appendWidened(builder, column, from, to)
  return { column: builder.finish(), from: 0, to: to - from }
}

/** Appends rows of a column to the builder of a wider type. */
export function appendWidened(
  builder: AnyColumnBuilder,
  column: ColumnData,
  from = 0,
  to = column.length,
): void {
  if (!(builder instanceof BytesBuilder))
    throw new Error(`A column of ${column.type.kind} cannot become ${builder.type.kind}.`)
  for (let row = from; row < to; row++) {
    const raw = readCell(column, row)
    if (raw === null) builder.appendNull()
    else if (builder.type.kind === column.type.kind) builder.append(readBytes(column, row))
    else if (builder.type.kind === 'any') builder.appendText(taggedText(column.type, raw))
    else builder.appendText(cellText(column.type, raw))
  }
}

/** The form a value has in an `any` column. */
function taggedText(type: ColumnType, raw: RawCell): string {
  switch (type.kind) {
    case 'int16':
    case 'int32':
    case 'int64':
      return `i${String(raw)}`
    case 'float32':
    case 'float64':
    case 'decimal':
      return `r${cellText(type, raw)}`
    case 'binary':
      return `b${hexText(raw as Uint8Array)}`
    default:
      return `t${cellText(type, raw)}`
  }
}
