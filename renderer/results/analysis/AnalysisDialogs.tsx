import type { ResultState } from '../runState.ts'
import { closeAnalysis, useAnalysis } from './analysisStore.ts'
import { FileDialog } from './FileDialog.tsx'
import { GroupDialog } from './GroupDialog.tsx'
import { JsonDialog } from './JsonDialog.tsx'
import { SqlOverResults } from './SqlOverResults.tsx'

type AnalysisDialogsProps = {
  tabId: string
  /** In whose dialect rows from outside are copied as SQL. */
  profileId: string
  /** As it is shown: the rows that its view has. */
  result: ResultState | undefined
}

/** The dialog that is open over a tab's results, if one is. */
export function AnalysisDialogs({ tabId, profileId, result }: AnalysisDialogsProps) {
  const open = useAnalysis(tabId)
  if (open?.kind === 'sql') return <SqlOverResults tabId={tabId} onClose={closeAnalysis} />
  const place = { tabId, profileId, onClose: closeAnalysis }
  if (open?.kind === 'json') return <JsonDialog {...place} />
  if (open?.kind === 'file') return <FileDialog {...place} />
  if (!result || (open?.kind !== 'group' && open?.kind !== 'distinct')) return null
  return (
    <GroupDialog
      tabId={tabId}
      result={result}
      column={open.column}
      isDistinct={open.kind === 'distinct'}
      onClose={closeAnalysis}
    />
  )
}
