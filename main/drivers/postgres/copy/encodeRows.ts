import { cellText, hexText } from '../../../../contract/cellText.ts'
import type { ColumnType } from '../../../../contract/columns.ts'
import { WorkbenchError } from '../../../../contract/errors.ts'
import type { Batch, ColumnData } from '../../../frame/Batch.ts'
import { createColumnBuilder } from '../../../frame/ColumnBuilder.ts'
import { readCell } from '../../../frame/readCell.ts'
import { binaryWriter, type CellWriter } from './binaryCells.ts'
import type { CopyBuffer } from './CopyBuffer.ts'

/** Writes rows `from` up to `to` of a batch in a form of COPY. */
export type RowEncoder = (out: CopyBuffer, batch: Batch, from: number, to: number) => void

/** The target's columns: their names, for messages, and the OIDs of their types. */
export type CopyTarget = { readonly columns: readonly string[]; readonly oids: readonly number[] }

/** Whether columns of these types have a binary form of the target's. */
export const hasBinaryForm = (types: readonly ColumnType[], { oids }: CopyTarget): boolean =>
  types.every((type, index) => {
    const empty = createColumnBuilder(type).finish()
    return binaryWriter(empty, oids[index]!) !== null
  })

/** COPY's binary form. */
export const binaryEncoder =
  (target: CopyTarget): RowEncoder =>
  (out, { columns }, from, to) => {
    const writers = columns.map((column, index) => writerFor(column, target, index))
    const validities = columns.map(({ validity }) => validity)
    for (let row = from; row < to; row++) {
      out.int16(columns.length)
      for (let index = 0; index < columns.length; index++) {
        const validity = validities[index]!
        if (validity !== null && (validity[row >> 3]! & (1 << (row & 7))) === 0) out.int32(-1)
        else if (writers[index]!(out, row) === false) throw misfit(target.columns[index]!, row)
      }
    }
  }

function writerFor(column: ColumnData, { columns, oids }: CopyTarget, index: number): CellWriter {
  const writer = binaryWriter(column, oids[index]!)
  if (writer) return writer
  // The form was chosen by the first batch.
  throw new WorkbenchError(
    'invalid-request',
    `Values for column “${columns[index]}” became ${column.type.kind} in the middle of the load.`,
  )
}

/** `row` counts in the batch. */
const misfit = (name: string, row: number): WorkbenchError =>
  new WorkbenchError(
    'invalid-request',
    `The value for column “${name}” is none of the column’s type.`,
    { details: { column: name, row } },
  )

const utf8 = new TextEncoder()
const ESCAPED = /[\\\n\r\t]/g
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

/** COPY's text form: the server reads every value as it reads a literal. */
export const textEncoder: RowEncoder = (out, { columns }, from, to) => {
  const lines: string[] = []
  for (let row = from; row < to; row++)
    lines.push(columns.map((column) => fieldText(column, row)).join('\t'), '\n')
  out.append(utf8.encode(lines.join('')))
}

function fieldText(column: ColumnData, row: number): string {
  const raw = readCell(column, row)
  if (raw === null) return '\\N'
  if (column.type.kind === 'binary') return `\\\\x${hexText(raw as Uint8Array)}`
  return cellText(column.type, raw).replace(ESCAPED, (found) => ESCAPES[found]!)
}
