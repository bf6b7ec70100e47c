import type { ImportFormat } from './imports.ts'

const FORMAT_BY_ENDING: Readonly<Record<string, ImportFormat>> = {
  csv: 'csv',
  tsv: 'csv',
  tab: 'csv',
  txt: 'csv',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  json: 'json',
  parquet: 'parquet',
  pq: 'parquet',
  arrow: 'arrow',
  ipc: 'arrow',
  feather: 'arrow',
  xlsx: 'xlsx',
}

/** What a file is by its name, compressed or not; null where the name does not tell. */
export function formatOfImport(path: string): ImportFormat | null {
  const plain = path.replace(/\.(gz|zst|zstd)$/i, '')
  const ending = /\.([^./\\]+)$/.exec(plain)?.[1] ?? ''
  return FORMAT_BY_ENDING[ending.toLowerCase()] ?? null
}
