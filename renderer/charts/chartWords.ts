import type { Text } from '../text/text.ts'
import type { ChartTable } from './chartPoints.ts'
import type { ChartData } from './loadChart.ts'

/** How much of the result is drawn, and by which rule what is not was left out. */
export function chartWords(data: ChartData, table: ChartTable, text: Text): string {
  const { points, isGrouped, pick } = data
  const number = points.columns[0]?.values.length ?? 0
  const { rowCount } = points
  const whole = text(isGrouped ? 'charts.groups' : 'charts.rows', { count: rowCount })
  const parts =
    number >= rowCount
      ? [text(isGrouped ? 'charts.allGroups' : 'charts.allRows', { count: rowCount })]
      : [text(PICKED[pick], { number, whole })]
  if (table.hiddenSeries > 0) parts.push(text('charts.hiddenSeries', { count: table.hiddenSeries }))
  return parts.join(' · ')
}

const PICKED = {
  first: 'charts.first',
  even: 'charts.even',
  extremes: 'charts.extremes',
  largest: 'charts.largest',
} as const
