import type { Column } from '../../../contract/columns.ts'
import type { LiteralStyle } from '../../../contract/drivers.ts'
import type { CsvOptions, ExportCompression, ExportFormat } from '../../../contract/exports.ts'
import type { Batch } from '../Batch.ts'
import { ArrowFileEncoder } from './ArrowFileEncoder.ts'
import { CsvEncoder } from './CsvEncoder.ts'
import { InListEncoder } from './InListEncoder.ts'
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
  /** `in-list` is for the clipboard only. */
  readonly format: ExportFormat | 'in-list'
  readonly csv: CsvOptions
  /** Inside of the file: of Parquet. */
  readonly compression?: ExportCompression
  /** Needed by the format `sql`. */
  readonly inserts?: InsertTarget | undefined
  /** Needed by `in-list`. */
  readonly literals?: LiteralStyle
}

/** As `createRowEncoder`, for all formats. Parquet takes a large library, loaded when it is needed. */
export async function loadRowEncoder(options: EncodeOptions): Promise<RowEncoder> {
  const { format, compression } = options
  if (format !== 'parquet') return createRowEncoder({ ...options, format })
  const { ParquetEncoder } = await import('./parquet/ParquetEncoder.ts')
  return new ParquetEncoder(compression)
}

/** Throws `invalid-request` for CSV options that would not read back. */
export function createRowEncoder({
  format,
  csv,
  inserts,
  literals,
}: EncodeOptions & {
  readonly format: Exclude<EncodeOptions['format'], 'parquet'>
}): RowEncoder {
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
    case 'in-list':
      if (!literals) throw new Error('How literals are written is missing.')
      return new InListEncoder(literals)
    case 'arrow':
      return new ArrowFileEncoder()
    case 'xlsx':
      return new XlsxEncoder()
  }
}
