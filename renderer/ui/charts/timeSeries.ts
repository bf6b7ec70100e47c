/** Values at one moment; null: not known, drawn as a gap. */
export type TimePoint = {
  readonly atMs: number
  readonly values: readonly (number | null)[]
  /** From where to where each value went meanwhile. */
  readonly ranges?: readonly (readonly [number, number] | null)[]
}

export type TimeSeries = {
  label: string
  /** Place in the palette, 1 to 8. */
  colour: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8
}

export type TimeChartProps = {
  /** What is drawn and its unit, such as `Errors (% of queries)`. */
  title: string
  series: readonly TimeSeries[]
  points: readonly TimePoint[]
  /** The values of now, exact, beside the title. */
  current: readonly (number | null)[]
  fromMs: number
  toMs: number
  /** The upper end of the axis where there is one; else it follows the values. */
  top?: number
  format: (value: number) => string
  /** As the axis writes it; left out: plain numbers. */
  formatTick?: (value: number) => string
  /** Counts: no ticks between whole numbers. */
  isWhole?: boolean
  /** Charts of one group show the same moment under the pointer. */
  group: string
  height?: number
  emptyText: string
}
