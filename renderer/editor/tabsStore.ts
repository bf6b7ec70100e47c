import { create } from 'zustand'
import type { ViewTab } from '../../contract/views.ts'
import { NO_SESSION } from '../../contract/noSession.ts'
import type { EditorTab, KeptTab, TabsChange } from '../../contract/workspace.ts'
import { api } from '../api/api.ts'
import { Journal } from '../app/Journal.ts'
import { currentProfiles } from '../app/profilesStore.ts'
import { chartsOf, forgetCharts, onChartsChanged, restoreCharts } from '../charts/chartsStore.ts'
import { areEditsKept, flushEdits, keepEdits } from '../edits/editJournal.ts'
import { hasStagedEdits } from '../edits/editsStore.ts'
import { hasKeptEdits, loadKeptEdits } from '../edits/keptEditsStore.ts'
import { mayLeaveTab } from '../edits/leaveStore.ts'
import { forgetPlan } from '../plans/plansStore.ts'
import { forgetTab, isTabRunning, resultIdsOf } from '../results/runsStore.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { text } from '../text/text.ts'
import { closeDocument, moveDocument, replaceDocument } from '../ui/sqlDocuments.ts'
import { toast } from '../ui/toast.ts'
import { mergeText } from './mergeText.ts'
import { rememberTabs } from './rememberTabs.ts'
import { runScript } from './runScript.ts'
import { idsBySide, settleSides, sideOf, type Sides } from './sides.ts'
import {
  askToClose,
  forgetSession,
  hasOpenTransactions,
  markGone,
  onSessionChanged,
  openTransaction,
  restoreSession,
  sessionOf,
} from './transactionsStore.ts'
import { copyTitle, freeTitle, lastPosition, neighbourOf, type OpenTab } from './tabList.ts'

/** The id under which the pool monitor stands among the tabs. */
export const MONITOR_ID = 'pool-monitor'

type NewTab = {
  /** Left out: that of the tab in front, else the first there is. */
  readonly profileId?: string | null
  readonly text?: string
  /** Left out: the next free number. */
  readonly title?: string
  /** Of the saved query that it shows. */
  readonly savedId?: string | null
  /** Runs the text at once. */
  readonly run?: boolean
}

export type TabsState = Sides & {
  readonly restoring: 'loading' | 'done' | 'failed'
  /** In the order of the strip. */
  readonly tabs: readonly OpenTab[]
  /** Behind the editors in the strip. */
  readonly views: readonly ViewTab[]
  readonly isMonitorOpen: boolean
  /** A tab's id or `MONITOR_ID`; null: nothing is open. */
  readonly activeId: string | null
  /** The editor tab in front; null: none, or the monitor. */
  readonly activeTab: OpenTab | null
  /** A tab that was opened to be typed in: its editor takes the focus. */
  readonly typingId: string | null
  /** Tabs that were opened for the rows of their statement. */
  readonly rowsIds: readonly string[]
  /** Gives its id. */
  openTab(tab?: NewTab): string
  /** Brings the one of that id to the front where it is open already. */
  openView(view: ViewTab): void
  /** What a view shows has changed: it is kept as it is now. */
  noteView(view: ViewTab): void
  openMonitor(): void
  activate(id: string): void
  closeTab(id: string): void
  closeOthers(tabId: string): void
  reopenTab(): void
  /** Beside the others, or back to them; a single tab stays where it is. */
  toOtherSide(id: string): void
  joinSides(): void
  rename(tabId: string, title: string): void
  chooseProfile(tabId: string, profileId: string): void
  /** Another window opened it: it stands in the strip, and what is in front stays. */
  addBehind(tab: KeptTab): void
  /** Another window closed it. */
  dropTab(tabId: string): void
  /** Another window saved what stands beside its text. */
  follow(tab: KeptTab): void
  /** What is typed here goes on in a tab of its own, beside the one that another window changed. */
  splitOff(theirs: KeptTab): void
  /** The tab shows a saved query from now on, and is called as it is. */
  noteSaved(tabId: string, saved: { id: string; name: string }): void
}

