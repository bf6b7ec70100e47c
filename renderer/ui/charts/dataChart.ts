export type DataChartValue = { readonly value: number | null; readonly text: string }

/** A place on the axis with the value of each series there. */
export type DataChartPoint = {
  readonly x: number | string
  readonly xText: string
  readonly values: readonly (DataChartValue | null)[]
}

export type DataChartProps = {
  /** What is drawn, for screen readers. */
  readonly label: string
  readonly kind: 'line' | 'area' | 'bar' | 'scatter' | 'pie'
  readonly series: readonly string[]
  readonly points: readonly DataChartPoint[]
  readonly xTitle: string
  readonly yTitle: string
  /** `place`: by name, one beside the other. */
  readonly axis: 'moment' | 'number' | 'place'
  /** In which moments stand. */
  readonly zone: string
  /** A place without a value of a series is none of its own: the line goes on over it. */
  readonly goesOverGaps: boolean
  /** What the slices that are not drawn come to. */
  readonly rest?: { readonly label: string; readonly value: number } | undefined
}

export const seriesColour = (index: number): string => `var(--chart-${(index % 8) + 1})`

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 4 })
const plain = new Intl.NumberFormat('en', { maximumSignificantDigits: 6 })

/** As an axis writes it: `1,250`, `12.5K`, `3M`. */
export const axisNumber = (value: number): string =>
  Math.abs(value) >= 10_000 ? compact.format(value) : plain.format(value)
