import { z } from 'zod'
import { cellBlockSchema } from './cellBlocks.ts'
import { type } from './contract.ts'
import { stagedChangesSchema } from './edits.ts'

/**
 * Forms in which cells go to the clipboard. `tsv` is what spreadsheets paste, `in-list` the values
 * of all cells in brackets as SQL has them, each once and without NULL.
 */
export const copyFormats = [
  'tsv',
  'tsv-headers',
  'csv',
  'json',
  'markdown',
  'sql',
  'in-list',
] as const
export type CopyFormat = (typeof copyFormats)[number]

/** Above either, the window asks before it fills the clipboard. */
export const COPY_CELLS = 1_000_000
export const COPY_BYTES = 50 * 1024 * 1024

export const copyCalls = {
  /**
   * Writes cells of a result as text, in whole values. The text comes in pieces as `results.copyPiece`, in
   * order and all of them before the answer. Above `limitBytes` it fails with `too-large`, and
   * what came is to be thrown away.
   */
  'results.copyText': {
    request: z.object({
      copyId: z.string().min(1),
      resultId: z.string(),
      /** Rows that are added count behind the others. */
      block: cellBlockSchema,
      /** Copied in place of what is stored. */
      staged: stagedChangesSchema,
      format: z.enum(copyFormats),
      /** Whose dialect SQL is written in, and the table of INSERT statements. */
      sql: z.object({ driverId: z.string().min(1), table: z.string().min(1) }).optional(),
      limitBytes: z.int().positive().default(COPY_BYTES),
    }),
    response: type<{ sizeBytes: number }>(),
  },
}

export const copyEvents = {
  /** UTF-8; a character may be cut by the end of a piece. */
  'results.copyPiece': {
    filter: z.object({ copyId: z.string() }),
    payload: type<{ bytes: Uint8Array }>(),
  },
}
