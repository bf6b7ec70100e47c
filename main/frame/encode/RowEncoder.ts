import type { Column } from '../../../contract/columns.ts'
import type { CsvOptions, ExportFormat } from '../../../contract/exports.ts'
import type { Batch } from '../Batch.ts'
import { ArrowFileEncoder } from './ArrowFileEncoder.ts'
import { CsvEncoder } from './CsvEncoder.ts'
import { InsertEncoder, type InsertTarget } from './InsertEncoder.ts'
import { JsonEncoder } from './JsonEncoder.ts'
import { MarkdownEncoder } from './MarkdownEncoder.ts'
import { XlsxEncoder } from './xlsx/XlsxEncoder.ts'

/**
 * Turns one result into the bytes of a file: `header` once, `batch` for each, `footer` once. Pure but
 * for what it remembers between these calls. Bytes handed out are the caller's.
 */
export interface RowEncoder {
  header(columns: readonly Column[]): Uint8Array
  batch(batch: Batch): Uint8Array
  footer(): Uint8Array
}

export type EncodeOptions = {
  readonly format: ExportFormat
  readonly csv: CsvOptions
  /** Needed by the format `sql`. */
  readonly inserts?: InsertTarget | undefined
}

/** Throws `invalid-request` for CSV options that would not read back. */
export function createRowEncoder({ format, csv, inserts }: EncodeOptions): RowEncoder {
  switch (format) {
    case 'csv':
      return new CsvEncoder(csv)
    case 'json':
      return new JsonEncoder('array')
    case 'ndjson':
      return new JsonEncoder('lines')
    case 'markdown':
      return new MarkdownEncoder()
    case 'sql':
      if (!inserts) throw new Error('The target of the INSERT statements is missing.')
      return new InsertEncoder(inserts)
    case 'arrow':
      return new ArrowFileEncoder()
    case 'xlsx':
      return new XlsxEncoder()
  }
}
