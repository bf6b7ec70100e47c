import { cellText } from '../../contract/cellText.ts'
import type { Connection, RunSink, Statement } from '../drivers/driver.ts'
import type { Batch, ColumnData } from './Batch.ts'
import { readCell } from './readCell.ts'
import { taggedValue } from './taggedValue.ts'

export type CellValue = string | number | bigint | boolean | Uint8Array | null

/**
 * Runs a statement and collects its rows, for the program's own small reads of catalogs. Kinds that
 * JavaScript has no exact type for (decimal, date, time, timestamp) come as their text; `int64` and
 * SQLite's integers of an `any` column as bigint. Of several results the rows follow each other.
 */
export async function collectRows(
  connection: Pick<Connection, 'run'>,
  statement: Statement,
  signal: AbortSignal,
): Promise<CellValue[][]> {
  const rows: CellValue[][] = []
  const sink: RunSink = {
    openResult: () => ({ write: (batch) => appendRows(rows, batch), end: () => {} }),
    message: () => {},
  }
  await connection.run(statement, sink, signal)
  return rows
}

function appendRows(rows: CellValue[][], { rowCount, columns }: Batch): void {
  for (let row = 0; row < rowCount; row++)
    rows.push(columns.map((column) => readValue(column, row)))
}

function readValue(column: ColumnData, row: number): CellValue {
  const raw = readCell(column, row)
  if (raw === null) return null
  switch (column.type.kind) {
    case 'decimal':
    case 'date':
    case 'time':
    case 'timestamp':
      return cellText(column.type, raw)
    case 'any':
      return taggedValue(raw as string)
    case 'binary':
      // A copy: a view would keep the whole batch alive.
      return (raw as Uint8Array).slice()
    default:
      return raw
  }
}
