import type { ChartData } from './loadChart.ts'
import { MAX_SERIES } from './chartSettings.ts'

/** One value at a place; `text` is exact. */
export type ChartValue = { readonly value: number | null; readonly text: string }

/** A place on the axis with the value of each series there. */
export type ChartPoint = {
  readonly x: number | string
  readonly xText: string
  readonly values: readonly (ChartValue | null)[]
}

export type ChartTable = {
  readonly series: readonly string[]
  readonly points: readonly ChartPoint[]
  /** Series that are not drawn: their colours could not be told apart. */
  readonly hiddenSeries: number
}

/** Turns what main gave into points, one for each place, with a value for each series. */
export function chartTable(data: ChartData, words: { none: string; count: string }): ChartTable {
  const { points, settings, values, isGrouped } = data
  const [places, ...others] = points.columns
  if (!places) return { series: [], points: [], hiddenSeries: 0 }
  const isSplit = isGrouped && settings.series !== null && settings.series !== settings.x
  if (isSplit) return splitTable(data, words)
  const series = values.map(({ name }) => (settings.aggregate === 'count' ? words.count : name))
  const isNumber = places.values.some((value) => value !== null)
  return {
    series,
    points: places.values.flatMap((x, row) => {
      if (isNumber && x === null) return []
      const xText = places.texts[row] ?? words.none
      return [
        {
          x: x ?? xText,
          xText,
          values: others.map(({ values: drawn, texts }) => valueAt(drawn, texts, row)),
        },
      ]
    }),
    hiddenSeries: 0,
  }
}

function splitTable({ points }: ChartData, words: { none: string }): ChartTable {
  const [places, drawn, names] = points.columns
  if (!places || !drawn || !names) return { series: [], points: [], hiddenSeries: 0 }
  const known = [...new Set(names.texts.map((text) => text ?? words.none))]
  const series = known.slice(0, MAX_SERIES)
  const isNumber = places.values.some((value) => value !== null)
  const byPlace = new Map<string, { point: ChartPoint; values: (ChartValue | null)[] }>()
  for (const [row, x] of places.values.entries()) {
    if (isNumber && x === null) continue
    const index = series.indexOf(names.texts[row] ?? words.none)
    if (index < 0) continue
    const xText = places.texts[row] ?? words.none
    let place = byPlace.get(xText)
    if (!place) {
      const values = series.map(() => null)
      place = { point: { x: x ?? xText, xText, values }, values }
      byPlace.set(xText, place)
    }
    place.values[index] = valueAt(drawn.values, drawn.texts, row)
  }
  const sorted = [...byPlace.values()].map(({ point, values }) => ({ ...point, values }))
  if (isNumber) sorted.sort((a, b) => Number(a.x) - Number(b.x))
  return { series, points: sorted, hiddenSeries: known.length - series.length }
}

const valueAt = (
  drawn: readonly (number | null)[],
  texts: readonly (string | null)[],
  row: number,
): ChartValue => ({ value: drawn[row] ?? null, text: texts[row] ?? 'NULL' })
