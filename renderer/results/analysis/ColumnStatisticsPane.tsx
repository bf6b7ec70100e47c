import { arrange, shownResult, useArrangement } from '../arrangementsStore.ts'
import type { ResultState } from '../runState.ts'
import { closeAnalysis, openAnalysis, useAnalysis } from './analysisStore.ts'
import { StatisticsPanel } from './StatisticsPanel.tsx'

type ColumnStatisticsPaneProps = { tabId: string; result: ResultState | undefined }

/** The statistics beside the grid, where they are open: of the rows that are shown. */
export function ColumnStatisticsPane({ tabId, result }: ColumnStatisticsPaneProps) {
  const open = useAnalysis(tabId)
  const arrangement = useArrangement(result?.resultId)
  if (!result || open?.kind !== 'statistics' || result.state === 'streaming') return null
  const column = Math.min(open.column, result.columns.length - 1)
  if (column < 0) return null
  const others = arrangement.filters.filter((filter) => filter.column !== column)
  return (
    <StatisticsPanel
      result={shownResult(result, arrangement)}
      column={column}
      onColumn={(chosen) => openAnalysis({ kind: 'statistics', tabId, column: chosen })}
      onFilter={(value) =>
        void arrange(result.resultId, { filters: [...others, { column, operator: '=', value }] })
      }
      onClose={closeAnalysis}
    />
  )
}
