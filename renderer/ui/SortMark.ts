/** How a column takes part in the order of the rows. */
export type SortMark = {
  readonly direction: 'ascending' | 'descending'
  /** Its place among several columns, from 1; null: it is the only one. */
  readonly place: number | null
}

/** `▲`, or `▼2` for the second of several. */
export const sortMarkText = ({ direction, place }: SortMark): string =>
  `${direction === 'ascending' ? '▲' : '▼'}${place ?? ''}`