/** What is typed in a tab. Kept out of the store: it changes with every key, and nothing draws it. */
type Draft = { text: string; cursorOffset: number }
const drafts = new Map<string, Draft>()
/** Each tab as this window last read or wrote it: how it tells what other windows do. */
const onDisk = new Map<string, Pick<KeptTab, 'revision' | 'text'>>()
const windowId = crypto.randomUUID()
/** Closed in this session, the latest last. */
const closed: EditorTab[] = []

export const useTabs = create<TabsState>()((set, get) => {
  const show = (change: Partial<TabsState>): void => {
    set((state) => {
      const next = { ...state, ...change }
      const { activeId } = next
      return {
        ...change,
        ...settleSides(next, { ids: shownIds(next), activeId, before: state.activeId }),
        activeTab: next.tabs.find(({ id }) => id === activeId) ?? null,
      }
    })
    const { activeId, rightIds, otherId, views, rowsIds } = get()
    rememberTabs({
      activeTabId: activeId,
      rightTabIds: [...rightIds],
      otherTabId: otherId,
      views: [...views],
      rowsTabIds: [...rowsIds],
    })
  }
  const add = (tab: EditorTab): void => {
    const opened = unpack(tab)
    const { tabs, activeId, rightIds } = get()
    const isRight = activeId !== null && sideOf({ rightIds }, activeId) === 'right'
    show({
      tabs: [...tabs, opened],
      activeId: tab.id,
      rightIds: isRight ? [...rightIds, tab.id] : rightIds,
    })
    journal.touch(tab.id)
  }
  const remove = (id: string): void => {
    const { tabs, activeId } = get()
    const ids = shownIds(get())
    const beside = idsBySide(get(), ids)[sideOf(get(), id)]
    const nextId = activeId === id ? (neighbourOf(beside, id) ?? neighbourOf(ids, id)) : activeId
    const tab = snapshot(id)
    if (tab) closed.push(tab)
    show({
      tabs: tabs.filter((other) => other.id !== id),
      rowsIds: get().rowsIds.filter((other) => other !== id),
      activeId: nextId,
    })
    drafts.delete(id)
    onDisk.delete(id)
    closeDocument(id)
    forgetTab(id)
    forgetPlan(id)
    forgetCharts(id)
    forgetSession(id)
  }
  const changeTab = (tabId: string, change: Partial<OpenTab>): void => {
    show({ tabs: get().tabs.map((tab) => (tab.id === tabId ? { ...tab, ...change } : tab)) })
    journal.touch(tabId)
  }

  return {
    restoring: 'loading',
    tabs: [],
    views: [],
    isMonitorOpen: false,
    activeId: null,
    activeTab: null,
    typingId: null,
    rowsIds: [],
    rightIds: [],
    otherId: null,

    openTab({
      profileId = usualProfileId(get()),
      text: typed = '',
      title,
      savedId = null,
      run = false,
    } = {}) {
      const { tabs } = get()
      const tab = {
        id: crypto.randomUUID(),
        title: title ?? freeTitle(tabs, (number) => text('editor.untitled', { number })),
        profileId,
        text: typed,
        cursorOffset: 0,
        position: lastPosition(tabs),
        savedId,
        charts: null,
        ...NO_SESSION,
      }
      if (run) set({ rowsIds: [...get().rowsIds, tab.id] })
      add(tab)
      set({ typingId: run ? null : tab.id })
      if (run) void runScript({ tab, script: typed, selection: { from: 0, to: 0 }, scope: 'all' })
      return tab.id
    },
    openView(view) {
      const { views } = get()
      const isOpen = views.some(({ id }) => id === view.id)
      show({ views: isOpen ? views : [...views, view], activeId: view.id })
    },
    noteView: (view) =>
      show({ views: get().views.map((other) => (other.id === view.id ? view : other)) }),
    openMonitor: () => show({ isMonitorOpen: true, activeId: MONITOR_ID }),
    activate: (id) => show({ activeId: id }),
    closeTab(id) {
      if (hasStagedEdits(resultIdsOf(id)) || hasKeptEdits(id))
        return void mayLeaveTab(id, resultIdsOf(id)).then((isLeft) => isLeft && get().closeTab(id))
      if (openTransaction(id)) return askToClose(id)
      const { tabs, views, activeId } = get()
      if (tabs.some((tab) => tab.id === id)) {
        remove(id)
        return void api.call('workspace.deleteTab', { tabId: id, windowId }).catch(tellNotSaved)
      }
      const ids = shownIds(get())
      const beside = idsBySide(get(), ids)[sideOf(get(), id)]
      const nextId = activeId === id ? (neighbourOf(beside, id) ?? neighbourOf(ids, id)) : activeId
      if (id === MONITOR_ID) return show({ isMonitorOpen: false, activeId: nextId })
      if (views.some((view) => view.id === id))
        show({ views: views.filter((view) => view.id !== id), activeId: nextId })
    },
    closeOthers(tabId) {
      for (const { id } of get().tabs) if (id !== tabId) get().closeTab(id)
    },
    reopenTab() {
      const tab = closed.pop()
      // The place among the others is the last: the old one may be taken.
      if (tab) add({ ...tab, position: lastPosition(get().tabs) })
    },
    toOtherSide(id) {
      const state = get()
      const ids = shownIds(state)
      if (ids.length < 2) return
      const { rightIds } = state
      const isRight = sideOf(state, id) === 'right'
      const stays = neighbourOf(idsBySide(state, ids)[isRight ? 'right' : 'left'], id)
      show({
        rightIds: isRight ? rightIds.filter((other) => other !== id) : [...rightIds, id],
        otherId: stays,
        activeId: id,
      })
    },
    joinSides: () => show({ rightIds: [] }),
    rename: (tabId, title) => changeTab(tabId, { title }),
    chooseProfile: (tabId, profileId) => changeTab(tabId, { profileId }),
    addBehind(tab) {
      const { tabs } = get()
      const all = [...tabs, unpack(tab)].toSorted((a, b) => a.position - b.position)
      show({ tabs: all, activeId: get().activeId ?? tab.id })
    },
    dropTab: remove,
    follow(tab) {
      const { title, savedId, position } = tab
      const profileId = isInUse(tab.id) ? {} : { profileId: tab.profileId }
      const changed = { title, savedId, position, ...profileId }
      show({
        tabs: get().tabs.map((each) => (each.id === tab.id ? { ...each, ...changed } : each)),
      })
    },
    splitOff(theirs) {
      const { tabs, activeId, rightIds } = get()
      const draft = drafts.get(theirs.id)
      const tab = tabs.find(({ id }) => id === theirs.id)
      if (!tab || !draft) return
      const own = { ...tab, id: crypto.randomUUID(), savedId: null }
      own.title = copyTitle(tabs, tab.title, (title, number) =>
        text('editor.ownCopy', { title, number }),
      )
      drafts.set(own.id, draft)
      drafts.set(tab.id, { text: theirs.text, cursorOffset: 0 })
      moveDocument(tab.id, own.id)
      const isInFront = activeId === tab.id
      show({
        tabs: tabs.flatMap((each) => (each.id === tab.id ? [each, own] : [each])),
        activeId: isInFront ? own.id : activeId,
        rightIds: rightIds.includes(tab.id) ? [...rightIds, own.id] : rightIds,
      })
      if (isInFront) set({ typingId: own.id })
      journal.touch(own.id)
      toast(text('editor.changedInOtherWindow', { title: tab.title, own: own.title }))
    },
    noteSaved: (tabId, { id, name }) => changeTab(tabId, { savedId: id, title: name }),
  }
})

