import {
  COMPRESSION_ENDINGS,
  FILE_ENDINGS,
  isTextFormat,
  type ExportCompression,
  type ExportFormat,
} from '../../contract/exports.ts'

/** A name that every file system takes, from the tab's title: `orders.csv`, `orders-2.csv`. */
export function exportFileName(
  title: string,
  resultNumber: number,
  { format, compression }: { format: ExportFormat; compression: ExportCompression },
): string {
  const plain = title
    .replace(/\.(?:sql|csv|json|ndjson)$/i, '')
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u001f<>:"/\\|?*]+/g, '-')
    .replaceAll(/^[\s.-]+|[\s.-]+$/g, '')
    .slice(0, 100)
  const number = resultNumber > 1 ? `-${resultNumber}` : ''
  return `${plain || 'result'}${number}.${FILE_ENDINGS[format]}${wholeFileEnding(format, compression)}`
}

const wholeFileEnding = (format: ExportFormat, compression: ExportCompression): string =>
  isTextFormat(format) && (compression === 'gzip' || compression === 'zstd')
    ? COMPRESSION_ENDINGS[compression]
    : ''

/** A name for the table of INSERT statements, from the tab's title. */
export const exportTableName = (title: string): string =>
  title
    .replace(/\.\w+$/, '')
    .replaceAll(/[^\p{L}\p{N}_]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '') || 'result'
