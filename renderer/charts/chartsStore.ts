import { create } from 'zustand'
import type { Column } from '../../contract/columns.ts'
import { changedSettings, defaultSettings, shapeOf, type ChartSettings } from './chartSettings.ts'

type TabCharts = {
  /** Results are shown as charts and not as rows. */
  readonly isShown: boolean
  /** What was chosen, by the shape of the result: running again keeps it. */
  readonly byShape: Readonly<Record<string, ChartSettings>>
}
const NOTHING: TabCharts = { isShown: false, byShape: {} }

const store = create<{ byTab: Readonly<Record<string, TabCharts>> }>()(() => ({ byTab: {} }))

export const useIsChartShown = (tabId: string): boolean =>
  store(({ byTab }) => byTab[tabId]?.isShown ?? false)

export const showChart = (tabId: string, isShown: boolean): void => change(tabId, { isShown })

/** Undefined: the default for such columns. */
export const useChosenSettings = (
  tabId: string,
  columns: readonly Column[],
): ChartSettings | undefined => store(({ byTab }) => byTab[tabId]?.byShape[shapeOf(columns)])

export function chooseSettings(
  tabId: string,
  columns: readonly Column[],
  changed: Partial<ChartSettings>,
): void {
  const { byShape } = store.getState().byTab[tabId] ?? NOTHING
  const shape = shapeOf(columns)
  const settings = byShape[shape] ?? defaultSettings(columns)
  change(tabId, { byShape: { ...byShape, [shape]: changedSettings(settings, changed, columns) } })
}

export function forgetCharts(tabId: string): void {
  store.setState(({ byTab }) => {
    const { [tabId]: _gone, ...others } = byTab
    return { byTab: others }
  })
}

function change(tabId: string, changed: Partial<TabCharts>): void {
  store.setState(({ byTab }) => ({
    byTab: { ...byTab, [tabId]: { ...(byTab[tabId] ?? NOTHING), ...changed } },
  }))
}
