import { useMemo } from 'react'
import { type Command, useRegisterCommands } from '../app/commands.ts'
import { useText, type Text } from '../text/text.ts'
import { showChart, useIsChartShown } from './chartsStore.ts'

/** Between the rows of a result and its chart. */
export function useChartCommand(tabId: string, hasResults: boolean): void {
  const text = useText()
  const isChart = useIsChartShown(tabId)
  useRegisterCommands(
    useMemo(
      () => chartCommands(text, { tabId, isChart, hasResults }),
      [text, tabId, isChart, hasResults],
    ),
  )
}

type ChartParts = { tabId: string; isChart: boolean; hasResults: boolean }

export const chartCommands = (
  text: Text,
  { tabId, isChart, hasResults }: ChartParts,
): Command[] => [
  {
    id: 'results.chart',
    title: text(isChart ? 'charts.showRows' : 'charts.showChart'),
    category: text('results.results'),
    needs: text('shell.needsResult'),
    isEnabled: () => hasResults,
    run: () => showChart(tabId, !isChart),
  },
]
