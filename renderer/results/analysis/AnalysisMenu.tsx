import { ChartColumn, ChevronDown } from 'lucide-react'
import { useText } from '../../text/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Menu } from '../../ui/Menu.tsx'
import type { ResultState } from '../runState.ts'
import { analysisEntries } from './analysisEntries.ts'

/** What can be worked out of the result that is shown, and of all that are open. */
export function AnalysisMenu({
  tabId,
  result,
}: {
  tabId: string
  result: ResultState | undefined
}) {
  const text = useText()
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="quiet" icon={ChartColumn} title={text('analysis.analyse')}>
          <span>{text('analysis.analyse')}</span>
          <ChevronDown size={14} aria-hidden />
        </Button>
      }
      entries={analysisEntries(tabId, result, text)}
    />
  )
}
