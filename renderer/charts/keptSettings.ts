import { MAX_KEPT_CHARTS } from '../../contract/limits.ts'
import type { ChartSettings, TabCharts } from '../../contract/charts.ts'
import type { Column } from '../../contract/columns.ts'

type Chosen = TabCharts['chosen']
type KnownColumn = Chosen[number]['columns'][number]

const known = (columns: readonly Column[]): KnownColumn[] =>
  columns.map(({ name, type }) => ({ name, kind: type.kind }))

const isSame = (a: KnownColumn | undefined, b: KnownColumn | undefined): boolean =>
  a !== undefined && a.name === b?.name && a.kind === b.kind

const areSame = (a: readonly KnownColumn[], b: readonly KnownColumn[]): boolean =>
  a.length === b.length && a.every((column, index) => isSame(column, b[index]))

/**
 * What was chosen for results of these columns; else what was chosen last for others, where those that
 * it draws are still among them. Undefined: nothing fits.
 */
export function settingsFor(chosen: Chosen, columns: readonly Column[]): ChartSettings | undefined {
  const now = known(columns)
  const same = chosen.find((each) => areSame(each.columns, now))
  if (same) return same.settings
  return (
    chosen
      .toReversed()
      .map(({ columns: before, settings }) => moved(settings, before, now))
      .find((settings) => settings !== null) ?? undefined
  )
}

/** The same settings for columns at other places; null: one of them is not there. */
function moved(
  settings: ChartSettings,
  before: readonly KnownColumn[],
  now: readonly KnownColumn[],
): ChartSettings | null {
  const placeOf = (index: number): number => now.findIndex((each) => isSame(each, before[index]))
  const [x, series] = [
    placeOf(settings.x),
    settings.series === null ? null : placeOf(settings.series),
  ]
  const values = settings.values.map(placeOf)
  return x < 0 || series === -1 || values.includes(-1) ? null : { ...settings, x, series, values }
}

export const withSettings = (
  chosen: Chosen,
  columns: readonly Column[],
  settings: ChartSettings,
): Chosen => {
  const now = known(columns)
  const others = chosen.filter((each) => !areSame(each.columns, now))
  return [...others, { columns: now, settings }].slice(-MAX_KEPT_CHARTS)
}
