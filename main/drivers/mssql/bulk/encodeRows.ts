import { WorkbenchError } from '../../../../contract/errors.ts'
import type { Batch } from '../../../frame/Batch.ts'
import { isNullAt } from '../../../frame/readCell.ts'
import type { RowBytes } from './RowBytes.ts'
import type { TargetColumn } from './targetColumn.ts'

const COLUMN_METADATA = 0x81
const ROW = 0xd1
const DONE = 0xfd
const DONE_BYTES = 13

const NULLABLE = 1
const UPDATEABLE = 4

/** A value that is none of its column's type; `row` counts in the batch. */
export class MisfitError extends Error {
  readonly row: number
  readonly column: string

  constructor(row: number, column: string) {
    super(column)
    this.row = row
    this.column = column
  }
}

/** What stands in front of the rows: COLMETADATA (MS-TDS 2.2.7.4). */
export function encodeColumns(out: RowBytes, columns: readonly TargetColumn[]): void {
  out.uint8(COLUMN_METADATA)
  out.uint16(columns.length)
  for (const { name, isNullable, wire } of columns) {
    out.uint32(0)
    out.uint16(UPDATEABLE | (isNullable ? NULLABLE : 0))
    out.append(Uint8Array.from(wire.typeInfo))
    out.shortText(name)
  }
}

/** Rows `from` up to `to` of a batch. Throws `MisfitError`. */
export function encodeRows(
  out: RowBytes,
  targets: readonly TargetColumn[],
  { columns }: Batch,
  { from, to }: { readonly from: number; readonly to: number },
): void {
  const writers = columns.map((column, index) => targets[index]!.wire.writerFor(column))
  for (let row = from; row < to; row++) {
    out.uint8(ROW)
    for (let index = 0; index < columns.length; index++) {
      if (isNullAt(columns[index]!, row)) out.append(targets[index]!.wire.nullForm)
      else if (!writers[index]!(out, row)) throw new MisfitError(row, targets[index]!.name)
    }
  }
}

export function encodeEnd(out: RowBytes): void {
  out.uint8(DONE)
  out.append(new Uint8Array(DONE_BYTES - 1))
}

/** The misfit as an error of the load, in which the batch began with `firstRow`. */
export function misfit({ row, column }: MisfitError, firstRow: number): WorkbenchError {
  return new WorkbenchError(
    'invalid-request',
    `The value for column “${column}” is none of the column’s type, or longer or more exact than it keeps.`,
    { details: { column, row: firstRow + row } },
  )
}
