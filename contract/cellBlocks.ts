import { z } from 'zod'

/** Places of rows or columns in one request; a selection by hand has far fewer. */
const MAX_RANGES = 10_000

/**
 * Cells of a result that stand in rows × columns: what is copied, summed up or exported of it.
 * Rows are ranges in ascending order that do not touch each other, `to` excluded; columns are
 * indexes in the order in which they are shown.
 */
export const cellBlockSchema = z.object({
  rows: z
    .array(z.object({ from: z.int().min(0), to: z.int().min(0) }))
    .min(1)
    .max(MAX_RANGES),
  columns: z.array(z.int().min(0)).min(1).max(MAX_RANGES),
})
export type CellBlock = z.output<typeof cellBlockSchema>

export const blockRowCount = ({ rows }: CellBlock): number =>
  rows.reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0)

export const blockCellCount = (block: CellBlock): number =>
  blockRowCount(block) * block.columns.length
