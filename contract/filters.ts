import { z } from 'zod'

/** Characters of one operand, and values of one list. */
const MAX_OPERAND_LENGTH = 10_000
const MAX_VALUES = 1_000

/** Operators that compare with one value, typed as the column's values are shown. */
export const valueOperators = ['=', '!=', '<', '<=', '>', '>=', 'contains', 'starts-with'] as const

const columnSchema = z.int().min(0)
const operandSchema = z.string().max(MAX_OPERAND_LENGTH)

/**
 * A condition on one column, addressed by index. Operands are text as the grid shows values, and are
 * read by the column's type: exactly, with any number of digits. `contains` and `starts-with` look
 * at the text that is shown and take upper and lower case for the same; all others tell them apart.
 * A NULL fulfils nothing but `is-null`, as in SQL.
 */
export const filterSchema = z.discriminatedUnion('operator', [
  z.object({ column: columnSchema, operator: z.enum(valueOperators), value: operandSchema }),
  z.object({ column: columnSchema, operator: z.enum(['is-null', 'is-not-null']) }),
  z.object({
    column: columnSchema,
    operator: z.literal('in'),
    values: z.array(operandSchema).min(1).max(MAX_VALUES),
  }),
])

export type Filter = z.output<typeof filterSchema>
export type FilterOperator = Filter['operator']

/** NULLs come last either way; rows that are equal keep their order. */
export const sortKeySchema = z.object({ column: columnSchema, descending: z.boolean() })
export type SortKey = z.output<typeof sortKeySchema>
