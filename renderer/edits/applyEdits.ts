import type { EditOutcome } from '../../contract/edits.ts'
import type { MadeResult } from '../../contract/frames.ts'
import { keptCounts, type KeptEdits } from '../../contract/keptEdits.ts'
import { api } from '../api/api.ts'
import { currentProfiles } from '../app/profilesStore.ts'
import { movePlace } from '../grid/displayStore.ts'
import { ask } from '../editor/questionStore.ts'
import { sessionFor } from '../editor/transactionsStore.ts'
import { arrange, currentArrangement } from '../results/arrangementsStore.ts'
import { currentRun, replaceResult, runAgain } from '../results/runsStore.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { text } from '../text/text.ts'
import { toast } from '../ui/toast.ts'
import {
  currentEdits,
  type EditProblem,
  forgetEdits,
  moveEdits,
  setApplying,
  setProblems,
  unstageRow,
} from './editsStore.ts'
import { waitAgain } from './keptEditsStore.ts'
import { changesOf, countsOf, type RowRef, type StageCounts } from './stage.ts'
import { summaryOf } from './summaryOf.ts'

/** The result that is changed, and the tab it is in. */
export type EditedResult = {
  readonly tabId: string
  readonly title: string
  readonly profileId: string
  readonly resultId: string
  readonly statement: string
}

const targetOf = ({ profileId, resultId, statement }: EditedResult) => ({
  profileId,
  resultId,
  statement,
})

const stagedChanges = (resultId: string) => {
  const { history, forced } = currentEdits(resultId)
  return changesOf(history.present, forced)
}

/** The statements that applying would run, as SQL text. */
export async function previewEdits(result: EditedResult): Promise<string> {
  const { changes } = stagedChanges(result.resultId)
  const { statements } = await api.call('edits.preview', { ...targetOf(result), changes })
  return statements.map(({ sql }) => `${sql};`).join('\n')
}

/** Applies what is staged in one transaction, asking first where the connection is production. */
export async function applyEdits(result: EditedResult): Promise<void> {
  const { resultId, tabId, title, profileId } = result
  if (currentEdits(resultId).isApplying) return
  const { changes, refs } = stagedChanges(resultId)
  if (changes.length === 0) return
  const counts = countsOf(currentEdits(resultId).history.present)
  setApplying(resultId, true)
  try {
    if (!(await isWanted(result, counts))) return
    const session = await sessionFor({ id: tabId, title }, profileId)
    const request = { ...targetOf(result), changes, label: title, ...session }
    const outcome = await api.call('edits.apply', request)
    if (outcome.outcome === 'applied') await showApplied(result, outcome.result, counts)
    else setProblems(resultId, problemsOf(outcome, refs))
  } catch (error) {
    toast(errorLine(error), 'error')
  } finally {
    if (currentEdits(resultId).isApplying) setApplying(resultId, false)
  }
}

/** Drops what is staged for a row that others changed, and shows it as it is now. */
export async function reloadRow(result: EditedResult, row: number): Promise<void> {
  const { resultId, tabId } = result
  try {
    const made = await api.call('edits.reload', { ...targetOf(result), rows: [row] })
    unstageRow(resultId, { kind: 'stored', row })
    // Gone meanwhile, it moves the rows behind it: what is staged for them would be for others.
    if (made.rowCount < rowCountOf(tabId, resultId)) {
      toast(text('edits.conflictGone'))
      return await api.call('results.close', { resultIds: [made.resultId] })
    }
    moveEdits(resultId, made.resultId)
    await showInstead(tabId, resultId, made)
  } catch (error) {
    toast(errorLine(error), 'error')
  }
}

const rowCountOf = (tabId: string, resultId: string): number =>
  currentRun(tabId)?.results.find((result) => result.resultId === resultId)?.rowCount ?? 0

async function showApplied(
  edited: EditedResult,
  made: MadeResult | null,
  counts: StageCounts,
): Promise<void> {
  const { resultId, tabId } = edited
  const unfit = await keepUnfit(edited)
  forgetEdits([resultId])
  if (made) await showInstead(tabId, resultId, made)
  else runAgain(tabId)
  if (unfit) waitAgain(unfit)
  toast(text('edits.applied', { summary: summaryOf(counts) }))
}

/** What found no row is looked for again among those of the next result. */
async function keepUnfit(edited: EditedResult): Promise<KeptEdits | null> {
  const { unfit } = currentEdits(edited.resultId)
  if (unfit.length === 0) return null
  const id = crypto.randomUUID()
  const { tabId, profileId, statement } = edited
  const changes = unfit.map(({ change }) => change)
  await api.call('edits.keep', { ...targetOf(edited), id, tabId, changes: [], unfit: changes })
  return { id, tabId, profileId, statement, counts: keptCounts(changes) }
}

/** In the same order and with the same filters; what was shown stays until that is there. */
async function showInstead(tabId: string, resultId: string, made: MadeResult): Promise<void> {
  const { sort, filters, search } = currentArrangement(resultId)
  await arrange(made.resultId, { sort, filters, search })
  movePlace(resultId, made.resultId, made.rowCount)
  replaceResult(tabId, resultId, made)
}

async function isWanted(result: EditedResult, counts: StageCounts): Promise<boolean> {
  const profile = currentProfiles().find(({ id }) => id === result.profileId)
  if (profile?.environment !== 'production') return true
  return ask({
    profile,
    dangers: [],
    statement: await previewEdits(result),
    statementCount: counts.changed + counts.added + counts.deleted,
    summary: summaryOf(counts),
  })
}

function problemsOf(
  outcome: Exclude<EditOutcome, { outcome: 'applied' }>,
  refs: readonly RowRef[],
): EditProblem[] {
  if (outcome.outcome === 'conflicts')
    return outcome.conflicts.map(({ change, now }) => ({
      ref: refs[change]!,
      kind: 'conflict',
      now,
    }))
  const { change, column, error } = outcome
  return [{ ref: refs[change]!, kind: 'failed', column, error }]
}
