import type { Column, ColumnType } from '../../contract/columns.ts'
import type { WireError } from '../../contract/errors.ts'
import type { Filter, SortKey } from '../../contract/filters.ts'
import type { ColumnStatistics } from '../../contract/frames.ts'
import type { Batch } from '../frame/Batch.ts'
import type { LoadPlan } from './FrameLoading.ts'
import type { SpilledBatch } from './FrameShelf.ts'
import type { GroupPlan } from './neededParts.ts'

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
 * `loaded`; a selection then begins by `select` with its first frame, and goes over further ones by
 * `sift`. One message does for a frame that has all rows: each way there and back costs a wake-up.
 * What makes a result answers with its columns, and gives its rows by `rows` until the next is made.
 * All but `drop` are answered, in the order of asking.
 */
export type WorkRequest =
  | { readonly kind: 'load'; readonly plan: LoadPlan }
  | { readonly kind: 'batches'; readonly types: readonly ColumnType[]; readonly bytes: Uint8Array }
  | { readonly kind: 'spilled'; readonly path: string; readonly batches: readonly SpilledBatch[] }
  | { readonly kind: 'loaded' }
  | ({ readonly kind: 'select'; readonly plan: SelectionPlan } & Sifting)
  | ({ readonly kind: 'sift' } & Sifting)
  | { readonly kind: 'find'; readonly frameId: string; readonly plan: FindPlan }
  | { readonly kind: 'group'; readonly source: FrameSource; readonly plan: GroupPlan }
  | { readonly kind: 'sql'; readonly sql: string; readonly tables: readonly SqlSource[] }
  | { readonly kind: 'json'; readonly json: string }
  | { readonly kind: 'rows'; readonly from: number }
  | { readonly kind: 'statistics'; readonly source: FrameSource; readonly column: number }

/** Where to look for a text: `indexes` are of the columns that can hold it. */
export type FindPlan = {
  readonly columns: readonly Column[]
  readonly indexes: readonly number[]
  readonly needle: string
}

/** A frame whose rows are gone over; the last is answered with the index. */
export type Sifting = { readonly frameId: string; readonly isLast: boolean }

/** A frame of the shelf, of which `rows` tells the rows that are meant, in their order; null: all. */
export type FrameSource = {
  readonly frameId: string
  readonly columns: readonly Column[]
  readonly rows: Uint32Array | null
}

export type SqlSource = { readonly name: string; readonly source: FrameSource }

/** Takes a frame off the shelf; not answered. */
export type DropNotice = { readonly kind: 'drop'; readonly frameId: string }

/** `done`: to what asks for no more than that it is done. `index`: numbers of rows. */
export type WorkAnswer =
  | { readonly kind: 'done' }
  | { readonly kind: 'index'; readonly index: Uint32Array<ArrayBuffer> }
  /** For each of the plan's indexes the numbers of the rows that hold the text. */
  | { readonly kind: 'found'; readonly rows: readonly Uint32Array<ArrayBuffer>[] }
  /** The outcome of a group, a statement or a text, to be fetched by `rows`. */
  | { readonly kind: 'outcome'; readonly columns: readonly Column[]; readonly rowCount: number }
  | { readonly kind: 'rows'; readonly batches: readonly Batch[] }
  | { readonly kind: 'statistics'; readonly statistics: ColumnStatistics }
  | { readonly kind: 'failed'; readonly error: WireError }
