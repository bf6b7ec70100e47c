import { axisNumber, type DataChartPoint } from './dataChart.ts'

const CHARACTER = 7
const TITLE = 22
const LEAST = 40

/**
 * Room for the numbers of the vertical axis, and for its title beside them. Ticks between two values
 * may have a digit behind the point that neither has.
 */
export function valueAxisWidth(points: readonly DataChartPoint[], hasTitle: boolean): number {
  let longest = 0
  for (const { values } of points)
    for (const each of values)
      if (typeof each?.value === 'number')
        longest = Math.max(longest, axisNumber(Math.round(each.value)).length)
  return Math.max(LEAST, (longest + 1) * CHARACTER) + (hasTitle ? TITLE : 0)
}
