import { WorkbenchError } from '../../../../contract/errors.ts'
import type { Batch } from '../../../frame/Batch.ts'
import { TimeSlice } from '../../../frame/TimeSlice.ts'
import type { EncodedRows } from '../../bulkLoad.ts'
import { CopyEncoder, type CopyForm } from './CopyEncoder.ts'

/** Cells encoded between two looks at the clock. */
const STEP_CELLS = 8_192
const MESSAGE_BYTES = 256 * 1024

/** Encodes batches in slices, for main. The bytes of a message are those of the next one as well. */
export async function* encodeBatches(
  form: CopyForm,
  batches: AsyncIterable<Batch>,
): AsyncGenerator<EncodedRows> {
  const encoder = new CopyEncoder(form)
  const slice = new TimeSlice()
  let rowCount = 0
  let rowsBefore = 0
  for await (const batch of batches) {
    const stepRows = Math.max(1, Math.floor(STEP_CELLS / Math.max(1, batch.columns.length)))
    for (let from = 0; from < batch.rowCount; from += stepRows) {
      const to = Math.min(from + stepRows, batch.rowCount)
      addRows(encoder, batch, { from, to, rowsBefore })
      rowCount += to - from
      if (encoder.sizeBytes >= MESSAGE_BYTES) {
        yield { bytes: encoder.take(), rowCount }
        rowCount = 0
      }
      await slice.breathe()
    }
    rowsBefore += batch.rowCount
  }
  if (rowCount > 0) yield { bytes: encoder.take(), rowCount }
}

/** A row that is at fault is told by its number in the load. */
function addRows(
  encoder: CopyEncoder,
  batch: Batch,
  { from, to, rowsBefore }: { from: number; to: number; rowsBefore: number },
): void {
  try {
    encoder.add(batch, from, to)
  } catch (error) {
    if (!(error instanceof WorkbenchError) || typeof error.details.row !== 'number') throw error
    const details = { ...error.details, row: rowsBefore + error.details.row }
    throw new WorkbenchError(error.code, error.message, { details })
  }
}
