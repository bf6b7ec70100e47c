import { MAX_ROW_CHANGES } from '../../contract/limits.ts'
import type { RequestInput } from '../../contract/contract.ts'
import type { keptEditCalls } from '../../contract/keptEdits.ts'
import { api } from '../api/api.ts'
import { Journal } from '../app/Journal.ts'
import { placeOfResult } from '../results/runsStore.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { text } from '../text/text.ts'
import { toast } from '../ui/toast.ts'
import { editsKeptAs, hasEdits, onEditsChanged } from './editsStore.ts'
import { changesOf } from './stage.ts'

type Entry =
  | { readonly kind: 'drop'; readonly id: string }
  | {
      readonly kind: 'keep'
      readonly request: RequestInput<(typeof keptEditCalls)['edits.keep']>
    }

/** More than are applied at a time are not kept; the window asks before it goes. */
const tooMany = new Set<string>()
/** It is tried again and again, and said when it begins. */
let isFailing = false

const journal = new Journal<Entry>({
  read,
  save,
  onFailed: tellOnce,
  setTimer(callback, delayMs) {
    const timer = window.setTimeout(callback, delayMs)
    return () => window.clearTimeout(timer)
  },
})

/** Keeps on disk what is staged, as it changes, until it is applied or given up; returns how to stop. */
export const keepEdits = (): (() => void) => onEditsChanged((keptId) => journal.touch(keptId))

export const flushEdits = (): void => journal.flush()

export const areEditsKept = (): boolean => !journal.isWaiting && tooMany.size === 0

function read(id: string): Entry | null {
  const [resultId, edits] = editsKeptAs(id) ?? []
  tooMany.delete(id)
  if (!resultId || !edits || !hasEdits(edits)) return { kind: 'drop', id }
  const place = placeOfResult(resultId)
  if (!place) {
    // On its way into the place of the result that it was made of.
    journal.touch(id)
    return null
  }
  const { changes } = changesOf(edits.history.present, edits.forced)
  if (changes.length > MAX_ROW_CHANGES) {
    tooMany.add(id)
    toast(text('edits.tooManyToKeep', { count: MAX_ROW_CHANGES }))
    return null
  }
  const unfit = edits.unfit.map(({ change }) => change)
  return { kind: 'keep', request: { id, ...place, resultId, changes, unfit } }
}

async function save(entry: Entry): Promise<void> {
  await write(entry)
  isFailing = false
}

function tellOnce(error: unknown): void {
  if (!isFailing) toast(text('edits.notKept', { reason: errorLine(error) }), 'error')
  isFailing = true
}

async function write(entry: Entry): Promise<void> {
  if (entry.kind === 'drop') return api.call('edits.drop', { id: entry.id })
  try {
    await api.call('edits.keep', entry.request)
  } catch (error) {
    // Closed while it was on its way: what became of it is written next.
    if (placeOfResult(entry.request.resultId)) throw error
  }
}
