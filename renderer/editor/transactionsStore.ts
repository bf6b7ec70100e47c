import { useMemo } from 'react'
import { create } from 'zustand'
import type {
  TransactionChange,
  TransactionEnd,
  TransactionInfo,
} from '../../contract/transactions.ts'
import type { Profile } from '../../contract/profiles.ts'
import type { KeptSession, SessionEnd } from '../../contract/sessions.ts'
import type { CommitMode, EditorTab } from '../../contract/workspace.ts'
import { api } from '../api/api.ts'
import { currentDrivers, currentProfiles } from '../app/profilesStore.ts'
import type { RunSession } from '../results/runsStore.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { text, type TextKey } from '../text/text.ts'
import { changeToast, toast } from '../ui/toast.ts'
import type { OpenTab, TabSession } from './tabList.ts'

/** What a tab has on the server, and how its statements are kept. */
type TabState = {
  /** Null: as the connection has it. */
  readonly mode: CommitMode | null
  /** Where names without a schema are looked for; null: as the connection has it. */
  readonly schema: string | null
  /** The transaction that is open; null between two. */
  readonly open: TransactionInfo | null
  /** The connection that the tab keeps for what its statements changed of the session. */
  readonly kept: KeptSession | null
  /** Statements of a transaction that ended with an earlier window, until that was read or the tab runs. */
  readonly rolledBack: number | null
  /** What an earlier window had changed on a connection of its own, until then too. */
  readonly gone: readonly string[] | null
  /** The last one was lost with its connection, nobody took note of that, and no other was opened. */
  readonly lost: TransactionInfo | null
}

const NOTHING: TabState = {
  ...{ mode: null, schema: null, open: null, kept: null },
  ...{ rolledBack: null, gone: null, lost: null },
}

type SessionsState = {
  readonly byTab: Readonly<Record<string, TabState>>
  /** A tab that was to be closed while its transaction is open. */
  readonly closingId: string | null
  /** The list of all that are open is shown. */
  readonly isListShown: boolean
}

const store = create<SessionsState>()(() => ({
  byTab: {},
  closingId: null,
  isListShown: false,
}))

/** How main calls the session of a tab, and the transaction that its statements may open. */
type Names = { readonly sessionId: string; offer: string | null; readonly stop: () => void }
const namesByTab = new Map<string, Names>()

export const useTabSession = (tabId: string): TabState =>
  store(({ byTab }) => byTab[tabId] ?? NOTHING)
