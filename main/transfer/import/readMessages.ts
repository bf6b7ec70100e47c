import type { WireError } from '../../../contract/errors.ts'
import type { ImportSource, InspectedFile } from '../../../contract/imports.ts'
import type { BulkEncoding, EncodedRows } from '../../drivers/bulkLoad.ts'
import type { ParsedBlock } from './parseBlock.ts'
import type { ReadPlan } from './readRows.ts'

/** What an import worker is started for; it ends with the answer. */
export type ReadTask =
  | { readonly kind: 'inspect'; readonly source: ImportSource }
  /** Blocks come one for each `next`; null: as batches. */
  | { readonly kind: 'read'; readonly plan: ReadPlan; readonly encoding: BulkEncoding | null }

/** A `ParsedBlock` in the form of a server. */
export type EncodedBlock = EncodedRows & Pick<ParsedBlock, 'lines' | 'faults'>

/** Of the file. */
export type ReadSoFar = { readonly readBytes: number; readonly totalBytes: number }

export type ReadAnswer =
  | { readonly kind: 'progress'; readonly readBytes: number }
  | { readonly kind: 'inspected'; readonly file: InspectedFile }
  | ({ readonly kind: 'rows' } & ReadSoFar & ParsedBlock)
  | ({ readonly kind: 'encoded' } & ReadSoFar & EncodedBlock)
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly error: WireError }

export const NEXT = 'next'
