import { useMemo } from 'react'
import { useRegisterCommands } from '../app/commands.ts'
import { useText } from '../text/text.ts'
import { showChart, useIsChartShown } from './chartsStore.ts'

/** Between the rows of a result and its chart. */
export function useChartCommand(tabId: string, hasResults: boolean): void {
  const text = useText()
  const isChart = useIsChartShown(tabId)
  const commands = useMemo(
    () => [
      {
        id: 'results.chart',
        title: text(isChart ? 'charts.showRows' : 'charts.showChart'),
        category: text('results.results'),
        isEnabled: () => hasResults,
        run: () => showChart(tabId, !isChart),
      },
    ],
    [text, tabId, isChart, hasResults],
  )
  useRegisterCommands(commands)
}
