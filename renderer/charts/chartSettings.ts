import type { ChartSettings } from '../../contract/charts.ts'
import { isNumeric, type Column, type ColumnType } from '../../contract/columns.ts'

/** More lines than this are not told apart by their colours. */
export const MAX_SERIES = 8
const FIRST_VALUES = 3

export const isMoment = (type: ColumnType): boolean =>
  type.kind === 'timestamp' || type.kind === 'date'

/** Has a zone to be shown in. */
export const isInstant = (type: ColumnType | undefined): boolean =>
  type?.kind === 'timestamp' && type.zone === 'UTC'

/** What can be drawn of a column. */
export const isDrawn = (type: ColumnType): boolean => isNumeric(type) || type.kind === 'any'

/** Numbers that name a row rather than measure something. */
const isName = ({ name }: Column): boolean => /(^|_|[a-z])(id|Id|ID)$/.test(name)

/** Bars of as many rows can be told apart. */
const FEW_ROWS = 60
const INTEGERS = new Set<ColumnType['kind']>(['int16', 'int32', 'int64'])

/**
 * What suits the types of the columns: a line of numbers over time, bars of a number by a text, or of
 * few rows by the whole numbers they begin with, a cloud of two numbers, else how often each value is
 * there.
 */
export function defaultSettings(columns: readonly Column[], rowCount: number): ChartSettings {
  const where = (fits: (column: Column) => boolean): number[] =>
    columns.flatMap((column, index) => (fits(column) ? [index] : []))
  const moments = where(({ type }) => isMoment(type))
  const numbers = where(({ type }) => isNumeric(type))
  const measures = numbers.filter((index) => !isName(columns[index]!))
  const values = measures.length > 0 ? measures : numbers
  const texts = where(({ type }) => type.kind === 'text' && !isNumeric(type))
  const base = { series: null, aggregate: 'none', isLocal: false } as const
  const [moment] = moments
  const [text] = texts
  const [first, second] = values
  if (moment !== undefined && first !== undefined) {
    if (text === undefined)
      return { ...base, kind: 'line', x: moment, values: values.slice(0, FIRST_VALUES) }
    return { ...base, kind: 'line', x: moment, values: [first], series: text, aggregate: 'mean' }
  }
  if (text !== undefined && first !== undefined)
    return { ...base, kind: 'bar', x: text, values: [first], aggregate: 'sum' }
  const isByKey = rowCount <= FEW_ROWS && columns[0] && INTEGERS.has(columns[0].type.kind)
  const measured = values.find((index) => index !== 0)
  if (isByKey && measured !== undefined)
    return { ...base, kind: 'bar', x: 0, values: [measured], aggregate: 'sum' }
  if (first !== undefined && second !== undefined)
    return { ...base, kind: 'scatter', x: first, values: [second] }
  return { ...base, kind: 'bar', x: text ?? moment ?? first ?? 0, values: [], aggregate: 'count' }
}

/** What is drawn of what was chosen: a cloud and a pie leave out what they have no place for. */
export const drawnSettings = (chosen: ChartSettings, columns: readonly Column[]): ChartSettings =>
  changedSettings(chosen, {}, columns)

/**
 * What is kept after a change. Another kind of chart takes nothing away: going on to the next one
 * finds the series, the values and how they are brought together as they were.
 */
export function chosenSettings(
  chosen: ChartSettings,
  change: Partial<ChartSettings>,
  columns: readonly Column[],
): ChartSettings {
  if (change.kind !== undefined && Object.keys(change).length === 1) return { ...chosen, ...change }
  const next = changedSettings(drawnSettings(chosen, columns), change, columns)
  const hasNoSeries = next.kind === 'pie' || next.kind === 'scatter'
  if (!hasNoSeries || change.series !== undefined) return next
  const aggregate = next.kind === 'scatter' ? chosen.aggregate : next.aggregate
  return { ...next, series: chosen.series, aggregate }
}

/** Settings that make sense together, after a change of one of them. */
export function changedSettings(
  settings: ChartSettings,
  change: Partial<ChartSettings>,
  columns: readonly Column[],
): ChartSettings {
  const next = { ...settings, ...change }
  if (next.kind === 'scatter') next.aggregate = 'none'
  if (change.aggregate === 'count') return { ...next, values: [] }
  if (next.aggregate === 'count' && next.values.length > 0) next.aggregate = 'sum'
  if (next.values.length === 0 && next.aggregate !== 'count') {
    const other = columns.findIndex(({ type }, index) => isDrawn(type) && index !== next.x)
    if (other < 0) return { ...next, aggregate: 'count' }
    next.values = [other]
  }
  const isSingle = next.kind === 'pie' || next.kind === 'scatter' || next.series !== null
  if (isSingle) next.values = next.values.slice(0, 1)
  if (next.kind === 'pie' || next.kind === 'scatter') next.series = null
  // A place on the axis holds one bar, and one point of each series.
  if ((next.kind === 'pie' || next.series !== null) && next.aggregate === 'none')
    next.aggregate = 'sum'
  return next
}
