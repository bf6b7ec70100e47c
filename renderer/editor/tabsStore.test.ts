import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ViewTab } from '../../contract/views.ts'
import { NO_SESSION } from '../../contract/noSession.ts'
import type { EditorTab, KeptTab, TabsChange } from '../../contract/workspace.ts'

/** A main that keeps tabs. */
const main = vi.hoisted(() => ({
  tabs: [] as (EditorTab & { revision?: number })[],
  activeTabId: null as string | null,
  deleted: [] as string[],
  views: [] as ViewTab[],
  saved: [] as EditorTab[],
  /** Answers the next save with what another window saved. */
  conflict: null as KeptTab | null,
  tell: (_change: TabsChange) => {},
  isAway: false,
  openIds: [] as string[],
  save({ tab, revision = 0 }: { tab?: EditorTab; revision?: number }) {
    const { conflict } = main
    main.conflict = null
    if (conflict) return { kind: 'conflict', tab: conflict }
    main.saved.push(tab!)
    return { kind: 'saved', revision: revision + 1 }
  },
}))

vi.mock('../api/api.ts', () => ({
  api: {
    call: (name: string, request: { tabId?: string; tab?: EditorTab; revision?: number }) => {
      if (main.isAway) return Promise.reject(new Error('away'))
      if (name === 'workspace.tabs') return Promise.resolve(structuredClone(main.tabs))
      if (name === 'workspace.preferences')
        return Promise.resolve({
          ...{ activeTabId: main.activeTabId, rightTabIds: [], otherTabId: null },
          ...{ views: main.views, rowsTabIds: [] },
        })
      if (name === 'profiles.list') return Promise.resolve([{ id: 'sample' }])
      if (name === 'edits.kept') return Promise.resolve([])
      if (name === 'transactions.open') return Promise.resolve(main.openIds)
      if (name === 'workspace.deleteTab') main.deleted.push(request.tabId ?? '')
      if (name === 'workspace.saveTab') return Promise.resolve(main.save(request))
      return Promise.resolve()
    },
    subscribe: (name: string, _filter: object, listener: (change: TabsChange) => void) => {
      if (name === 'workspace.tabsChanged') main.tell = listener
      return () => {}
    },
  },
}))
vi.stubGlobal('window', globalThis)

const tab = (id: string, position: number, text = id): EditorTab => {
  return {
    id,
    title: id,
    profileId: 'sample',
    text,
    cursorOffset: 0,
    position,
    savedId: null,
    ...NO_SESSION,
    charts: null,
  }
}

/** Each test has a store of its own. */
async function freshTabs() {
  vi.resetModules()
  return import('./tabsStore.ts')
}

afterEach(() => vi.useRealTimers())

beforeEach(() => {
  // What an earlier window was about to save is not saved in the middle of this test.
  vi.useFakeTimers()
  Object.assign(main, { tabs: [], activeTabId: null, deleted: [], saved: [], conflict: null })
  Object.assign(main, { isAway: false, openIds: [], views: [] })
})

test('tabs come back in their order, with their text and the one in front', async () => {
  main.tabs = [tab('b', 2, 'select 2'), tab('a', 1, 'select 1')]
  main.activeTabId = 'b'
  const { useTabs, restoreTabs, draftOf } = await freshTabs()
  await restoreTabs()
  expect(useTabs.getState().tabs.map(({ id }) => id)).toEqual(['a', 'b'])
  expect(useTabs.getState().activeTab?.id).toBe('b')
  expect(draftOf('a').text).toBe('select 1')
})

test('tabs come back once, however often they are asked for', async () => {
  main.tabs = [tab('a', 1)]
  const { useTabs, restoreTabs } = await freshTabs()
  await Promise.all([restoreTabs(), restoreTabs()])
  await restoreTabs()
  expect(useTabs.getState().tabs).toHaveLength(1)
})

test('with no tabs an empty one is opened on the first connection', async () => {
  const { useTabs, restoreTabs } = await freshTabs()
  await restoreTabs()
  expect(useTabs.getState().activeTab).toMatchObject({ title: 'Query 1', profileId: 'sample' })
})

test('a failed restoring can be tried again', async () => {
  main.tabs = [tab('a', 1)]
  main.isAway = true
  const { useTabs, restoreTabs } = await freshTabs()
  await restoreTabs()
  expect(useTabs.getState().restoring).toBe('failed')
  main.isAway = false
  await restoreTabs()
  expect(useTabs.getState().tabs).toHaveLength(1)
})

test('closing a tab brings its neighbour forward, forgets it, and can be taken back', async () => {
  main.tabs = [tab('a', 1), tab('b', 2, 'select 2')]
  main.activeTabId = 'b'
  const { useTabs, restoreTabs, draftOf } = await freshTabs()
  await restoreTabs()
  useTabs.getState().closeTab('b')
  expect(useTabs.getState().activeTab?.id).toBe('a')
  expect(main.deleted).toEqual(['b'])
  useTabs.getState().reopenTab()
  expect(useTabs.getState().activeTab?.id).toBe('b')
  expect(draftOf('b').text).toBe('select 2')
})

test('a new tab runs on the connection of the one in front', async () => {
  main.tabs = [{ ...tab('a', 1), profileId: 'orders' }]
  const { useTabs, restoreTabs } = await freshTabs()
  await restoreTabs()
  useTabs.getState().openTab()
  expect(useTabs.getState().activeTab).toMatchObject({ profileId: 'orders', position: 2 })
})

