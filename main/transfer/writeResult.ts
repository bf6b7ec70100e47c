import type { WorkerEncoder } from '../frame/FrameWorkers.ts'
import type { ReadableResult } from '../frame/ReadableResult.ts'
import type { ExportSink } from './ExportSink.ts'
import { PieceQueue } from './PieceQueue.ts'

/** Moves a result through an encoder into a sink, and closes the encoder. */
export async function writeResult(
  {
    result,
    encoder,
    sink,
    onRows,
  }: {
    result: Pick<ReadableResult, 'batches'>
    encoder: WorkerEncoder
    sink: ExportSink
    /** Called with the rows written so far. */
    onRows: (writtenRows: number) => void
  },
  signal: AbortSignal,
): Promise<void> {
  let writtenRows = 0
  const pieces = new PieceQueue(sink, (rowCount) => onRows((writtenRows += rowCount)), signal)
  try {
    pieces.push(0, encoder.header)
    // The next batch may be long in coming, and a failed write ends the wait for it.
    for await (const batch of result.batches({ signal: pieces.signal })) {
      pieces.push(batch.rowCount, encoder.batch(batch))
      await pieces.makeRoom()
    }
    pieces.push(0, encoder.footer())
    await pieces.drain()
  } finally {
    encoder.close()
  }
}
