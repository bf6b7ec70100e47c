import type { WireError } from '../../../contract/errors.ts'
import type { ImportSource, InspectedFile } from '../../../contract/imports.ts'
import type { ParsedBlock } from './parseBlock.ts'
import type { ReadPlan } from './readRows.ts'

/** What an import worker is started for; it ends with the answer. */
export type ReadTask =
  | { readonly kind: 'inspect'; readonly source: ImportSource }
  /** Blocks come one for each `next`. */
  | { readonly kind: 'read'; readonly plan: ReadPlan }

export type ReadAnswer =
  | { readonly kind: 'progress'; readonly readBytes: number }
  | { readonly kind: 'inspected'; readonly file: InspectedFile }
  | ({
      readonly kind: 'rows'
      readonly readBytes: number
      readonly totalBytes: number
    } & ParsedBlock)
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly error: WireError }

export const NEXT = 'next'
