import type { Column, ColumnType } from '../../contract/columns.ts'
import type { WireError } from '../../contract/errors.ts'
import type { Filter, SortKey } from '../../contract/filters.ts'

/** Which rows of a frame to find, and in which order. Columns are addressed by index. */
export type SelectionPlan = {
  /** As widened at the end of the result. */
  readonly columns: readonly Column[]
  readonly sort: readonly SortKey[]
  readonly filters: readonly Filter[]
  readonly search: string
}

/**
 * What main asks of a Polars worker. A selection begins with its plan; then come the columns it
 * needs of each batch in order, as Arrow IPC, each taken before the next is sent.
 */
export type WorkRequest =
  | { readonly kind: 'select'; readonly plan: SelectionPlan }
  | { readonly kind: 'batch'; readonly types: readonly ColumnType[]; readonly bytes: Uint8Array }
  | { readonly kind: 'finish' }

/** One to each request. `index`: numbers of rows. */
export type WorkAnswer =
  | { readonly kind: 'taken' }
  | { readonly kind: 'index'; readonly index: Uint32Array<ArrayBuffer> }
  | { readonly kind: 'failed'; readonly error: WireError }

/** The columns a plan looks at, ascending. */
export function columnsOf({ columns, sort, filters, search }: SelectionPlan): number[] {
  if (search !== '') return columns.map((_, index) => index)
  const used = new Set([...sort, ...filters].map(({ column }) => column))
  return [...used].toSorted((a, b) => a - b)
}
