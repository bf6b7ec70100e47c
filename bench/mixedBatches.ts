import type { Batch } from '../main/frame/Batch.ts'
import { BatchBuilder } from '../main/frame/BatchBuilder.ts'
import type { BigIntBuilder, BytesBuilder, NumberBuilder } from '../main/frame/ColumnBuilder.ts'

const BATCH_ROWS = 10_000

/** Rows of an id, a real and two texts, for loads in bulk. */
export async function* mixedBatches(rowCount: number): AsyncGenerator<Batch> {
  const builder = new BatchBuilder([
    { kind: 'int64' },
    { kind: 'float64' },
    { kind: 'text' },
    { kind: 'text' },
  ])
  for (let at = 0; at < rowCount; at++) {
    const [id, ratio, name, note] = builder.columns
    ;(id as BigIntBuilder).append(BigInt(at))
    ;(ratio as NumberBuilder).append(at / 3)
    ;(name as BytesBuilder).appendText(`name ${at}`)
    ;(note as BytesBuilder).appendText(`text of row ${at}`)
    builder.endRow()
    if (builder.rowCount === BATCH_ROWS || at === rowCount - 1) yield builder.take()
  }
}

export const MIXED_COLUMNS = ['id', 'ratio', 'name', 'note']
