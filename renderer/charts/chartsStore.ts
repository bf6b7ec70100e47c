import { useMemo } from 'react'
import { create } from 'zustand'
import type { ChartSettings, TabCharts } from '../../contract/charts.ts'
import type { Column } from '../../contract/columns.ts'
import type { ResultState } from '../results/runState.ts'
import { chosenSettings, defaultSettings, drawnSettings } from './chartSettings.ts'
import { settingsFor, withSettings } from './keptSettings.ts'

const NOTHING: TabCharts = { isShown: false, chosen: [] }

const store = create<{ byTab: Readonly<Record<string, TabCharts>> }>()(() => ({ byTab: {} }))

export const useIsChartShown = (tabId: string): boolean =>
  store(({ byTab }) => byTab[tabId]?.isShown ?? false)

export const showChart = (tabId: string, isShown: boolean): void => change(tabId, { isShown })

/** Undefined: the default for such columns. */
export function useChosenSettings(
  tabId: string,
  columns: readonly Column[],
): ChartSettings | undefined {
  const { chosen } = store(({ byTab }) => byTab[tabId] ?? NOTHING)
  return useMemo(() => {
    const settings = settingsFor(chosen, columns)
    return settings && drawnSettings(settings, columns)
  }, [chosen, columns])
}

export function chooseSettings(
  tabId: string,
  { columns, rowCount }: Pick<ResultState, 'columns' | 'rowCount'>,
  changed: Partial<ChartSettings>,
): void {
  const { chosen } = store.getState().byTab[tabId] ?? NOTHING
  const settings = settingsFor(chosen, columns) ?? defaultSettings(columns, rowCount)
  const next = chosenSettings(settings, changed, columns)
  change(tabId, { chosen: withSettings(chosen, columns, next) })
}

/** What is kept with the tab; null: nothing was chosen. */
export const chartsOf = (tabId: string): TabCharts | null => store.getState().byTab[tabId] ?? null

export function restoreCharts(tabId: string, charts: TabCharts | null): void {
  if (charts) change(tabId, charts)
}

/** Tells the tab for which something was chosen; returns how to stop. */
export const onChartsChanged = (listener: (tabId: string) => void): (() => void) =>
  store.subscribe(({ byTab: now }, { byTab: before }) => {
    for (const tabId of Object.keys(now)) if (now[tabId] !== before[tabId]) listener(tabId)
  })

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
