import { basename } from 'node:path'
import {
  COMPRESSIONS,
  type CsvOptions,
  csvOptionsSchema,
  type ExportCompression,
  exportCompressions,
  type ExportFormat,
  exportFormats,
} from '../../contract/exports.ts'
import { formatOfFileName } from '../../contract/formatOfFileName.ts'
import { FLAG, oneOf, parseFlags, required, TEXT, wrongUsage } from './commandFlags.ts'

export type ExportCommand = {
  kind: 'export'
  url: string
  sql: string
  path: string
  format: ExportFormat
  compression: ExportCompression
  csv: CsvOptions
  /** Of INSERT statements. */
  table: string
  /** Of the database at the URL when null. */
  dialect: string | null
}

export const exportUsage = `  sluice export --url URL --sql SQL --to FILE [--format ${exportFormats.join('|')}]
                [--compress ${exportCompressions.join('|')}] [--table NAME] [--dialect DRIVER]
                [--separator ,|;|tab|'|'] [--null TEXT] [--no-header] [--quote-all] [--crlf]
                [--bom] [--guard-formulas]
      Writes the rows to a file, which appears when it is whole. Format and compression are taken
      from its name where they are not given: orders.csv.gz. Parquet takes zstd, snappy or none, text
      gzip, zstd or none. --table and --dialect are for INSERT statements (sql), the flags after them
      for CSV.
`

const OPTIONS = {
  url: TEXT,
  sql: TEXT,
  to: TEXT,
  format: TEXT,
  compress: TEXT,
  table: TEXT,
  dialect: TEXT,
  separator: TEXT,
  null: TEXT,
  'no-header': FLAG,
  'quote-all': FLAG,
  crlf: FLAG,
  bom: FLAG,
  'guard-formulas': FLAG,
}

const SEPARATORS = { ',': ',', ';': ';', '|': '|', tab: '\t' } as const

/** Throws `invalid-request` for wrong usage. */
export function parseExport(argv: readonly string[]): ExportCommand {
  const values = parseFlags(argv, OPTIONS)
  const path = required(values, 'to')
  const named = formatOfFileName(path)
  const format =
    values['format'] === undefined ? named.format : oneOf(values, 'format', exportFormats)
  if (format === null)
    throw wrongUsage(`--format is missing, and the name “${path}” does not tell it.`)
  const separator = oneOf(values, 'separator', [',', ';', '|', 'tab'] as const, ',')
  return {
    kind: 'export',
    url: required(values, 'url'),
    sql: required(values, 'sql'),
    path,
    format,
    compression: oneOf(values, 'compress', exportCompressions, compressionOf(format, named)),
    csv: csvOptionsSchema.parse({
      separator: SEPARATORS[separator],
      nullText: values['null'],
      hasHeader: values['no-header'] !== true,
      quoting: values['quote-all'] === true ? 'always' : 'needed',
      lineEnd: values['crlf'] === true ? 'crlf' : 'lf',
      hasByteOrderMark: values['bom'] === true,
      guardsFormulas: values['guard-formulas'] === true,
    }),
    table: values['table'] === undefined ? tableOf(path) : required(values, 'table'),
    dialect: values['dialect'] === undefined ? null : required(values, 'dialect'),
  }
}

/** A name of another format says nothing: `--format parquet --to orders.bin`. */
const compressionOf = (
  format: ExportFormat,
  named: ReturnType<typeof formatOfFileName>,
): ExportCompression =>
  COMPRESSIONS[format].includes(named.compression) && named.compression !== 'none'
    ? named.compression
    : COMPRESSIONS[format][0]!

/** `orders` of `/tmp/orders.sql.gz`. */
const tableOf = (path: string): string => basename(path).split('.')[0] || 'result'
