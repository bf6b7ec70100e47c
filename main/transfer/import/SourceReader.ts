import type { ColumnType } from '../../../contract/columns.ts'
import type { ImportSource } from '../../../contract/imports.ts'
import type { Batch } from '../../frame/Batch.ts'
import type { CellBlock, FaultyRow } from './CellBlock.ts'
import { openCsv } from './openCsv.ts'
import { openJson } from './openJson.ts'
import { unpackFile } from './unpackFile.ts'

/** Rows as a file gives them: cells of text whose types are guessed, or columns with types. */
export type SourceRows =
  | { readonly kind: 'cells'; readonly block: CellBlock; readonly faults: readonly FaultyRow[] }
  | { readonly kind: 'batch'; readonly batch: Batch; readonly firstLine: number }

/** A file being read from its beginning to its end. */
export interface SourceReader {
  /** Of formats whose records name their cells, these are the ones met so far. */
  readonly names: readonly string[]
  /** Where the file itself has types. */
  readonly types: readonly ColumnType[] | null
  readonly sheets: readonly string[]
  readonly readBytes: number
  readonly totalBytes: number
  /** Throws `file-failed` with `details.line` for what cannot be understood. */
  rows(): AsyncIterable<SourceRows> | Iterable<SourceRows>
  close(): void
}

/** `names`: columns known from an earlier look, in whose order cells come; else as they are met. */
export async function openSource(
  source: ImportSource,
  names: readonly string[] | null,
): Promise<SourceReader> {
  const unpacked = isText(source) ? await unpackFile(source.path) : null
  if (!unpacked) return openPlain(source, names)
  try {
    const reader = await openPlain({ ...source, path: unpacked.path }, names)
    const close = reader.close.bind(reader)
    reader.close = () => {
      close()
      void unpacked.remove()
    }
    // An import that is given up ends its thread: where a file that is open can go, it goes now.
    if (process.platform !== 'win32') await unpacked.remove()
    return reader
  } catch (error) {
    await unpacked.remove()
    throw error
  }
}

/** The others are compressed within. */
const isText = ({ format }: ImportSource): boolean =>
  format === 'csv' || format === 'ndjson' || format === 'json'

async function openPlain(
  source: ImportSource,
  names: readonly string[] | null,
): Promise<SourceReader> {
  switch (source.format) {
    case 'csv':
      return openCsv(source)
    case 'ndjson':
    case 'json':
      return openJson(source, names)
    // Libraries that take half a second to load, where they are needed.
    case 'xlsx':
      return (await import('./openWorkbook.ts')).openWorkbook(source)
    case 'parquet':
    case 'arrow':
      return (await import('./openTyped.ts')).openTyped(source)
  }
}