/** Ids in the order of the strip: the monitor stands last. */
export const shownIds = ({
  tabs,
  views,
  isMonitorOpen,
}: Pick<TabsState, 'tabs' | 'views' | 'isMonitorOpen'>): string[] => [
  ...tabs.map(({ id }) => id),
  ...views.map(({ id }) => id),
  ...(isMonitorOpen ? [MONITOR_ID] : []),
]

export const useIsRowsTab = (tabId: string): boolean =>
  useTabs(({ rowsIds }) => rowsIds.includes(tabId))

/** Ids of the side that is worked in. */
export function idsBeside(state: TabsState): string[] {
  const { activeId } = state
  const ids = shownIds(state)
  return activeId === null ? ids : idsBySide(state, ids)[sideOf(state, activeId)]
}

export const draftOf = (tabId: string): Draft => drafts.get(tabId) ?? { text: '', cursorOffset: 0 }

/** What was typed or where the cursor went; on disk within a quarter of a second. */
export function noteDraft(tabId: string, change: Partial<Draft>): void {
  const draft = drafts.get(tabId)
  if (!draft) return
  Object.assign(draft, change)
  if (!isFollowing) journal.touch(tabId)
}

/** Tells this window what others do with the tabs; returns how to stop. */
export const followOtherWindows = (): (() => void) =>
  api.subscribe('workspace.tabsChanged', { windowId }, (change) => {
    // Those of the start come with what was in front.
    if (useTabs.getState().restoring === 'done') meet(change)
  })

