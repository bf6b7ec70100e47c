import type { Column } from '../../contract/columns.ts'
import { cellText } from '../../contract/cellText.ts'
import type { RunSink } from '../drivers/driver.ts'
import type { Batch } from '../frame/Batch.ts'
import { createColumnBuilder } from '../frame/ColumnBuilder.ts'
import type { BatchRange } from '../frame/copyColumns.ts'
import { readCell } from '../frame/readCell.ts'
import type { StoredRow } from './planEdits.ts'

/** A row of its own, as a batch of one. */
export type RowBatch = BatchRange

export const rowOf = ({ batch, from }: RowBatch): StoredRow =>
  batch.columns.map((column) => ({ type: column.type, raw: readCell(column, from) }))

/** Keeps the rows of a statement that gives few. */
export class RowSink implements RunSink {
  readonly rows: RowBatch[] = []

  openResult(): { write(batch: Batch): void; end(): void } {
    return {
      write: (batch) => {
        for (let from = 0; from < batch.rowCount; from++)
          this.rows.push({ batch, from, to: from + 1 })
      },
      end: () => {},
    }
  }

  message(): void {}
}

/** NULL has the type of its column: alone it may have come in any. */
export function withTypesOf(columns: readonly Column[], { batch, from }: RowBatch): RowBatch {
  const typed = batch.columns.map((column, index) => {
    const type = columns[index]!.type
    if (readCell(column, from) !== null) return column
    const builder = createColumnBuilder(type)
    for (let row = 0; row < batch.rowCount; row++) builder.appendNull()
    return builder.finish()
  })
  return { batch: { rowCount: batch.rowCount, columns: typed }, from, to: from + 1 }
}

const SHOWN_CHARACTERS = 200

/** What to show of a row. */
export const textsOf = (row: StoredRow): (string | null)[] =>
  row.map(({ type, raw }) => (raw === null ? null : cellText(type, raw).slice(0, SHOWN_CHARACTERS)))
