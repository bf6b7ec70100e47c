import { z } from 'zod'
import { cellBlockSchema } from './cellBlocks.ts'
import type { ColumnType } from './columns.ts'
import { type } from './contract.ts'
import { stagedChangesSchema } from './edits.ts'
import { filterSchema, sortKeySchema } from './filters.ts'

/** Cells larger than this cross as previews. */
export const PREVIEW_BYTES = 1024

/** A cell of which only the first bytes were sent. `row` counts from the result's first row. */
export type CellPreview = { row: number; column: number; sizeBytes: number }

/**
 * UTF-8 of a cell's text, cut between characters where it is cut, or a binary cell's bytes.
 * `sizeBytes` is that of the whole value.
 */
export type CellBytes = { bytes: Uint8Array; sizeBytes: number }

/**
 * Rows `from` up to `from + rowCount` of a result. `rows` is an Arrow IPC stream of one batch;
 * its columns are named by their index in the result. By kind of column, Arrow's type, and how its
 * buffers give the raw value that `cellText` takes:
 *
 * | kind | Arrow | values |
 * | --- | --- | --- |
 * | `bool` | Bool | one bit a row, lowest first |
 * | `int16` `int32` | Int16, Int32 | number |
 * | `int64` | Int64 | bigint |
 * | `float32` `float64` | Float32, Float64 | number |
 * | `decimal` | Decimal128(precision, scale) | 16 bytes a row, two's complement, low word first |
 * | `date` | Date32 | number: days since 1970-01-01 |
 * | `time` | Time64(unit) | bigint: units since midnight |
 * | `timestamp` | Timestamp(unit, zone) | bigint: units since 1970-01-01 00:00 |
 * | `text` | Utf8 | string |
 * | `any` | Utf8 | string, its first character being the class tag |
 * | `binary` | Binary | Uint8Array |
 */
export type ResultWindow = {
  from: number
  rowCount: number
  rows: Uint8Array
  previews: CellPreview[]
  /**
   * Of the columns in `rows`, in order. They can be wider than those last told by an event, which
   * may still be on its way; cells are to be read by these.
   */
  types?: ColumnType[]
  /** Of a view: the numbers that the rows have in the result it is of. */
  sourceRows?: number[]
}

/**
 * What cells come to together. Numbers are as exact as the cells: sums of integers and decimals have
 * all their digits, `mean` up to ten more places than the values.
 */
export type CellSummary = {
  cellCount: number
  nullCount: number
  /** Different values, NULL not among them; null: too many cells to tell. */
  distinctCount: number | null
  /** Over the cells that hold numbers; null: none does. */
  numbers: {
    count: number
    sum: string
    mean: string
    min: string
    max: string
    /** No floating-point number is among them. */
    isExact: boolean
  } | null
}

/** A cell that was found. `number` counts matches from 1, row by row in the order that is shown. */
export type FoundCell = { row: number; column: number; number: number }

/** `resultId`: the view's own. */
export type ResultView = { resultId: string; rowCount: number }

export const resultCalls = {
  /** At most 5,000 rows a call; fewer come back where the result ends earlier. */
  'results.window': {
    request: z.object({
      resultId: z.string(),
      from: z.int().min(0),
      to: z.int().min(0),
      /** Indexes; all when left out. */
      columns: z.array(z.int().min(0)).optional(),
    }),
    response: type<ResultWindow>(),
  },
  /** The value of one cell, or of a larger one its first `limitBytes`; null for NULL. */
  'results.cell': {
    request: z.object({
      resultId: z.string(),
      row: z.int().min(0),
      column: z.int().min(0),
      limitBytes: z.int().positive().optional(),
    }),
    response: type<CellBytes | null>(),
  },
  /**
   * Sorts and filters a stored result without asking the database again. The answer names a view: it
   * is windowed, read cell by cell and exported under `resultId` like any result, and closed with
   * the one it is of, or before. Waits for a result that still streams. All filters must hold;
   * `search` must be found in the text of at least one cell of a row, in upper or lower case.
   */
  'results.view': {
    request: z.object({
      resultId: z.string(),
      sort: z.array(sortKeySchema).max(64).default([]),
      filters: z.array(filterSchema).max(64).default([]),
      search: z.string().max(1_000).default(''),
    }),
    response: type<ResultView>(),
  },
  /** Sums up cells without the window seeing them, with what is staged in place of what is stored. */
  'results.summary': {
    request: z.object({
      resultId: z.string(),
      block: cellBlockSchema,
      staged: stagedChangesSchema,
    }),
    response: type<CellSummary>(),
  },
  /**
   * The nearest cell whose text holds `needle`, in upper or lower case, after or before a place, going on from the
   * other end; null: no cell does. Waits for a result that still streams. Goes through the rows from
   * the first on and answers with the match as soon as no nearer one can come, at the latest after
   * some 200 ms: where the answer is not of the whole, `total` is of the rows gone through and `found`
   * may be null; ask again, and it goes on from there.
   */
  'results.find': {
    request: z.object({
      resultId: z.string(),
      needle: z.string().min(1).max(1_000),
      /** Looked at, in the order in which they are shown. */
      columns: z.array(z.int().min(0)).min(1),
      /** The place itself counts with `first`. */
      from: z.object({ row: z.int().min(0), column: z.int().min(0) }),
      direction: z.enum(['first', 'next', 'previous']),
      /** Goes on although the match is known, to count the others. */
      goesOn: z.boolean().default(false),
    }),
    response: type<{ total: number; isWhole: boolean; found: FoundCell | null }>(),
  },
  /** Writes the whole value of a cell to a file on this computer: text as UTF-8, bytes as they are. */
  'results.saveCell': {
    request: z.object({
      resultId: z.string(),
      row: z.int().min(0),
      column: z.int().min(0),
      path: z.string().min(1),
    }),
    response: type<{ sizeBytes: number }>(),
  },
  /** Frees memory and disk. Closing twice is fine. */
  'results.close': {
    request: z.object({ resultIds: z.array(z.string()) }),
    response: type<void>(),
  },
}
