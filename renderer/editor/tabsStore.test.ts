import { beforeEach, expect, test, vi } from 'vitest'
import type { ViewTab } from '../../contract/views.ts'
import type { EditorTab } from '../../contract/workspace.ts'

/** A main that keeps tabs. */
const main = vi.hoisted(() => ({
  tabs: [] as EditorTab[],
  activeTabId: null as string | null,
  deleted: [] as string[],
  views: [] as ViewTab[],
  isAway: false,
}))

vi.mock('../api/api.ts', () => ({
  api: {
    call: (name: string, request: { tabId?: string }) => {
      if (main.isAway) return Promise.reject(new Error('away'))
      if (name === 'workspace.tabs') return Promise.resolve(structuredClone(main.tabs))
      if (name === 'workspace.preferences')
        return Promise.resolve({
          ...{ activeTabId: main.activeTabId, rightTabIds: [], otherTabId: null },
          ...{ views: main.views, rowsTabIds: [] },
        })
      if (name === 'profiles.list') return Promise.resolve([{ id: 'sample' }])
      if (name === 'edits.kept') return Promise.resolve([])
      if (name === 'workspace.deleteTab') main.deleted.push(request.tabId ?? '')
      return Promise.resolve()
    },
    subscribe: () => () => {},
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
    charts: null,
  }
}

/** Each test has a store of its own. */
async function freshTabs() {
  vi.resetModules()
  return import('./tabsStore.ts')
}

beforeEach(() => {
  Object.assign(main, { tabs: [], views: [], activeTabId: null, deleted: [], isAway: false })
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
  main.views = [{ id: 'd', title: 'Diagram of shop', kind: 'diagram', place, around: null }]
  main.activeTabId = 'd'
  const { useTabs, restoreTabs } = await freshTabs()
  await restoreTabs()
  expect(useTabs.getState().views).toEqual(main.views)
  expect(useTabs.getState().activeId).toBe('d')
  expect(useTabs.getState().activeTab).toBeNull()
})
