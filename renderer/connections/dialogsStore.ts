import { create } from 'zustand'

export type ConnectionDialogState =
  | { kind: 'closed' }
  | { kind: 'new' }
  | { kind: 'edit' | 'duplicate' | 'delete' | 'folder'; profileId: string }
  | { kind: 'folder-path'; path: string }
  | { kind: 'password'; profileId: string; onKept: () => void }

/** Set or changed, or given after a start. Lies over another dialog where one is open. */
export type PassphraseDialogState = { kind: 'protect' | 'unlock'; onDone: () => void } | null

type DialogsStore = {
  dialog: ConnectionDialogState
  passphrase: PassphraseDialogState
  openNew: () => void
  edit: (profileId: string) => void
  duplicate: (profileId: string) => void
  askDelete: (profileId: string) => void
  moveToFolder: (profileId: string) => void
  moveFolder: (path: string) => void
  askPassword: (profileId: string, onKept: () => void) => void
  openPassphrase: (kind: 'protect' | 'unlock', onDone?: () => void) => void
  closePassphrase: () => void
  close: () => void
}

/** Which dialog about connections is open. */
export const useConnectionDialogs = create<DialogsStore>()((set) => ({
  dialog: { kind: 'closed' },
  passphrase: null,
  openNew: () => set({ dialog: { kind: 'new' } }),
  edit: (profileId) => set({ dialog: { kind: 'edit', profileId } }),
  duplicate: (profileId) => set({ dialog: { kind: 'duplicate', profileId } }),
  askDelete: (profileId) => set({ dialog: { kind: 'delete', profileId } }),
  moveToFolder: (profileId) => set({ dialog: { kind: 'folder', profileId } }),
  moveFolder: (path) => set({ dialog: { kind: 'folder-path', path } }),
  askPassword: (profileId, onKept) => set({ dialog: { kind: 'password', profileId, onKept } }),
  openPassphrase: (kind, onDone = () => {}) => set({ passphrase: { kind, onDone } }),
  closePassphrase: () => set({ passphrase: null }),
  close: () => set({ dialog: { kind: 'closed' } }),
}))
