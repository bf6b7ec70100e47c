import pl, { type DataFrame } from 'nodejs-polars'
import type { Column } from '../../../../contract/columns.ts'
import type { ExportCompression } from '../../../../contract/exports.ts'
import type { Batch, ColumnData } from '../../Batch.ts'
import { batchSizeBytes } from '../../batchSize.ts'
import { polarsFrame } from '../../polarsFrame.ts'
import { FixedTypes } from '../FixedTypes.ts'
import type { RowEncoder } from '../RowEncoder.ts'
import { uniqueColumnNames } from '../uniqueNames.ts'
import { ParquetFile } from './ParquetFile.ts'

/** Rows of a row group, which a reader takes as a whole. */
const GROUP_ROWS = 131_072
/** A row group of wide rows is also full at this many bytes before they are encoded. */
const GROUP_BYTES = 64 * 1024 * 1024

const CODECS = { none: 'uncompressed', snappy: 'snappy', zstd: 'zstd', gzip: 'gzip' } as const

/**
 * Apache Parquet (https://parquet.apache.org/docs/file-format/), values in the types they are stored
 * in. Polars encodes a row group at a time, so that no more than one is in memory.
 */
export class ParquetEncoder implements RowEncoder {
  readonly #groupRows: number
  readonly #compression: (typeof CODECS)[ExportCompression]
  #file = new ParquetFile([])
  #types: FixedTypes | null = null
  #names: string[] = []
  #waiting: DataFrame[] = []
  #waitingRows = 0
  #waitingBytes = 0
  #hasGroups = false

  /** `groupRows`: of a row group, at least. */
  constructor(
    compression: ExportCompression = 'zstd',
    { groupRows = GROUP_ROWS }: { groupRows?: number } = {},
  ) {
    this.#compression = CODECS[compression]
    this.#groupRows = groupRows
  }

  header(columns: readonly Column[]): Uint8Array {
    this.#types = new FixedTypes(columns, 'A Parquet file')
    this.#names = uniqueColumnNames(columns)
    this.#file = new ParquetFile(this.#types.types)
    this.#file.begin()
    return this.#file.take()
  }

  batch(batch: Batch): Uint8Array {
    const columns = this.#types!.fit(batch).map(withoutTime)
    this.#waiting.push(polarsFrame([{ rowCount: batch.rowCount, columns }]))
    this.#waitingRows += batch.rowCount
    this.#waitingBytes += batchSizeBytes(batch)
    if (this.#waitingRows >= this.#groupRows || this.#waitingBytes >= GROUP_BYTES)
      this.#writeGroup()
    return this.#file.take()
  }

  footer(): Uint8Array {
    // The columns of a file are told by its groups: without rows there is one that is empty.
    if (!this.#hasGroups && this.#waiting.length === 0) this.batch(this.#types!.emptyBatch())
    if (this.#waiting.length > 0) this.#writeGroup()
    this.#file.end()
    return this.#file.take()
  }

  #writeGroup(): void {
    const frame = this.#waiting.length === 1 ? this.#waiting[0]! : pl.concat(this.#waiting)
    this.#waiting = []
    this.#waitingRows = 0
    this.#waitingBytes = 0
    this.#hasGroups = true
    frame.columns = this.#names
    this.#file.append(frame.writeParquet({ compression: this.#compression }))
  }
}

/** Polars makes NULL of 24:00, which PostgreSQL has: the file's schema tells what the numbers are. */
const withoutTime = (column: ColumnData): ColumnData =>
  column.type.kind === 'time' ? { ...column, type: { kind: 'int64' } } : column
