import { z } from 'zod'
import type { ColumnType } from './columns.ts'
import { type } from './contract.ts'
import type { WireError } from './errors.ts'
import { exportTargetSchema } from './exports.ts'
import type { MadeResult } from './frames.ts'
import { pointRoles, timeUnits, type PointColumn } from './pointColumns.ts'

export const importFormats = ['csv', 'ndjson', 'json', 'parquet', 'arrow', 'xlsx'] as const
export type ImportFormat = (typeof importFormats)[number]

/** `auto`: by the byte order mark, else UTF-8. */
export const importEncodings = [
  'auto',
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'gb18030',
] as const
export type ImportEncoding = (typeof importEncodings)[number]

const oneAsciiCharacter = z.string().regex(/^[\t\x20-\x7e]$/)

export const csvReadOptionsSchema = z.object({
  separator: oneAsciiCharacter.default(','),
  /** Empty: none, and every character means itself. */
  quote: oneAsciiCharacter.or(z.literal('')).default('"'),
  encoding: z.enum(importEncodings).default('auto'),
  hasHeader: z.boolean().default(true),
  /** What stands for NULL where it is not quoted. */
  nullText: z.string().default(''),
  decimalMark: z.enum(['.', ',']).default('.'),
})
export type CsvReadOptions = z.output<typeof csvReadOptionsSchema>

/** A file on the computer of the host, and how it is to be read. */
export const importSourceSchema = z.object({
  path: z.string().min(1),
  format: z.enum(importFormats),
  csv: csvReadOptionsSchema.prefault({}),
  /** Of a workbook; null: the first. */
  sheet: z.string().nullable().default(null),
})
export type ImportSource = z.output<typeof importSourceSchema>

const timeUnit = z.enum(['us', 'ns'])
/** The types a column of a file can be read as. */
export const importTypeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['bool', 'int16', 'int32', 'int64', 'float32', 'date', 'binary']) }),
  z.object({ kind: z.literal('float64'), text: z.literal('sqlite').optional() }),
  z.object({
    kind: z.literal('decimal'),
    precision: z.int().min(1).max(38),
    scale: z.int().min(0).max(38),
  }),
  z.object({ kind: z.literal('time'), unit: timeUnit }),
  z.object({ kind: z.literal('timestamp'), unit: timeUnit, zone: z.literal('UTC').nullable() }),
  z.object({
    kind: z.literal('text'),
    mark: z
      .custom<Extract<ColumnType, { kind: 'text' }>['mark']>((mark) => isMark(mark))
      .optional(),
  }),
])

const MARKS = new Set(
  'decimal date time timestamp interval uuid json xml array range geometry network bits'.split(' '),
)
const isMark = (mark: unknown): boolean =>
  mark === undefined || (typeof mark === 'string' && MARKS.has(mark))

/** Which column of the file goes where; the ones left out are skipped. */
export type ImportColumn = {
  /** Its place in the file, from 0. */
  readonly source: number
  readonly target: string
  readonly type: ColumnType
  /** What it is of a point; there where rows become points. */
  readonly point?: PointColumn
}
/** Typed by hand: what zod calls optional may also be undefined, which no message carries. */
export const importColumnSchema = z.object({
  source: z.int().min(0),
  target: z.string().min(1),
  type: importTypeSchema,
  point: z.object({ role: z.enum(pointRoles), unit: z.enum(timeUnits).optional() }).optional(),
}) as unknown as z.ZodType<ImportColumn, ImportColumn>

export const importTargetSchema = z.object({
  schema: z.string(),
  table: z.string().min(1),
  /** Makes the table first, in the same transaction. */
  creates: z.boolean(),
})
export type ImportTarget = z.output<typeof importTargetSchema>

/** A row that was not stored. `line` is that of the file, or the number of the record; from 1. */
export type RejectedRow = { readonly line: number; readonly reason: string }

/** What a whole look at the file says of it. */
export type InspectedFile = {
  columns: { name: string; type: ColumnType }[]
  rowCount: number
  sizeBytes: number
  /** Rows that have too few or too many cells: the first hundred. */
  rejects: RejectedRow[]
  rejectCount: number
  /** Of a workbook. */
  sheets: string[]
}

/** The result that a file's rows became, and those that are left out of it. */
export type OpenedFile = MadeResult & Pick<InspectedFile, 'rejects' | 'rejectCount'>

export type ImportPreview = {
  /** As they will be stored; null for NULL. */
  rows: (string | null)[][]
  rejects: RejectedRow[]
}

export type ImportTargetInfo = {
  /** The statement that makes the table, or what is written for each row; null where it is there. */
  ddl: string | null
  /** Columns of the table that is there. */
  columns: { name: string; serverType: string; type: ColumnType; isRequired: boolean }[]
}

export type ImportProgress = {
  importId: string
  state: 'running' | 'done' | 'cancelled' | 'failed'
  writtenRows: number
  readBytes: number
  totalBytes: number
  elapsedMs: number
  rejectCount: number
  /** The first hundred. */
  rejects: RejectedRow[]
  error: WireError | null
}

export const MAX_REJECTS = 100_000

export const importCalls = {
  /** Reads the whole file and guesses the columns' types. Aborting ends the reading. */
  'imports.inspect': {
    request: z.object({ source: importSourceSchema }),
    response: type<InspectedFile>(),
  },
  /** The first rows of the file, in the types given. */
  'imports.preview': {
    request: z.object({
      source: importSourceSchema,
      columns: z.array(importColumnSchema),
      /** The file's columns as `imports.inspect` found them. */
      names: z.array(z.string()),
      rowCount: z.int().min(1).max(1_000).default(100),
    }),
    response: type<ImportPreview>(),
  },
  'imports.target': {
    request: z.object({
      profileId: z.string(),
      target: importTargetSchema,
      columns: z.array(importColumnSchema),
    }),
    response: type<ImportTargetInfo>(),
  },
  /**
   * Writes the file's rows into a table, all or none but for rejected ones, and answers when they
   * are there; progress comes as `imports.progress`. Rejects when nothing was written.
   */
  'imports.run': {
    request: z.object({
      importId: z.string().min(1),
      profileId: z.string(),
      source: importSourceSchema,
      target: importTargetSchema,
      columns: z.array(importColumnSchema).min(1),
      /** The file's columns as `imports.inspect` found them. */
      names: z.array(z.string()),
      /** How many rows may be kept aside; 0: the first bad one ends the import. */
      maxRejects: z.int().min(0).max(MAX_REJECTS).default(0),
    }),
    response: type<ImportProgress>(),
  },
  /** A file's rows as a result of their own, in no database. Aborting leaves none. */
  'imports.open': {
    request: z.object({ source: importSourceSchema }),
    response: type<OpenedFile>(),
  },
  /**
   * Writes the rejected rows of an import that has ended, as CSV with line and reason. `url` is the
   * address of a download, on the same host. Throws `not-found` once they are let go.
   */
  'imports.saveRejects': {
    request: z.object({ importId: z.string(), target: exportTargetSchema }),
    response: type<{ url: string | null }>(),
  },
  /** Lets the rejected rows of an import go. */
  'imports.discardRejects': {
    request: z.object({ importId: z.string() }),
    response: type<void>(),
  },
  /** Removes a file that the window has sent up. */
  'imports.discardUpload': {
    request: z.object({ path: z.string() }),
    response: type<void>(),
  },
}

export const importEvents = {
  'imports.progress': {
    filter: z.object({ importId: z.string() }),
    payload: type<ImportProgress>(),
  },
}
