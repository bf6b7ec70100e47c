import { create } from 'zustand'

export type Toast = { id: number; severity: 'info' | 'error'; message: string }

const SHOWN_MS = 4_000

type ToastState = { toasts: readonly Toast[]; dismiss: (id: number) => void }

export const useToasts = create<ToastState>()((set) => ({
  toasts: [],
  dismiss: (id) => set(({ toasts }) => ({ toasts: toasts.filter((shown) => shown.id !== id) })),
}))

let nextId = 1

/** A passing word, for what has no better place. Errors stay until they are dismissed. */
export function toast(message: string, severity: Toast['severity'] = 'info'): void {
  const id = nextId++
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(-2), { id, severity, message }] }))
  if (severity === 'info') setTimeout(() => useToasts.getState().dismiss(id), SHOWN_MS)
}
