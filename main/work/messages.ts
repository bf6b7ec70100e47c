import type { Column, ColumnType } from '../../contract/columns.ts'
import type { WireError } from '../../contract/errors.ts'
import type { Filter, SortKey } from '../../contract/filters.ts'
import type { LoadPlan } from './FrameLoading.ts'
import type { SpilledBatch } from './FrameShelf.ts'

/** Which rows of a frame to find, and in which order. Columns are addressed by index. */
export type SelectionPlan = {
  /** As widened at the end of the result. */
  readonly columns: readonly Column[]
  readonly sort: readonly SortKey[]
  readonly filters: readonly Filter[]
  readonly search: string
}

/**
 * What main asks of a Polars thread. Frames are put on its shelf first, by `load`, the batches, and
 * `loaded`; a selection then begins with its plan, goes over one frame after the other, and ends.
 * All but `drop` are answered, in the order of asking.
 */
export type WorkRequest =
  | { readonly kind: 'load'; readonly plan: LoadPlan }
  | { readonly kind: 'batches'; readonly types: readonly ColumnType[]; readonly bytes: Uint8Array }
  | { readonly kind: 'spilled'; readonly path: string; readonly batches: readonly SpilledBatch[] }
  | { readonly kind: 'loaded' }
  | { readonly kind: 'select'; readonly plan: SelectionPlan }
  | { readonly kind: 'sift'; readonly frameId: string }
  | { readonly kind: 'index' }

/** Takes a frame off the shelf; not answered. */
export type DropNotice = { readonly kind: 'drop'; readonly frameId: string }

/** `done`: to what asks for no more than that it is done. `index`: numbers of rows. */
export type WorkAnswer =
  | { readonly kind: 'done' }
  | { readonly kind: 'index'; readonly index: Uint32Array<ArrayBuffer> }
  | { readonly kind: 'failed'; readonly error: WireError }
