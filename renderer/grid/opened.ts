import type { ReferringChoice } from './useLinks.ts'

/** What is open over a grid; the filter is of a column. */
export type Opened =
  | { readonly kind: 'find' | 'go-to' | 'columns' }
  | { readonly kind: 'filter'; readonly column: number }
  | ({ readonly kind: 'referring' } & ReferringChoice)
