import { Braces, ChartColumn, Database, FileSpreadsheet, Group, ListFilter } from 'lucide-react'
import { lastPlace } from '../../grid/displayStore.ts'
import type { Text } from '../../text/text.ts'
import type { MenuEntry } from '../../ui/menuEntry.ts'
import type { ResultState } from '../runState.ts'
import { openAnalysis } from './analysisStore.ts'

/** Entries for the whole result. */
export function analysisEntries(
  tabId: string,
  result: ResultState | undefined,
  text: Text,
): MenuEntry[] {
  const isDisabled = !result || result.columns.length === 0
  return [
    {
      command: 'results.statistics',
      label: text('analysis.columnStatistics'),
      icon: ChartColumn,
      isDisabled,
      // Of the column one is in.
      onSelect: () =>
        openAnalysis({
          kind: 'statistics',
          tabId,
          column: lastPlace(result?.resultId ?? '')?.column ?? 0,
        }),
    },
    {
      command: 'results.group',
      label: text('analysis.groupEntry'),
      icon: Group,
      isDisabled,
      onSelect: () => openAnalysis({ kind: 'group', tabId, column: null }),
    },
    {
      command: 'results.distinct',
      label: text('analysis.distinctEntry'),
      icon: ListFilter,
      isDisabled,
      onSelect: () => openAnalysis({ kind: 'distinct', tabId, column: null }),
    },
    'separator',
    {
      command: 'results.sql',
      label: text('analysis.sqlEntry'),
      icon: Database,
      onSelect: () => openAnalysis({ kind: 'sql', tabId }),
    },
    {
      command: 'results.openFile',
      label: text('analysis.fileEntry'),
      icon: FileSpreadsheet,
      onSelect: () => openAnalysis({ kind: 'file', tabId }),
    },
    {
      command: 'results.openJson',
      label: text('analysis.jsonEntry'),
      icon: Braces,
      onSelect: () => openAnalysis({ kind: 'json', tabId }),
    },
  ]
}

/** Entries for the menu of a column's header. */
export const columnAnalysisEntries = (tabId: string, column: number, text: Text): MenuEntry[] => [
  {
    command: 'results.statistics',
    label: text('analysis.statistics'),
    icon: ChartColumn,
    onSelect: () => openAnalysis({ kind: 'statistics', tabId, column }),
  },
  {
    command: 'results.group',
    label: text('analysis.groupEntry'),
    icon: Group,
    onSelect: () => openAnalysis({ kind: 'group', tabId, column }),
  },
  {
    command: 'results.distinct',
    label: text('analysis.distinctEntry'),
    icon: ListFilter,
    onSelect: () => openAnalysis({ kind: 'distinct', tabId, column }),
  },
]
