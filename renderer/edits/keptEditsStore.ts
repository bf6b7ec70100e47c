import { create } from 'zustand'
import type { KeptEdits } from '../../contract/keptEdits.ts'
import { api } from '../api/api.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { toast } from '../ui/toast.ts'
import type { EditedResult } from './applyEdits.ts'

/** Changes of rows that wait for these to be read again. */
const store = create<{ entries: readonly KeptEdits[] }>()(() => ({ entries: [] }))

export const useKeptEdits = (tabId: string): readonly KeptEdits[] => {
  const entries = store((state) => state.entries)
  return entries.filter((entry) => entry.tabId === tabId)
}

export const keptEditsOf = (tabId: string): readonly KeptEdits[] =>
  store.getState().entries.filter((entry) => entry.tabId === tabId)

export const hasKeptEdits = (tabId: string): boolean => keptEditsOf(tabId).length > 0

/** What was kept for rows of this statement in this tab, the earliest first. */
export const useKeptEditsFor = (edited: EditedResult | null): KeptEdits | undefined =>
  store(({ entries }) =>
    entries.find(
      ({ tabId, profileId, statement }) =>
        tabId === edited?.tabId && profileId === edited.profileId && statement === edited.statement,
    ),
  )

export async function loadKeptEdits(): Promise<void> {
  try {
    store.setState({ entries: await api.call('edits.kept', {}) })
  } catch (error) {
    toast(errorLine(error), 'error')
  }
}

export function discardKeptEdits(id: string): void {
  takeKeptEdits(id)
  api.call('edits.drop', { id }).catch((error: unknown) => toast(errorLine(error), 'error'))
}

/** What fits no row of a result waits for it to be read again. */
export function waitAgain(entry: KeptEdits): void {
  store.setState(({ entries }) => ({ entries: [...entries, entry] }))
}

/** Somebody looks after it from now on. */
export function takeKeptEdits(id: string): void {
  store.setState(({ entries }) => ({ entries: entries.filter((entry) => entry.id !== id) }))
}