function meet(change: TabsChange): void {
  if (change.kind === 'saved') return meetTab(change.tab)
  const isOpen = (tabId: string): boolean => useTabs.getState().tabs.some(({ id }) => id === tabId)
  const there = change.kind === 'all' ? new Set(change.tabs.map(({ id }) => id)) : null
  const closedIds = there ? [...onDisk.keys()].filter((id) => !there.has(id)) : []
  if (change.kind === 'closed') closedIds.push(change.tabId)
  for (const tabId of closedIds) {
    const isTyped = drafts.get(tabId)?.text !== onDisk.get(tabId)?.text
    onDisk.delete(tabId)
    if (!isOpen(tabId)) continue
    // It is opened again for the others.
    if (isTyped || isInUse(tabId)) journal.touch(tabId)
    else useTabs.getState().dropTab(tabId)
  }
  if (change.kind === 'all') for (const tab of change.tabs) meetTab(tab)
}

/** A tab as another window saved it. Nothing that was typed in either of them is lost. */
function meetTab(theirs: KeptTab): void {
  const { id, revision, text: typed } = theirs
  const { tabs, addBehind, follow, splitOff } = useTabs.getState()
  const draft = drafts.get(id)
  const known = onDisk.get(id)
  if (!draft || !tabs.some((tab) => tab.id === id)) return addBehind(theirs)
  if (known && revision <= known.revision) return
  onDisk.set(id, { revision, text: typed })
  const isUnsaved = journal.isWaitingFor(id)
  const merged = mergeText({ base: known?.text, ours: draft.text, theirs: typed, isUnsaved })
  if (merged === 'ours') return journal.touch(id)
  if (merged === 'both') splitOff(theirs)
  else showText(id, typed)
  follow(theirs)
}

function showText(tabId: string, typed: string): void {
  isFollowing = true
  drafts.set(tabId, {
    text: typed,
    cursorOffset: Math.min(draftOf(tabId).cursorOffset, typed.length),
  })
  replaceDocument(tabId, typed)
  isFollowing = false
}

/** The text changes by another window's hand, which has saved it. */
let isFollowing = false

/** Something of it on a server would be lost with the tab. */
const isInUse = (tabId: string): boolean =>
  isTabRunning(tabId) || openTransaction(tabId) !== null || hasStagedEdits(resultIdsOf(tabId))

