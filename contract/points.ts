import { z } from 'zod'
import { type } from './contract.ts'

/** Points that a chart may ask for. */
export const MAX_POINTS = 10_000

/**
 * Values of one column, a point each. `values` are what is drawn: numbers as doubles, moments and days
 * in milliseconds since 1970, times of day since midnight; null where there is none. `texts` are the exact
 * ones, as the grid shows them; null for NULL.
 */
export type PointColumn = { values: (number | null)[]; texts: (string | null)[] }

export type Points = {
  /** In the order of the columns asked for. */
  columns: PointColumn[]
  /** Of the result; there are fewer points where some were left out. */
  rowCount: number
}

export const pointCalls = {
  /**
   * Rows of a result as points of a chart, at most about `limit` of them. Where there are more: `first`
   * takes the first ones, `even` every so-manieth, `extremes` those with the least and the greatest value
   * of each column in each of many stretches of the first column, in whose order all points then are.
   * Waits for a result that still streams.
   */
  'results.points': {
    request: z.object({
      resultId: z.string(),
      columns: z.array(z.int().min(0)).min(1).max(16),
      pick: z.enum(['first', 'even', 'extremes']),
      limit: z.int().positive().max(MAX_POINTS),
      /** Where instants are shown in `texts`. */
      zone: z.string().max(100).optional(),
    }),
    response: type<Points>(),
  },
}
