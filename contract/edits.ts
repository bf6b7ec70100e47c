import { z } from 'zod'
import { type } from './contract.ts'
import { MAX_ROW_CHANGES } from './limits.ts'
import { tabSessionSchema } from './sessions.ts'
import type { WireError } from './errors.ts'
import type { MadeResult } from './frames.ts'

/** Why the rows of a result cannot be changed. `columns`: those that are lacking. */
export type EditRefusal = {
  reason:
    | 'read-only'
    /** The database has no rows that statements change one by one. */
    | 'database'
    | 'not-one-table'
    | 'unknown-table'
    | 'not-a-table'
    | 'key-missing'
  columns: string[]
}

/** What may be done with a column of the result. */
export type EditColumn = {
  /** In the table; null: an expression, which cannot be changed. */
  name: string | null
  /** The type that the table gives it, where rows came with another: of a domain they have the base type. */
  declaredType?: string
  isEditable: boolean
  isNullable: boolean
  /** An added row need not have a value of it. */
  hasDefault: boolean
  /** Numbers are kept as `keptNumber` writes them, whatever digits they came with. */
  keepsNumbers?: true
}

/** A table whose rows a result shows, so that they can be changed. */
export type EditableRows = {
  schema: string
  table: string
  /** By which a row is found again: a key, or where the table has none, all of its values. */
  key: { kind: 'primary' | 'unique' | 'all-values'; columns: string[] }
  /** One for each column of the result. */
  columns: EditColumn[]
}

export type EditTarget = { rows: EditableRows } | { refusal: EditRefusal }

/** Text is written as the grid shows it, with all its digits; moments in UTC or with their offset. */
export const editedValueSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('null') }),
  z.object({ kind: z.literal('default') }),
])
export type EditedValue = z.output<typeof editedValueSchema>

const valuesSchema = z.array(z.object({ column: z.int().min(0), value: editedValueSchema }))

/** `row` counts those of the result itself, whatever view is on it. */
export const rowChangeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('update'),
    row: z.int().min(0),
    values: valuesSchema.min(1),
    /** Whatever others have made of the row meanwhile. */
    isForced: z.boolean().default(false),
  }),
  z.object({
    kind: z.literal('delete'),
    row: z.int().min(0),
    isForced: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('insert'), values: valuesSchema }),
])
export type RowChange = z.output<typeof rowChangeSchema>

/** A statement in the order in which it runs, values written into it; null: one of the transaction. */
export type PreviewedStatement = { sql: string; change: number | null }

/** `now`: the row's texts as others left it, cut where long; null: it is gone. */
export type EditConflict = { change: number; now: (string | null)[] | null }

export type EditOutcome =
  /** `result` shows what the server stored; null: read the rows anew. */
  | { outcome: 'applied'; result: MadeResult | null }
  /** Nothing was changed. */
  | { outcome: 'conflicts'; conflicts: EditConflict[] }
  | { outcome: 'failed'; change: number; column: number | null; error: WireError }

export const editTarget = {
  profileId: z.string(),
  resultId: z.string(),
  /** That gave the result. */
  statement: z.string().min(1),
}

/** Changes that lie over rows as they are looked at. */
export const stagedChangesSchema = z.array(rowChangeSchema).max(MAX_ROW_CHANGES).default([])
const changes = z.array(rowChangeSchema).min(1).max(MAX_ROW_CHANGES)

export const editCalls = {
  /** Whether rows of a result can be changed, and by which key they are found. */
  'edits.target': { request: z.object(editTarget), response: type<EditTarget>() },
  /** The statements that `edits.apply` would run. */
  'edits.preview': {
    request: z.object({ ...editTarget, changes }),
    response: type<{ statements: PreviewedStatement[] }>(),
  },
  /**
   * Changes rows in one transaction, or behind a savepoint of the one named. Each statement finds its row by the
   * key and the values it had, and has to change that one row: otherwise, and after an error,
   * nothing is changed. The result that shows the rows as stored is a new one; the old one stays.
   */
  'edits.apply': {
    request: z.object({
      ...editTarget,
      changes,
      /** Who asks, as the pool monitor shows it. */
      label: z.string().default(''),
      transactionId: z.string().optional(),
      session: tabSessionSchema.optional(),
    }),
    response: type<EditOutcome>(),
  },
  /** A new result in which these rows are as they are now; those that are gone are left out. */
  'edits.reload': {
    request: z.object({
      ...editTarget,
      rows: z.array(z.int().min(0)).min(1).max(MAX_ROW_CHANGES),
      transactionId: z.string().optional(),
      session: tabSessionSchema.optional(),
    }),
    response: type<MadeResult>(),
  },
}
