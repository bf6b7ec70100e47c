import {
  COMPRESSION_ENDINGS,
  type ExportCompression,
  exportCompressions,
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
}

/** What the ending of a name says: `orders.csv.gz` is CSV, compressed with gzip. */
export function formatOfFileName(name: string): {
  format: ExportFormat | null
  compression: ExportCompression
} {
  const lower = name.toLowerCase()
  const compression =
    exportCompressions.find(
      (known) => known !== 'none' && lower.endsWith(COMPRESSION_ENDINGS[known]),
    ) ?? 'none'
  const ending = /\.([a-z0-9]+)$/.exec(
    lower.slice(0, lower.length - COMPRESSION_ENDINGS[compression].length),
  )?.[1]
  if (ending === undefined) return { format: null, compression }
  const format = exportFormats.find((known) => FILE_ENDINGS[known] === ending)
  return { format: format ?? OTHER_ENDINGS[ending] ?? null, compression }
}
