import { z } from 'zod'
import { type } from './contract.ts'
import { MAX_ROW_CHANGES } from './limits.ts'
import { editedValueSchema, editTarget, rowChangeSchema } from './edits.ts'
import type { RowChange } from './edits.ts'

/** A value that a row had; of a long one the beginning, and the SHA-256 of all of it. */
const oldValueSchema = z.object({
  column: z.string(),
  text: z.string().nullable(),
  digest: z.string().nullable(),
})
export type OldValue = z.output<typeof oldValueSchema>

const newValuesSchema = z.array(z.object({ column: z.string(), value: editedValueSchema }))

/** A change that outlives its result: columns by name, the row by its key and what it had. */
const keptChangeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('update'),
    /** The key, and what is changed. */
    old: z.array(oldValueSchema),
    values: newValuesSchema,
  }),
  /** All that the row had. */
  z.object({ kind: z.literal('delete'), old: z.array(oldValueSchema) }),
  z.object({ kind: z.literal('insert'), values: newValuesSchema }),
])
export type KeptChange = z.output<typeof keptChangeSchema>

export const keptChangesSchema = z.array(keptChangeSchema)

/** Changes of the rows of a result that is closed, not applied and not given up. */
export type KeptEdits = {
  id: string
  tabId: string
  profileId: string
  /** That gave the rows, and gives them again. */
  statement: string
  counts: { changed: number; added: number; deleted: number }
}

export function keptCounts(changes: readonly KeptChange[]): KeptEdits['counts'] {
  const count = (kind: KeptChange['kind']): number =>
    changes.filter((change) => change.kind === kind).length
  return { changed: count('update'), added: count('insert'), deleted: count('delete') }
}

/** A change that the rows, read again, leave no place for. */
export type UnfitChange = {
  change: KeptChange
  /** `gone`: no such row. `changed`: it has other values now. `column`: it is not among the columns. */
  reason: 'gone' | 'changed' | 'column'
  /** In the result; null: there is none. */
  row: number | null
  /** What the row has now, in the order of `old`; null: there is none. */
  now: (string | null)[] | null
}

export const keptEditCalls = {
  /** On disk when it answers, in place of what was there under this id. */
  'edits.keep': {
    request: z.object({
      ...editTarget,
      id: z.string().min(1),
      tabId: z.string().min(1),
      changes: z.array(rowChangeSchema).max(MAX_ROW_CHANGES),
      /** Those that found no place in the result. */
      unfit: keptChangesSchema,
    }),
    response: type<void>(),
  },
  /** Those of all tabs, in the order in which they were begun. */
  'edits.kept': { request: z.object({}), response: type<KeptEdits[]>() },
  /** The changes that fit the rows of a result of the same statement, and the others. They stay kept. */
  'edits.restore': {
    request: z.object({ ...editTarget, id: z.string() }),
    response: type<{ changes: RowChange[]; unfit: UnfitChange[] }>(),
  },
  'edits.drop': { request: z.object({ id: z.string() }), response: type<void>() },
}
