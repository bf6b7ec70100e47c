import { create } from 'zustand'

/** What is asked about a key of the tree. */
export type KeyDialog = {
  readonly kind: 'lifetime' | 'delete'
  readonly profileId: string
  readonly path: readonly string[]
  readonly name: string
}

const store = create<{ open: KeyDialog | null }>()(() => ({ open: null }))

export const useKeyDialog = (): KeyDialog | null => store(({ open }) => open)
export const askAboutKey = (open: KeyDialog): void => store.setState({ open })
export const closeKeyDialog = (): void => store.setState({ open: null })
