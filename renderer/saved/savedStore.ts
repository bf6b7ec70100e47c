import { create } from 'zustand'
import type { SavedItem } from '../../contract/saved.ts'
import { api } from '../api/api.ts'
import { draftOf, useTabs } from '../editor/tabsStore.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { text } from '../text/text.ts'
import { toast } from '../ui/toast.ts'

type SavedState = {
  /** Null until they are read. */
  readonly items: readonly SavedItem[] | null
  readonly closedFolders: ReadonlySet<string>
  /** The tab that is asked under which name it is to be saved. */
  readonly savingTabId: string | null
}

export const useSaved = create<SavedState>()(() => ({
  items: null,
  closedFolders: new Set(),
  savingTabId: null,
}))

async function read(): Promise<void> {
  try {
    useSaved.setState({ items: await api.call('saved.list', {}) })
  } catch {
    // Main is away: what is known stays until it is back and tells of a change.
  }
}

/** Reads them, and again when something was changed in whichever window; returns how to stop. */
export function followSaved(): () => void {
  void read()
  return api.subscribe('saved.changed', {}, (changed) => {
    if (changed === 'queries') void read()
  })
}

/** Adds or changes an item; false, and said why, where that could not be done. */
export async function saveItem(item: SavedItem): Promise<boolean> {
  return tried(api.call('saved.save', { item }))
}

export const deleteItem = (itemId: string): Promise<boolean> =>
  tried(api.call('saved.delete', { itemId }))

export function toggleFolder(folderId: string): void {
  const closedFolders = new Set(useSaved.getState().closedFolders)
  if (!closedFolders.delete(folderId)) closedFolders.add(folderId)
  useSaved.setState({ closedFolders })
}

export const askForName = (savingTabId: string | null): void => useSaved.setState({ savingTabId })

/** Saves the tab in front over the query it shows; asks for a name where it shows none. */
export async function saveTabInFront(): Promise<void> {
  const tab = useTabs.getState().activeTab
  if (!tab) return
  const known = useSaved.getState().items?.find(({ id }) => id === tab.savedId)
  if (!known) return askForName(tab.id)
  const item = { ...known, text: draftOf(tab.id).text, profileId: tab.profileId }
  if (await saveItem(item)) toast(text('saved.wasSaved', { name: known.name }))
}

/** Opens a saved query in a tab, or brings the tab forward that shows it. */
export function openSaved({ id, name, text: sql, profileId }: SavedItem): void {
  const { tabs, activate, openTab } = useTabs.getState()
  const shown = tabs.find(({ savedId }) => savedId === id)
  if (shown) activate(shown.id)
  else openTab({ text: sql, title: name, savedId: id, ...(profileId !== null && { profileId }) })
}

async function tried(call: Promise<void>): Promise<boolean> {
  try {
    await call
    return true
  } catch (error) {
    toast(errorLine(error), 'error')
    return false
  }
}
