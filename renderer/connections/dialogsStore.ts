import { create } from 'zustand'

export type ConnectionDialogState =
  | { kind: 'closed' }
  | { kind: 'new' }
  | { kind: 'edit' | 'duplicate' | 'delete'; profileId: string }

type DialogsStore = {
  dialog: ConnectionDialogState
  openNew: () => void
  edit: (profileId: string) => void
  duplicate: (profileId: string) => void
  askDelete: (profileId: string) => void
  close: () => void
}

/** Which dialog about connections is open. */
export const useConnectionDialogs = create<DialogsStore>()((set) => ({
  dialog: { kind: 'closed' },
  openNew: () => set({ dialog: { kind: 'new' } }),
  edit: (profileId) => set({ dialog: { kind: 'edit', profileId } }),
  duplicate: (profileId) => set({ dialog: { kind: 'duplicate', profileId } }),
  askDelete: (profileId) => set({ dialog: { kind: 'delete', profileId } }),
  close: () => set({ dialog: { kind: 'closed' } }),
}))
