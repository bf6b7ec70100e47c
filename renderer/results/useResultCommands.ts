import { ChartColumn, Download, Group, ListFilter, Pin, PinOff } from 'lucide-react'
import { useMemo } from 'react'
import { type Command, useRegisterCommands } from '../app/commands.ts'
import { lastPlace } from '../grid/displayStore.ts'
import { useText, type Text } from '../text/text.ts'
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
    useMemo(
      () => resultCommands(text, { tabId, resultId, hasColumns, isPinned, onExport }),
      [text, tabId, resultId, hasColumns, isPinned, onExport],
    ),
  )
}

type ResultParts = Omit<ResultInView, 'result'> & {
  readonly resultId: string | undefined
  readonly hasColumns: boolean
}

export function resultCommands(
  text: Text,
  { tabId, resultId, hasColumns, isPinned, onExport }: ResultParts,
): Command[] {
  const common = {
    category: text('results.results'),
    isEnabled: () => hasColumns,
    needs: text('shell.needsResult'),
  }
  return [
    {
      ...common,
      id: 'results.export',
      title: text('results.export'),
      icon: Download,
      run: onExport,
    },
    {
      ...common,
      id: 'results.pin',
      title: text(isPinned ? 'results.unpinResult' : 'results.pinResult'),
      icon: isPinned ? PinOff : Pin,
      run: () => resultId && (isPinned ? unpinResult : pinResult)(tabId, resultId),
    },
    {
      ...common,
      id: 'results.statistics',
      title: text('analysis.columnStatistics'),
      icon: ChartColumn,
      run: () =>
        openAnalysis({
          kind: 'statistics',
          tabId,
          column: lastPlace(resultId ?? '')?.column ?? 0,
        }),
    },
    {
      ...common,
      id: 'results.group',
      title: text('analysis.groupEntry'),
      icon: Group,
      run: () => openAnalysis({ kind: 'group', tabId, column: null }),
    },
    {
      ...common,
      id: 'results.distinct',
      title: text('analysis.distinctEntry'),
      icon: ListFilter,
      run: () => openAnalysis({ kind: 'distinct', tabId, column: null }),
    },
  ]
}