/** Brings back the tabs of the last time, once; with none, opens an empty one. */
export async function restoreTabs(): Promise<void> {
  if (isRestoring || useTabs.getState().restoring === 'done') return
  isRestoring = true
  try {
    const [tabs, { activeTabId, rightTabIds, otherTabId, views: kept, rowsTabIds }, profiles] =
      await Promise.all([
        api.call('workspace.tabs', {}),
        api.call('workspace.preferences', {}),
        api.call('profiles.list', {}),
      ])
    // What was opened while they came stays.
    const opened = useTabs.getState()
    const restored = tabs.toSorted((a, b) => a.position - b.position)
    const all = [...restored.map(unpack), ...opened.tabs]
    const isNew = ({ id }: ViewTab): boolean => !opened.views.some((view) => view.id === id)
    const views = [...kept.filter(isNew), ...opened.views]
    const ids = shownIds({ ...opened, tabs: all, views })
    const wanted = opened.activeId ?? activeTabId
    const activeId = wanted !== null && ids.includes(wanted) ? wanted : (ids[0] ?? null)
    useTabs.setState({
      restoring: 'done',
      tabs: all,
      views,
      rowsIds: [...rowsTabIds, ...opened.rowsIds],
      activeId,
      activeTab: all.find(({ id }) => id === activeId) ?? null,
      ...settleSides(
        { rightIds: rightTabIds, otherId: otherTabId },
        { ids, activeId, before: null },
      ),
    })
    await loadKeptEdits()
    await markGone(restored)
    if (ids.length === 0) opened.openTab({ profileId: profiles[0]?.id ?? null })
  } catch {
    useTabs.setState({ restoring: 'failed' })
  } finally {
    isRestoring = false
  }
}

let isRestoring = false

const journal = new Journal<EditorTab>({
  read: snapshot,
  async save(tab) {
    const revision = onDisk.get(tab.id)?.revision
    const answer = await api.call('workspace.saveTab', { tab, revision, windowId })
    if (answer.kind === 'conflict') meetTab(answer.tab)
    // Unless it was closed meanwhile.
    else if (drafts.has(tab.id)) onDisk.set(tab.id, { revision: answer.revision, text: tab.text })
  },
  onFailed: tellNotSaved,
  setTimer(callback, delayMs) {
    const timer = window.setTimeout(callback, delayMs)
    return () => window.clearTimeout(timer)
  },
})

/**
 * Saves what is waiting whenever the window may be about to go, and has the browser ask where a
 * transaction would be rolled back by that, or something is not on disk; returns how to stop.
 */
export function flushOnLeave(): () => void {
  const touch = (tabId: string): void => journal.touch(tabId)
  const stopKeeping = [keepEdits(), onChartsChanged(touch), onSessionChanged(touch)]
  const flush = (): void => {
    journal.flush()
    flushEdits()
  }
  const askToStay = (event: BeforeUnloadEvent): void => {
    if (hasOpenTransactions() || !areEditsKept()) event.preventDefault()
  }
  window.addEventListener('beforeunload', askToStay)
  window.addEventListener('pagehide', flush)
  window.addEventListener('blur', flush)
  document.addEventListener('visibilitychange', flush)
  return () => {
    for (const stop of stopKeeping) stop()
    window.removeEventListener('beforeunload', askToStay)
    window.removeEventListener('pagehide', flush)
    window.removeEventListener('blur', flush)
    document.removeEventListener('visibilitychange', flush)
  }
}

function snapshot(tabId: string): EditorTab | null {
  const tab = useTabs.getState().tabs.find(({ id }) => id === tabId)
  const draft = drafts.get(tabId)
  return tab && draft ? { ...tab, ...draft, charts: chartsOf(tabId), ...sessionOf(tabId) } : null
}

/** Puts what is kept apart from the tab in its places. */
function unpack(tab: EditorTab | KeptTab): OpenTab {
  const { text: typed, cursorOffset, charts, ...rest } = tab
  const { commitMode, transaction, schema, keptSession, ...opened } = rest
  const { id } = tab
  drafts.set(id, { text: typed, cursorOffset })
  restoreCharts(id, charts)
  restoreSession(id, { commitMode, transaction, schema, keptSession })
  if (!('revision' in opened)) return opened
  const { revision, ...open } = opened
  onDisk.set(id, { revision, text: typed })
  return open
}

const usualProfileId = ({ activeTab }: TabsState): string | null =>
  activeTab?.profileId ?? currentProfiles()[0]?.id ?? null

function tellNotSaved(error: unknown): void {
  const reason = errorLine(error)
  toast(text('editor.saveFailed', { reason }), 'error')
}
