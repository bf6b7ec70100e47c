import pl, { type DataFrame } from 'nodejs-polars'
import { encodeArrowBatches } from './arrowCodec.ts'
import type { Batch, ColumnData } from './Batch.ts'
import { BytesBuilder } from './ColumnBuilder.ts'
import { readCell } from './readCell.ts'

/**
 * Batches of the same types, one at least, as one frame of Polars. `bytes`: their Arrow IPC stream,
 * where that is there already.
 */
export function polarsFrame(batches: readonly Batch[], bytes: Uint8Array | null = null): DataFrame {
  try {
    return parseFrame(bytes ?? encodeArrowBatches(batches))
  } catch (error) {
    // Some servers give bytes that are no UTF-8 as text, and Polars takes none of it then.
    if (!(error instanceof Error) || !error.message.includes('utf8')) throw error
    return parseFrame(encodeArrowBatches(batches.map(withValidTexts)))
  }
}

const parseFrame = ({ buffer, byteOffset, byteLength }: Uint8Array): DataFrame =>
  pl.readIPCStream(Buffer.from(buffer, byteOffset, byteLength))

const withValidTexts = ({ rowCount, columns }: Batch): Batch => ({
  rowCount,
  columns: columns.map(withValidText),
})

function withValidText(column: ColumnData): ColumnData {
  if (column.type.kind !== 'text') return column
  const builder = new BytesBuilder({ kind: 'text' })
  for (let row = 0; row < column.length; row++) {
    const raw = readCell(column, row)
    if (raw === null) builder.appendNull()
    else builder.appendText(String(raw))
  }
  return builder.finish()
}
