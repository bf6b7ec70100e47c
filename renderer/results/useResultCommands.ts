import { ChartColumn, Download, Group, ListFilter, Pin, PinOff } from 'lucide-react'
import { useMemo } from 'react'
import { type Command, useRegisterCommands } from '../app/commands.ts'
import { lastPlace } from '../grid/displayStore.ts'
import { useText } from '../text/text.ts'
import { openAnalysis } from './analysis/analysisStore.ts'
import type { ResultState } from './runState.ts'
import { pinResult, unpinResult } from './runsStore.ts'

type ResultInView = {
  readonly tabId: string
  readonly result: ResultState | undefined
  readonly isPinned: boolean
  readonly onExport: () => void
}

/** Offers what can be done with the result in view as commands. */
export function useResultCommands({ tabId, result, isPinned, onExport }: ResultInView): void {
  const text = useText()
  const resultId = result?.resultId
  const hasColumns = result !== undefined && result.columns.length > 0
  useRegisterCommands(
    useMemo((): Command[] => {
      const category = text('results.results')
      const isEnabled = (): boolean => hasColumns
      return [
        {
          id: 'results.export',
          title: text('results.export'),
          category,
          icon: Download,
          isEnabled,
          run: onExport,
        },
        {
          id: 'results.pin',
          title: text(isPinned ? 'results.unpinResult' : 'results.pinResult'),
          category,
          icon: isPinned ? PinOff : Pin,
          isEnabled,
          run: () => resultId && (isPinned ? unpinResult : pinResult)(tabId, resultId),
        },
        {
          id: 'results.statistics',
          title: text('analysis.columnStatistics'),
          category,
          icon: ChartColumn,
          isEnabled,
          run: () =>
            openAnalysis({
              kind: 'statistics',
              tabId,
              column: lastPlace(resultId ?? '')?.column ?? 0,
            }),
        },
        {
          id: 'results.group',
          title: text('analysis.groupEntry'),
          category,
          icon: Group,
          isEnabled,
          run: () => openAnalysis({ kind: 'group', tabId, column: null }),
        },
        {
          id: 'results.distinct',
          title: text('analysis.distinctEntry'),
          category,
          icon: ListFilter,
          isEnabled,
          run: () => openAnalysis({ kind: 'distinct', tabId, column: null }),
        },
      ]
    }, [text, tabId, resultId, hasColumns, isPinned, onExport]),
  )
}