test('the monitor stands among the tabs and closes like one', async () => {
  main.tabs = [tab('a', 1)]
  const { useTabs, restoreTabs, shownIds, MONITOR_ID } = await freshTabs()
  await restoreTabs()
  useTabs.getState().openMonitor()
  expect(shownIds(useTabs.getState())).toEqual(['a', MONITOR_ID])
  expect(useTabs.getState().activeTab).toBeNull()
  useTabs.getState().closeTab(MONITOR_ID)
  expect(useTabs.getState().activeTab?.id).toBe('a')
})

test('diagrams and comparisons come back behind the editors, the one in front too', async () => {
  const place = { profileId: 'sample', schema: 'shop' }
  main.tabs = [tab('a', 1)]
  main.views = [
    { id: 'd', title: 'Diagram of shop', kind: 'diagram', place, around: null, choices: null },
  ]
  main.activeTabId = 'd'
  const { useTabs, restoreTabs } = await freshTabs()
  await restoreTabs()
  expect(useTabs.getState().views).toEqual(main.views)
  expect(useTabs.getState().activeId).toBe('d')
  expect(useTabs.getState().activeTab).toBeNull()
})

const kept = (id: string, text: string, revision: number): KeptTab => ({
  ...tab(id, 1, text),
  revision,
})

/** A window with the tab `a`, which hears what others do. */
async function windowWithTab() {
  main.tabs = [kept('a', 'select 1', 1)]
  const window = await freshTabs()
  await window.restoreTabs()
  window.followOtherWindows()
  const titles = (): string[] => window.useTabs.getState().tabs.map(({ title }) => title)
  return { ...window, titles }
}

test('a tab that another window opens, changes and closes is here as well', async () => {
  const { draftOf, titles } = await windowWithTab()
  main.tell({ kind: 'saved', tab: { ...kept('b', 'select 2', 1), position: 2 } })
  expect(titles()).toEqual(['a', 'b'])
  main.tell({ kind: 'saved', tab: { ...kept('b', 'select 22', 2), title: 'orders' } })
  expect(draftOf('b').text).toBe('select 22')
  expect(titles()).toEqual(['a', 'orders'])
  main.tell({ kind: 'closed', tabId: 'b' })
  expect(titles()).toEqual(['a'])
  expect(main.deleted).toEqual([])
})

test('what is typed in two windows at once is two tabs', async () => {
  const { useTabs, noteDraft, draftOf, titles } = await windowWithTab()
  noteDraft('a', { text: 'select 222' })
  main.conflict = kept('a', 'select 111', 2)
  await vi.advanceTimersByTimeAsync(500)
  expect(titles()).toEqual(['a', 'a (2)'])
  expect(draftOf('a').text).toBe('select 111')
  const { activeId } = useTabs.getState()
  expect(draftOf(activeId ?? '').text).toBe('select 222')
  expect(main.saved.at(-1)).toMatchObject({ id: activeId, text: 'select 222' })
})

test('what only this window typed is saved over a cursor that another moved', async () => {
  const { noteDraft, titles } = await windowWithTab()
  noteDraft('a', { text: 'select 222' })
  main.conflict = kept('a', 'select 1', 2)
  await vi.advanceTimersByTimeAsync(500)
  expect(titles()).toEqual(['a'])
  expect(main.saved.at(-1)).toMatchObject({ id: 'a', text: 'select 222' })
})

test('a tab in which something unsaved stands is not closed by another window', async () => {
  const { noteDraft, titles } = await windowWithTab()
  noteDraft('a', { text: 'select 222' })
  main.tell({ kind: 'closed', tabId: 'a' })
  await vi.advanceTimersByTimeAsync(500)
  expect(titles()).toEqual(['a'])
  expect(main.saved.at(-1)).toMatchObject({ id: 'a', text: 'select 222' })
})

test('what other windows did while main was away is followed once it is back', async () => {
  const { titles, draftOf } = await windowWithTab()
  main.tell({ kind: 'all', tabs: [kept('a', 'select 3', 4), kept('c', 'select 4', 1)] })
  expect(titles()).toEqual(['a', 'c'])
  expect(draftOf('a').text).toBe('select 3')
  main.tell({ kind: 'all', tabs: [kept('c', 'select 4', 1)] })
  expect(titles()).toEqual(['c'])
})

test('manual commit comes back with its tab, and what became of the transaction is told', async () => {
  const commitMode = { kind: 'manual' as const, isolation: null }
  const transaction = { transactionId: 'gone', statementCount: 2 }
  const elsewhere = { transactionId: 'elsewhere', statementCount: 1 }
  main.tabs = [
    { ...kept('a', '', 1), commitMode, transaction },
    { ...kept('b', '', 1), commitMode, transaction: elsewhere },
  ]
  main.openIds = ['elsewhere']
  const { restoreTabs } = await freshTabs()
  await restoreTabs()
  const { rolledBackOf, sessionOf } = await import('./transactionsStore.ts')
  expect(sessionOf('a')).toMatchObject({ commitMode, transaction: null })
  expect(rolledBackOf('a')).toBe(2)
  expect(rolledBackOf('b')).toBeNull()
})
