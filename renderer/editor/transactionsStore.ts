import { useMemo } from 'react'
import { create } from 'zustand'
import type {
  TransactionChange,
  TransactionEnd,
  TransactionInfo,
} from '../../contract/transactions.ts'
import { api } from '../api/api.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { text, type TextKey } from '../text/text.ts'
import { toast } from '../ui/toast.ts'
import type { OpenTab } from './tabList.ts'

/** How a tab's statements are kept: each at once, or together when the user says so. */
export type CommitMode =
  | { readonly kind: 'auto' }
  | { readonly kind: 'manual'; isolation: string | null }

type TabTransaction = {
  readonly mode: CommitMode
  /** The transaction that is open; null between two. */
  readonly open: TransactionInfo | null
  /** The last one was lost with its connection, and nobody has taken note of that yet. */
  readonly lost: TransactionInfo | null
}

const AUTO: TabTransaction = { mode: { kind: 'auto' }, open: null, lost: null }

type TransactionsState = {
  readonly byTab: Readonly<Record<string, TabTransaction>>
  /** A tab that was to be closed while its transaction is open. */
  readonly closingId: string | null
  /** The list of all that are open is shown. */
  readonly isListShown: boolean
}

const store = create<TransactionsState>()(() => ({
  byTab: {},
  closingId: null,
  isListShown: false,
}))

export const useTransaction = (tabId: string): TabTransaction =>
  store(({ byTab }) => byTab[tabId] ?? AUTO)
/** The tab whose transaction this is; null: none of this window. */
export const useTransactionTab = (transactionId: string | null): string | null =>
  store(
    ({ byTab }) =>
      Object.keys(byTab).find((id) => byTab[id]?.open?.transactionId === transactionId) ?? null,
  )

export type OpenInTab = { readonly tabId: string; readonly open: TransactionInfo }

/** Those of all tabs of the window, the longest open first. */
export function useOpenTransactions(): readonly OpenInTab[] {
  const byTab = store((state) => state.byTab)
  return useMemo(
    () =>
      Object.entries(byTab)
        .flatMap(([tabId, { open }]): OpenInTab[] => (open ? [{ tabId, open }] : []))
        .toSorted((a, b) => a.open.startedAtMs - b.open.startedAtMs),
    [byTab],
  )
}

export const useIsListShown = (): boolean => store(({ isListShown }) => isListShown)
export const showTransactions = (isListShown: boolean): void => store.setState({ isListShown })

export const useClosingId = (): string | null => store(({ closingId }) => closingId)

export const openTransaction = (tabId: string): TransactionInfo | null =>
  store.getState().byTab[tabId]?.open ?? null

export const hasOpenTransactions = (): boolean =>
  Object.values(store.getState().byTab).some(({ open }) => open !== null)

export const askToClose = (closingId: string | null): void => store.setState({ closingId })

/** The user has read that the tab's transaction was lost. */
export const takeNoteOfLoss = (tabId: string): void => change(tabId, { lost: null })

/** Takes effect with the next transaction. */
export const chooseMode = (tabId: string, mode: CommitMode): void => change(tabId, { mode })

export function forgetTransaction(tabId: string): void {
  store.setState(({ byTab }) => {
    const { [tabId]: _gone, ...others } = byTab
    return { byTab: others }
  })
}

/** The transaction that the tab's next run belongs to, begun where none is open; none in auto mode. */
export async function transactionFor(
  { id: tabId, title }: Pick<OpenTab, 'id' | 'title'>,
  profileId: string,
): Promise<string | undefined> {
  const { mode, open } = store.getState().byTab[tabId] ?? AUTO
  if (open) return open.transactionId
  if (mode.kind === 'auto') return undefined
  const transactionId = crypto.randomUUID()
  const stop = api.subscribe('transactions.changed', { transactionId }, (changed) => {
    if (changed.kind === 'ended') stop()
    follow(tabId, changed)
  })
  try {
    const { isolation } = mode
    const request = { transactionId, profileId, label: title, isolation }
    change(tabId, { open: await api.call('transactions.begin', request), lost: null })
  } catch (error) {
    stop()
    throw error
  }
  return transactionId
}

export const commit = (tabId: string): Promise<void> => end(tabId, 'transactions.commit')
export const rollback = (tabId: string): Promise<void> => end(tabId, 'transactions.rollback')

export function setSavepoint(tabId: string): void {
  const open = openTransaction(tabId)
  if (!open) return
  const name = text('editor.savepointName', { number: open.savepoints.length + 1 })
  const { transactionId } = open
  void tellFailure(api.call('transactions.savepoint', { transactionId, name }))
}

export function rollbackTo(tabId: string, name: string): void {
  const open = openTransaction(tabId)
  if (!open) return
  void tellFailure(api.call('transactions.rollbackTo', { transactionId: open.transactionId, name }))
}

async function end(
  tabId: string,
  call: 'transactions.commit' | 'transactions.rollback',
): Promise<void> {
  const open = openTransaction(tabId)
  if (open) await tellFailure(api.call(call, { transactionId: open.transactionId }))
}

function follow(tabId: string, changed: TransactionChange): void {
  if (changed.kind === 'changed') return change(tabId, { open: changed.info })
  const ended = openTransaction(tabId)
  const isLost = changed.end === 'lost'
  change(tabId, { open: null, ...(isLost && { lost: ended }) })
  if (!isLost || !ended) return toast(text(END_TEXTS[changed.end]))
  toast(text('editor.transactionLostIn', { title: ended.label }), 'error')
}

const END_TEXTS: Record<TransactionEnd, TextKey> = {
  committed: 'editor.transactionCommitted',
  'rolled-back': 'editor.transactionRolledBack',
  'by-statement': 'editor.transactionEndedByStatement',
  lost: 'editor.transactionLost',
}

function change(tabId: string, changed: Partial<TabTransaction>): void {
  store.setState(({ byTab }) => ({
    byTab: { ...byTab, [tabId]: { ...(byTab[tabId] ?? AUTO), ...changed } },
  }))
}

async function tellFailure(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    toast(errorLine(error), 'error')
  }
}
