import { create } from 'zustand'

/** The tab whose title is being written; null: none. */
export const useRenaming = create<{ tabId: string | null }>()(() => ({ tabId: null }))

export const startRenaming = (tabId: string | null): void => useRenaming.setState({ tabId })
