import { create } from 'zustand'

/** Tabs beside whose text the builder stands. */
const store = create<{ openIds: readonly string[] }>()(() => ({ openIds: [] }))

export const useIsBuilding = (tabId: string): boolean =>
  store(({ openIds }) => openIds.includes(tabId))

export const toggleBuilder = (tabId: string): void =>
  store.setState(({ openIds }) => ({
    openIds: openIds.includes(tabId) ? openIds.filter((id) => id !== tabId) : [...openIds, tabId],
  }))
