import { create } from 'zustand'
import type { ErrorDetails } from '../../contract/errors.ts'

export type ConnectionDialogState =
  | { kind: 'closed' }
  | { kind: 'new' | 'import' }
  | { kind: 'edit' | 'duplicate' | 'delete' | 'folder'; profileId: string }
  | { kind: 'folder-path'; path: string }
  | { kind: 'password'; profileId: string; onKept: () => void }

/** Set or changed, or given after a start. Lies over another dialog where one is open. */
export type PassphraseDialogState = { kind: 'protect' | 'unlock'; onDone: () => void } | null

/** The key of an SSH server, to be trusted or not. Lies over another dialog where one is open. */
export type HostKeyDialogState = { details: ErrorDetails; onDone: () => void } | null

type DialogsStore = {
  hostKey: HostKeyDialogState
  askHostKey: (details: ErrorDetails, onDone: () => void) => void
  closeHostKey: () => void
  dialog: ConnectionDialogState
  passphrase: PassphraseDialogState
  openNew: () => void
  openImport: () => void
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
  hostKey: null,
  askHostKey: (details, onDone) => set({ hostKey: { details, onDone } }),
  closeHostKey: () => set({ hostKey: null }),
  openNew: () => set({ dialog: { kind: 'new' } }),
  openImport: () => set({ dialog: { kind: 'import' } }),
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
