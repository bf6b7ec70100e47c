import type { Column } from '../../contract/columns.ts'
import { MAX_POINTS, type Points } from '../../contract/points.ts'
import type { ChartSettings } from '../../contract/charts.ts'
import { api } from '../api/api.ts'
import type { ResultState } from '../results/runState.ts'
import { isMoment } from './chartSettings.ts'

/** Points of a line, or of a cloud. */
const POINTS = 2_000
/** Bars that can be told apart. */
const BARS = 60
/** Bars beside each other in the order of a time or a number: a year of days. */
const ORDERED_BARS = 366
const SLICES = 7

export type ChartData = {
  /** The place on the axis, the values, and the series where there is one. */
  readonly points: Points
  readonly settings: ChartSettings
  readonly x: Column
  readonly values: readonly Column[]
  /** Points are groups of rows. */
  readonly isGrouped: boolean
  readonly pick: 'first' | 'even' | 'extremes' | 'largest'
  /** The sum over all groups, where shares are drawn. */
  readonly whole: number | null
}

type Source = Pick<ResultState, 'resultId' | 'columns'>

/** Asks main for what the chart draws: grouped over the whole result, and never more than can be seen. */
export async function loadChart(
  source: Source,
  settings: ChartSettings,
  zone: string,
  signal: AbortSignal,
): Promise<ChartData> {
  if (settings.aggregate === 'none') return loadRows(source, settings, zone, signal)
  const { x, series, values, aggregate } = settings
  const keys = series === null || series === x ? [x] : [x, series]
  const aggregates =
    aggregate === 'count'
      ? [{ function: aggregate, column: null }]
      : values.map((column) => ({ function: aggregate, column }))
  const made = await api.call(
    'frames.group',
    { resultId: source.resultId, keys, aggregates },
    { signal },
  )
  try {
    return await loadGroups(made, settings, keys.length, zone, signal)
  } finally {
    api.call('results.close', { resultIds: [made.resultId] }).catch(() => {})
  }
}

async function loadRows(
  { resultId, columns }: Source,
  settings: ChartSettings,
  zone: string,
  signal: AbortSignal,
): Promise<ChartData> {
  const { kind, x, values } = settings
  const isPlaced = hasPlaces(columns[x]!)
  const pick = kind === 'scatter' ? 'even' : isPlaced && kind !== 'bar' ? 'extremes' : 'first'
  const limit = kind === 'bar' ? BARS : POINTS
  const points = await api.call(
    'results.points',
    { resultId, columns: [x, ...values], pick, limit, zone },
    { signal },
  )
  return {
    points,
    settings,
    x: columns[x]!,
    values: values.map((index) => columns[index]!),
    isGrouped: false,
    pick,
    whole: null,
  }
}

async function loadGroups(
  { resultId, columns, rowCount }: { resultId: string; columns: Column[]; rowCount: number },
  settings: ChartSettings,
  keyCount: number,
  zone: string,
  signal: AbortSignal,
): Promise<ChartData> {
  const { kind } = settings
  const all = columns.map((_, index) => index)
  const order = [...all.slice(0, 1), ...all.slice(keyCount), ...all.slice(1, keyCount)]
  const isPlaced = hasPlaces(columns[0]!) && kind !== 'pie'
  const most = kind === 'pie' ? SLICES : BARS
  const isLargest = !isPlaced && keyCount === 1 && (kind === 'pie' || rowCount > most)
  const isOrdered = isPlaced && kind === 'bar'
  const pick = !isPlaced || isOrdered ? 'first' : keyCount === 1 ? 'extremes' : 'even'
  const limit = isLargest ? most : isOrdered ? ORDERED_BARS : keyCount === 1 ? POINTS : MAX_POINTS
  const sort = isLargest
    ? [{ column: keyCount, descending: true }]
    : isOrdered
      ? [{ column: 0, descending: false }]
      : []
  const view =
    sort.length > 0 ? await api.call('results.view', { resultId, sort }, { signal }) : null
  const points = await api.call(
    'results.points',
    { resultId: view?.resultId ?? resultId, columns: order, pick, limit, zone },
    { signal },
  )
  const whole = kind === 'pie' ? await sumOf(resultId, keyCount, rowCount, signal) : null
  return {
    points,
    settings,
    x: columns[0]!,
    values: columns.slice(keyCount),
    isGrouped: true,
    pick: isLargest ? 'largest' : pick,
    whole,
  }
}

async function sumOf(
  resultId: string,
  column: number,
  rowCount: number,
  signal: AbortSignal,
): Promise<number | null> {
  const block = { rows: [{ from: 0, to: rowCount }], columns: [column] }
  const { numbers } = await api.call('results.summary', { resultId, block }, { signal })
  return numbers ? Number(numbers.sum) : null
}

/** Its values have places on an axis, and not only an order. */
const hasPlaces = ({ type }: Column): boolean =>
  isMoment(type) || /^(int|float|decimal)/.test(type.kind)
