import { useMemo } from 'react'
import { choose, usePreferences } from '../app/preferencesStore.ts'

/** Folders of connections whose content is not shown, by path; kept for the next start. */
export function useClosedFolders(): ReadonlySet<string> {
  const closed = usePreferences(({ closedFolders }) => closedFolders)
  return useMemo(() => new Set(closed), [closed])
}

export function setFolderOpen(path: string, isOpen: boolean): void {
  const others = usePreferences.getState().closedFolders.filter((one) => one !== path)
  void choose({ closedFolders: isOpen ? others : [...others, path] })
}
