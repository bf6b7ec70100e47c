import { z } from 'zod'
import type { Column } from './columns.ts'
import { type } from './contract.ts'

/** What is worked out of the rows of a group. */
export const aggregateFunctions = [
  'count',
  'count-distinct',
  'sum',
  'mean',
  'min',
  'max',
  'median',
  'first',
  'last',
] as const
export type AggregateFunction = (typeof aggregateFunctions)[number]

const columnSchema = z.int().min(0)

/** `column` null: of the rows themselves, which can only be counted. */
export const aggregateSchema = z.object({
  function: z.enum(aggregateFunctions),
  column: columnSchema.nullable(),
})
export type Aggregate = z.output<typeof aggregateSchema>

/** Characters of a JSON text, typed or from a file. */
export const MAX_JSON_LENGTH = 64 * 1024 * 1024

/** A result that was made of others; it is windowed, worked on, exported and closed like any. */
export type MadeResult = { resultId: string; columns: Column[]; rowCount: number }

/** `value` is as the grid shows it, and as a filter on the column takes it. */
export type TopValue = { value: string; rowCount: number }

/** Rows with a value of at least `from` and below `to`; the last bin has `to` as well. */
export type HistogramBin = { from: string; to: string; rowCount: number }

/**
 * What a column holds. Values are texts as the grid shows them, exact but for `mean` and `std` of
 * floating-point numbers, and `std` altogether. NaN counts as a value and is left out of the figures.
 */
export type ColumnStatistics = {
  rowCount: number
  nullCount: number
  nanCount: number
  distinctCount: number
  min: string | null
  max: string | null
  /** Of numbers and moments; null for others. */
  mean: string | null
  std: string | null
  /** Values of the column below or at which this part of its values lies. */
  quantiles: { ratio: number; value: string }[]
  /** Of numbers and moments, at most 30 of the same width; empty for others. */
  histogram: HistogramBin[]
  /** At most ten, the most frequent first; NULLs are not among them. */
  top: TopValue[]
}

/**
 * Any result of these calls may be a view: then it is of the rows the view has, in its order. A result
 * as JSON text is `results.copyText`, and to a file `exports.run`.
 */
export const frameCalls = {
  /**
   * A row for each combination of values of the columns `keys` (all rows are one group where there
   * is none), in the order in which they first appear; no aggregates: the distinct values. Sums of
   * integers and decimals are exact, whatever their length. NULLs are one group, and are left out of
   * aggregates; NaN and the infinities of decimals add up as in PostgreSQL.
   */
  'frames.group': {
    request: z
      .object({
        resultId: z.string(),
        keys: z.array(columnSchema).max(64),
        aggregates: z.array(aggregateSchema).max(64).default([]),
      })
      .refine(({ keys, aggregates }) => keys.length + aggregates.length > 0, {
        message: 'Choose a column or an aggregate.',
      }),
    response: type<MadeResult>(),
  },
  /**
   * One SELECT over results, each under its name, in the SQL of Polars. Decimals without bounds are
   * decimals of 38 digits there, or text where not all of a column's values fit.
   */
  'frames.sql': {
    request: z.object({
      sql: z.string().min(1).max(1_000_000),
      results: z
        .array(z.object({ resultId: z.string(), name: z.string().min(1).max(200) }))
        .min(1)
        .max(100),
    }),
    response: type<MadeResult>(),
  },
  'frames.statistics': {
    request: z.object({ resultId: z.string(), column: columnSchema }),
    response: type<ColumnStatistics>(),
  },
  /** An array of objects, one object, or an object a line; columns are typed by their values. */
  'frames.fromJson': {
    request: z.object({ json: z.string().min(1).max(MAX_JSON_LENGTH) }),
    response: type<MadeResult>(),
  },
}
