import type { KeptEdits } from '../../contract/keptEdits.ts'
import { api } from '../api/api.ts'
import { placeOfResult } from '../results/runsStore.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { text } from '../text/text.ts'
import { toast } from '../ui/toast.ts'
import type { EditedResult } from './applyEdits.ts'
import { currentEdits, hasEdits, restoreEdits } from './editsStore.ts'
import { takeKeptEdits, waitAgain } from './keptEditsStore.ts'
import { countsOf, stageOf } from './stage.ts'
import { summaryOf } from './summaryOf.ts'

/** Stages what was kept for the rows of a result; what does not fit stands beside it. */
export async function restoreKeptEdits(edited: EditedResult, entry: KeptEdits): Promise<void> {
  const { profileId, resultId, statement } = edited
  if (hasEdits(currentEdits(resultId))) return
  takeKeptEdits(entry.id)
  try {
    const request = { id: entry.id, profileId, resultId, statement }
    const { changes, unfit } = await api.call('edits.restore', request)
    // Closed, or the user was quicker than the search for the rows.
    if (!placeOfResult(resultId) || hasEdits(currentEdits(resultId))) return waitAgain(entry)
    const present = stageOf(changes)
    restoreEdits(resultId, { keptId: entry.id, present, unfit })
    if (changes.length > 0)
      toast(text('edits.broughtBack', { summary: summaryOf(countsOf(present)) }))
  } catch (error) {
    waitAgain(entry)
    toast(errorLine(error), 'error')
  }
}
