import {
  COMPRESSION_ENDINGS,
  COMPRESSIONS,
  type ExportCompression,
  type ExportFormat,
  exportFormats,
  FILE_ENDINGS,
} from './exports.ts'

/** Endings that files of a format have too. */
const OTHER_ENDINGS: Record<string, ExportFormat> = {
  jsonl: 'ndjson',
  markdown: 'markdown',
  feather: 'arrow',
  ipc: 'arrow',
  pq: 'parquet',
}

/**
 * What the ending of a name says: `orders.csv.gz` is CSV, compressed with gzip. Where it says nothing
 * of compression, that is the one usual for the format.
 */
export function formatOfFileName(name: string): {
  format: ExportFormat | null
  compression: ExportCompression
} {
  const lower = name.toLowerCase()
  const compression = (['gzip', 'zstd'] as const).find((known) =>
    lower.endsWith(COMPRESSION_ENDINGS[known]),
  )
  const plain = compression ? lower.slice(0, -COMPRESSION_ENDINGS[compression].length) : lower
  const ending = /\.([a-z0-9]+)$/.exec(plain)?.[1] ?? ''
  const format =
    exportFormats.find((known) => FILE_ENDINGS[known] === ending) ?? OTHER_ENDINGS[ending] ?? null
  return { format, compression: compression ?? (format ? COMPRESSIONS[format][0]! : 'none') }
}
