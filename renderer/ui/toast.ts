import { create } from 'zustand'

export type Toast = {
  id: number
  severity: 'info' | 'warning' | 'error'
  message: string
  /** What it is about: a newer word on that takes its place. */
  about: string | null
}

const SHOWN_MS: Record<Toast['severity'], number> = { info: 4_000, warning: 4_000, error: 12_000 }
const MOST_SHOWN = 3

type ToastState = { toasts: readonly Toast[]; dismiss: (id: number) => void }

export const useToasts = create<ToastState>()((set) => ({
  toasts: [],
  dismiss(id) {
    holdToast(id)
    set(({ toasts }) => ({ toasts: toasts.filter((shown) => shown.id !== id) }))
  },
}))

let nextId = 1

const timers = new Map<number, ReturnType<typeof setTimeout>>()

/** It stays while somebody is at it. */
export function holdToast(id: number): void {
  clearTimeout(timers.get(id))
  timers.delete(id)
}

/** It goes by itself after its time, counted from now. */
export function letToastGo({ id, severity }: Pick<Toast, 'id' | 'severity'>): void {
  holdToast(id)
  const go = (): void => useToasts.getState().dismiss(id)
  timers.set(id, setTimeout(go, SHOWN_MS[severity]))
}

/** A passing word, for what has no better place. Errors take longer to be read. */
export function toast(
  message: string,
  severity: Toast['severity'] = 'info',
  { about = null }: { about?: string | null } = {},
): void {
  const added: Toast = { id: nextId++, severity, message, about }
  useToasts.setState(({ toasts }) => ({ toasts: withToast(toasts, added) }))
  letToastGo(added)
}

/** What was said of it holds no longer, or has another wording now. */
export function changeToast(about: string, message: string | null): void {
  if (!useToasts.getState().toasts.some((shown) => shown.about === about)) return
  useToasts.setState(({ toasts }) => ({
    toasts: toasts.flatMap((shown) =>
      shown.about !== about ? shown : message === null ? [] : { ...shown, message },
    ),
  }))
}

/** The same said twice, as for each of three tabs, is one word. */
export function withToast(toasts: readonly Toast[], added: Toast): readonly Toast[] {
  const others = toasts.filter(
    ({ about, message, severity }) =>
      !(about !== null && about === added.about) &&
      !(message === added.message && severity === added.severity),
  )
  return [...others.slice(1 - MOST_SHOWN), added]
}
