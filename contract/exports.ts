import { z } from 'zod'
import { cellBlockSchema } from './cellBlocks.ts'
import { type } from './contract.ts'
import type { WireError } from './errors.ts'
import { parameterValuesSchema } from './parameters.ts'

export const exportFormats = [
  'csv',
  'json',
  'ndjson',
  'markdown',
  'sql',
  'xlsx',
  'parquet',
  'arrow',
] as const
export type ExportFormat = (typeof exportFormats)[number]

export const exportCompressions = ['none', 'gzip', 'zstd', 'snappy'] as const
export type ExportCompression = (typeof exportCompressions)[number]

const TEXT_COMPRESSIONS = ['none', 'gzip', 'zstd'] as const

/**
 * What a format can be compressed with, the usual first; the rest is refused. Text is compressed as a
 * whole, and the file's name tells; Parquet compresses its pages inside of the file.
 */
export const COMPRESSIONS: Record<ExportFormat, readonly ExportCompression[]> = {
  csv: TEXT_COMPRESSIONS,
  json: TEXT_COMPRESSIONS,
  ndjson: TEXT_COMPRESSIONS,
  markdown: TEXT_COMPRESSIONS,
  sql: TEXT_COMPRESSIONS,
  xlsx: ['none'],
  parquet: ['zstd', 'snappy', 'none'],
  arrow: ['none'],
}

/** How the name of such a file ends, without the dot. */
export const FILE_ENDINGS: Record<ExportFormat, string> = {
  csv: 'csv',
  json: 'json',
  ndjson: 'ndjson',
  markdown: 'md',
  sql: 'sql',
  xlsx: 'xlsx',
  parquet: 'parquet',
  arrow: 'arrow',
}
/** How the name of a file ends that is compressed as a whole. */
export const COMPRESSION_ENDINGS = { gzip: '.gz', zstd: '.zst' } as const

/** Compressed as a whole where that is asked for; the other formats are compact by themselves. */
export const isTextFormat = (format: ExportFormat): boolean =>
  COMPRESSIONS[format] === TEXT_COMPRESSIONS

/** Those that a terminal can show, and that need to know of no table. */
export const terminalFormats = ['csv', 'json', 'ndjson', 'markdown'] as const
export type TerminalFormat = (typeof terminalFormats)[number]

export const csvOptionsSchema = z.object({
  separator: z.enum([',', ';', '\t', '|']).default(','),
  hasHeader: z.boolean().default(true),
  /** What stands for NULL. Text equal to it is quoted, so that the two stay apart. */
  nullText: z.string().default(''),
  /** `needed`: only what would be read as something else. NULL is never quoted. */
  quoting: z.enum(['needed', 'always']).default('needed'),
  lineEnd: z.enum(['lf', 'crlf']).default('lf'),
  /** Excel takes a file for UTF-8 by its byte order mark only. */
  hasByteOrderMark: z.boolean().default(false),
  /**
   * Puts an apostrophe before text that a spreadsheet would run as a formula: it begins with `=`,
   * `+`, `-`, `@`, a tab or a carriage return. Numbers stay as they are.
   */
  guardsFormulas: z.boolean().default(false),
})
export type CsvOptions = z.output<typeof csvOptionsSchema>

/** INSERT statements in the dialect of a driver, which need not be the one the rows came from. */
export const insertOptionsSchema = z.object({
  driverId: z.string().min(1),
  /** With or without schema, such as `public.orders`; a part with a dot in it stands in quotes. */
  table: z.string().min(1),
  rowsPerStatement: z.int().min(1).max(10_000).default(500),
})
export type InsertOptions = z.output<typeof insertOptionsSchema>

/** `file`: a path on this computer. `download`: the browser fetches it from the host. */
export const exportTargetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('file'), path: z.string().min(1) }),
  z.object({ kind: z.literal('download'), fileName: z.string().min(1) }),
])

export type ExportProgress = {
  exportId: string
  state: 'running' | 'done' | 'cancelled' | 'failed'
  writtenRows: number
  /** Grows while the result streams; null: not known before the end. */
  totalRows: number | null
  writtenBytes: number
  elapsedMs: number
  /** Where the file is, once it is whole. */
  path: string | null
  error: WireError | null
}

const fileRequest = {
  exportId: z.string().min(1),
  format: z.enum(exportFormats),
  csv: csvOptionsSchema.prefault({}),
  /** Needed by the format `sql`. */
  inserts: insertOptionsSchema.optional(),
  compression: z.enum(exportCompressions).default('none'),
  target: exportTargetSchema,
}

export const exportCalls = {
  /**
   * Writes a stored result to a file and answers when it is whole; progress comes as
   * `exports.progress`. Aborting leaves no file behind. For a download the answer comes when the
   * browser has taken the last byte.
   */
  'exports.run': {
    request: z.object({
      ...fileRequest,
      resultId: z.string(),
      /** Cells that are there already; left out: all of the result, which is waited for. */
      block: cellBlockSchema.optional(),
    }),
    response: type<ExportProgress>(),
  },
  /**
   * The same of statements, run one after the other on one connection of the profile's pool: the
   * rows of the one that gives any go to the file as they come, and nothing is stored. Aborting
   * cancels the statement on the server. Throws `invalid-request` where none of them gives rows, or
   * more than one does.
   */
  'exports.runQuery': {
    request: z.object({
      ...fileRequest,
      profileId: z.string(),
      /** See `query.run`. */
      label: z.string().default(''),
      statements: z.array(z.string().min(1)).min(1).max(10_000),
      parameters: parameterValuesSchema,
    }),
    response: type<ExportProgress>(),
  },
}

export const exportEvents = {
  'exports.progress': {
    filter: z.object({ exportId: z.string() }),
    payload: type<ExportProgress>(),
  },
  /** The address, on the same host, from which the browser takes a download. Once. */
  'exports.download': {
    filter: z.object({ exportId: z.string() }),
    payload: type<{ url: string }>(),
  },
}
