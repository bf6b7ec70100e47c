import type { Column, ColumnType } from '../../../contract/columns.ts'
import type { CellValue } from '../collectRows.ts'
import { BatchBuilder } from '../BatchBuilder.ts'
import type { Batch } from '../Batch.ts'
import {
  BigIntBuilder,
  BoolBuilder,
  BytesBuilder,
  DecimalBuilder,
  NumberBuilder,
} from '../ColumnBuilder.ts'

/** A batch of rows whose cells have the raw form of their column's kind. */
export function batchOf(types: readonly ColumnType[], rows: readonly CellValue[][]): Batch {
  const builder = new BatchBuilder(types)
  for (const row of rows) {
    row.forEach((value, index) => appendCell(builder, index, value))
    builder.endRow()
  }
  return builder.take()
}

export function appendCell(builder: BatchBuilder, index: number, value: CellValue): void {
  const column = builder.columns[index]!
  if (value === null) column.appendNull()
  else if (column instanceof BytesBuilder) {
    if (typeof value === 'string') column.appendText(value)
    else column.append(value as Uint8Array)
  } else if (column instanceof NumberBuilder) column.append(value as number)
  else if (column instanceof BoolBuilder) column.append(value as boolean)
  else if (column instanceof BigIntBuilder || column instanceof DecimalBuilder)
    column.append(value as bigint)
}

/** Columns named `c0`, `c1` … */
export const columnsOf = (types: readonly ColumnType[]): Column[] =>
  types.map((type, index) => ({ name: `c${index}`, type, serverType: type.kind }))
