import { create } from 'zustand'

type Asked = { readonly kind: 'resize' | 'drain'; readonly poolId: string }

/** What is asked before something is done to a pool; null: nothing. */
export const usePoolDialog = create<{ readonly asked: Asked | null }>()(() => ({ asked: null }))

export const askOfPool = (kind: Asked['kind'], poolId: string): void =>
  usePoolDialog.setState({ asked: { kind, poolId } })
export const closePoolDialog = (): void => usePoolDialog.setState({ asked: null })
