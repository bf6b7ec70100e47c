import { create } from 'zustand'

/** What is worked out over a result, and in which tab: one thing at a time. */
export type Analysis =
  | { readonly kind: 'statistics'; readonly tabId: string; readonly column: number }
  | { readonly kind: 'group' | 'distinct'; readonly tabId: string; readonly column: number | null }
  | { readonly kind: 'sql' | 'json' | 'file'; readonly tabId: string }

const store = create<{ open: Analysis | null }>()(() => ({ open: null }))

export const useAnalysis = (tabId: string): Analysis | null =>
  store(({ open }) => (open?.tabId === tabId ? open : null))

export const openAnalysis = (open: Analysis): void => store.setState({ open })

export const closeAnalysis = (): void => store.setState({ open: null })

/** Names that were given to results in statements over them, by the id of the result. */
const names = create<{ typed: Readonly<Record<string, string>> }>()(() => ({ typed: {} }))

export const useResultNames = (): Readonly<Record<string, string>> => names(({ typed }) => typed)

export const nameResult = (resultId: string, name: string): void =>
  names.setState(({ typed }) => ({ typed: { ...typed, [resultId]: name } }))