/** The tab whose transaction or kept session this is; null: none of this window. */
export const useTransactionTab = (ownerId: string | null): string | null =>
  store(
    ({ byTab }) =>
      Object.keys(byTab).find((id) => {
        const { open, kept } = byTab[id] ?? NOTHING
        return ownerId !== null && [open?.transactionId, kept?.sessionId].includes(ownerId)
      }) ?? null,
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

const stateOf = (tabId: string): TabState => store.getState().byTab[tabId] ?? NOTHING

export const openTransaction = (tabId: string): TransactionInfo | null => stateOf(tabId).open
export const lostIn = (tabId: string): TransactionInfo | null => stateOf(tabId).lost

export const hasOpenTransactions = (): boolean =>
  Object.values(store.getState().byTab).some(({ open }) => open !== null)

export const askToClose = (closingId: string | null): void => store.setState({ closingId })

/** The user has read that the tab's transaction was lost. */
export function takeNoteOfLoss(tabId: string): void {
  if (stateOf(tabId).lost) change(tabId, { lost: null })
  changeToast(lossIn(tabId), null)
}

/** What the toast of a lost transaction is about. */
const lossIn = (tabId: string): string => `lost transaction of ${tabId}`

/** Takes effect with the next transaction. */
export const chooseMode = (tabId: string, mode: CommitMode): void => change(tabId, { mode })
/** Takes effect with the next run. */
export const chooseSchema = (tabId: string, schema: string | null): void =>
  change(tabId, { schema })
export const rolledBackOf = (tabId: string): number | null => stateOf(tabId).rolledBack
export const forgetRolledBack = (tabId: string): void => change(tabId, { rolledBack: null })
export const goneOf = (tabId: string): readonly string[] | null => stateOf(tabId).gone
export const forgetGone = (tabId: string): void => change(tabId, { gone: null })

/** As it is kept with the tab. */
export function sessionOf(tabId: string): TabSession {
  const { mode, schema, open, kept } = stateOf(tabId)
  const transaction = open && {
    transactionId: open.transactionId,
    statementCount: open.statementCount,
  }
  const keptSession = kept && { sessionId: kept.sessionId, changes: kept.changes }
  return { commitMode: mode, schema, transaction, keptSession }
}

export function restoreSession(tabId: string, { commitMode: mode, schema }: TabSession): void {
  const known = stateOf(tabId)
  if (known.schema !== schema || JSON.stringify(known.mode) !== JSON.stringify(mode))
    change(tabId, { mode, schema })
}

/** Tells the tab of which something changed that is kept with it; returns how to stop. */
export const onSessionChanged = (listener: (tabId: string) => void): (() => void) =>
  store.subscribe(({ byTab: now }, { byTab: before }) => {
    for (const tabId of Object.keys(now)) if (now[tabId] !== before[tabId]) listener(tabId)
  })

/** Asks, whenever main is reached again, what of this window it still has; returns how to stop. */
export function followReconnection(): () => void {
  let wasOpen = false
  return api.onState(() => {
    if (api.state !== 'open') return
    if (wasOpen) void markLostByWindow()
    wasOpen = true
  })
}

/** What ended while the window could not be told: main was started anew, or took it for gone. */
async function markLostByWindow(): Promise<void> {
  const { byTab } = store.getState()
  const tabs = Object.keys(byTab).map((id) => {
    const { transaction, keptSession } = sessionOf(id)
    return { id, transaction, keptSession }
  })
  try {
    await markGone(tabs)
  } catch {
    // It went again: the next time tells.
  }
}

/** Marks the tabs whose transaction or session did not outlive the window that had begun it. */
export async function markGone(
  tabs: readonly Pick<EditorTab, 'id' | 'transaction' | 'keptSession'>[],
): Promise<void> {
  await Promise.all([markRolledBack(tabs), markSessionsGone(tabs)])
}

async function markRolledBack(
  tabs: readonly Pick<EditorTab, 'id' | 'transaction'>[],
): Promise<void> {
  const began = tabs.flatMap(({ id, transaction }) => (transaction ? { id, ...transaction } : []))
  if (began.length === 0) return
  const transactionIds = began.map(({ transactionId }) => transactionId)
  const open = await api.call('transactions.open', { transactionIds })
  for (const { id, transactionId, statementCount } of began)
    if (!open.includes(transactionId)) {
      const names = namesByTab.get(id)
      if (names?.offer === transactionId) names.offer = null
      change(id, { rolledBack: statementCount, open: null })
    }
}

async function markSessionsGone(
  tabs: readonly Pick<EditorTab, 'id' | 'keptSession'>[],
): Promise<void> {
  const changed = tabs.flatMap(({ id, keptSession }) => (keptSession ? { id, ...keptSession } : []))
  if (changed.length === 0) return
  const sessionIds = changed.map(({ sessionId }) => sessionId)
  const kept = await api.call('sessions.kept', { sessionIds })
  for (const { id, sessionId, changes } of changed)
    if (!kept.includes(sessionId)) change(id, { gone: changes, kept: null })
}

export function forgetSession(tabId: string): void {
  namesByTab.get(tabId)?.stop()
  namesByTab.delete(tabId)
  store.setState(({ byTab }) => {
    const { [tabId]: _gone, ...others } = byTab
    return { byTab: others }
  })
}

/** How the statements of a tab are kept: as chosen for it, else as the connection has it. */
export const modeOf = (
  mode: CommitMode | null,
  profile: Pick<Profile, 'commitsManually'> | undefined,
): CommitMode => {
  if (mode) return mode
  return profile?.commitsManually ? { kind: 'manual', isolation: null } : { kind: 'auto' }
}

/**
 * Where the tab's next run belongs: its session, and the transaction that is open, begun where
 * none is and the user commits.
 */
export async function sessionFor(
  { id: tabId, title }: Pick<OpenTab, 'id' | 'title'>,
  profileId: string,
): Promise<RunSession> {
  const { mode, open, schema, rolledBack, gone } = stateOf(tabId)
  const { sessionId } = namesOf(tabId)
  const session = { sessionId, schema }
  if (rolledBack !== null) forgetRolledBack(tabId)
  if (gone !== null) forgetGone(tabId)
  if (open) return { session, transactionId: open.transactionId }
  const profile = currentProfiles().find(({ id }) => id === profileId)
  const commits = modeOf(mode, profile)
  const hasNone = !driverOf(profile)?.capabilities.transactions
  if (commits.kind === 'auto' || hasNone)
    return { session: { ...session, opensAs: offerOf(tabId) } }
  const transactionId = crypto.randomUUID()
  const stop = followTransaction(tabId, transactionId)
  try {
    const { isolation } = commits
    const request = { transactionId, profileId, label: title, isolation, session }
    change(tabId, { open: await api.call('transactions.begin', request) })
    takeNoteOfLoss(tabId)
  } catch (error) {
    stop()
    throw error
  }
  return { session, transactionId }
}

/** The session of a tab for what only looks, and begins nothing. */
export const sessionToLook = (tabId: string): RunSession => {
  const { open, schema } = stateOf(tabId)
  const { sessionId } = namesOf(tabId)
  return { session: { sessionId, schema }, transactionId: open?.transactionId }
}

/** Gives the tab's own connection back, and with it up what was changed on it. */
export function releaseSession(tabId: string): void {
  const { sessionId } = namesOf(tabId)
  void tellFailure(api.call('sessions.release', { sessionId }))
}

function namesOf(tabId: string): Names {
  const known = namesByTab.get(tabId)
  if (known) return known
  const sessionId = crypto.randomUUID()
  const stopFollowing = api.subscribe('sessions.changed', { sessionId }, (changed) => {
    if (changed.kind === 'kept') return change(tabId, { kept: changed.session })
    change(tabId, { kept: null })
    const told = SESSION_END_TEXTS[changed.end]
    if (told) toast(text(told), 'info')
  })
  const stop = (): void => {
    stopFollowing()
    if (stateOf(tabId).kept) void api.call('sessions.release', { sessionId }).catch(() => {})
  }
  const names: Names = { sessionId, offer: null, stop }
  namesByTab.set(tabId, names)
  return names
}

/** The same until a transaction took it. */
function offerOf(tabId: string): string {
  const names = namesOf(tabId)
  if (names.offer !== null) return names.offer
  names.offer = crypto.randomUUID()
  followTransaction(tabId, names.offer)
  return names.offer
}

function followTransaction(tabId: string, transactionId: string): () => void {
  const stop = api.subscribe('transactions.changed', { transactionId }, (changed) => {
    const names = namesByTab.get(tabId)
    if (changed.kind === 'ended') {
      stop()
      if (names?.offer === transactionId) names.offer = null
    }
    follow(tabId, changed)
  })
  return stop
}

const driverOf = (profile: Profile | undefined) =>
  currentDrivers().find(({ id }) => id === profile?.driverId)

const SESSION_END_TEXTS: Partial<Record<SessionEnd, TextKey>> = {
  idle: 'editor.sessionIdle',
  wanted: 'editor.sessionWanted',
  lost: 'editor.sessionLost',
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
  const ended = openTransaction(tabId)
  if (changed.kind === 'changed') {
    if (!ended) takeNoteOfLoss(tabId)
    return change(tabId, { open: changed.info })
  }
  const isLost = changed.end === 'lost'
  change(tabId, { open: null, ...(isLost && { lost: ended }) })
  if (!isLost || !ended) return toast(text(END_TEXTS[changed.end]))
  toast(text('editor.transactionLostIn', { title: ended.label }), 'error', {
    about: lossIn(tabId),
  })
}

const END_TEXTS: Record<TransactionEnd, TextKey> = {
  committed: 'editor.transactionCommitted',
  'rolled-back': 'editor.transactionRolledBack',
  'by-statement': 'editor.transactionEndedByStatement',
  lost: 'editor.transactionLost',
}

function change(tabId: string, changed: Partial<TabState>): void {
  store.setState(({ byTab }) => ({
    byTab: { ...byTab, [tabId]: { ...(byTab[tabId] ?? NOTHING), ...changed } },
  }))
}

async function tellFailure(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    toast(errorLine(error), 'error')
  }
}
