import { create } from 'zustand'
import type { Snippet } from '../../../contract/saved.ts'
import { api } from '../../api/api.ts'
import { currentDrivers } from '../../app/profilesStore.ts'
import type { OfferedSnippet } from '../completion/complete.ts'

/** The user's own snippets; null until they are read. */
export const useSnippets = create<{ own: readonly Snippet[] | null; isDialogOpen: boolean }>()(
  () => ({ own: null, isDialogOpen: false }),
)

export const setSnippetsOpen = (isDialogOpen: boolean): void =>
  useSnippets.setState({ isDialogOpen })

async function read(): Promise<void> {
  try {
    useSnippets.setState({ own: await api.call('snippets.list', {}) })
  } catch {
    // Main is away: what is known stays, and the built-in ones are offered without it.
  }
}

/** Reads them, and again when one was changed in whichever window; returns how to stop. */
export function followSnippets(): () => void {
  void read()
  return api.subscribe('saved.changed', {}, (changed) => {
    if (changed === 'snippets') void read()
  })
}

/** What is offered for a kind of database: the user's own first, then the built-in ones. */
export function snippetsFor(driverId: string | undefined): OfferedSnippet[] {
  const own = useSnippets.getState().own ?? []
  const driver = currentDrivers().find(({ id }) => id === driverId)
  return [
    ...own.filter((snippet) => snippet.driverId === null || snippet.driverId === driverId),
    ...(driver?.dialect.snippets ?? []),
  ]
}
