import { beforeEach, expect, test, vi } from 'vitest'

vi.mock('../api/api.ts', () => ({
  api: { call: () => Promise.resolve(), subscribe: () => () => {} },
}))
vi.stubGlobal('window', globalThis)

const kept = new Map<string, string>()
vi.stubGlobal('sessionStorage', {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => kept.set(key, value),
  removeItem: (key: string) => kept.delete(key),
})

/** As when the page is loaded again. */
async function freshWindow() {
  vi.resetModules()
  const [{ useTabs, MONITOR_ID }, { useMonitor, setPage }, { keepMonitor, restoreMonitor }] =
    await Promise.all([
      import('./tabsStore.ts'),
      import('../monitor/monitorStore.ts'),
      import('./keptMonitor.ts'),
    ])
  restoreMonitor()
  keepMonitor()
  return { useTabs, MONITOR_ID, useMonitor, setPage }
}

beforeEach(() => kept.clear())

test('the monitor comes back at its page, in front where it was', async () => {
  const before = await freshWindow()
  before.useTabs.getState().openMonitor()
  before.setPage({ kind: 'pool', poolId: 'orders' })
  const after = await freshWindow()
  expect(after.useTabs.getState()).toMatchObject({
    isMonitorOpen: true,
    activeId: after.MONITOR_ID,
    activeTab: null,
  })
  expect(after.useMonitor.getState().page).toEqual({ kind: 'pool', poolId: 'orders' })
})

test('one that was closed stays closed', async () => {
  const { useTabs, MONITOR_ID } = await freshWindow()
  useTabs.getState().openMonitor()
  useTabs.getState().closeTab(MONITOR_ID)
  const after = await freshWindow()
  expect(after.useTabs.getState().isMonitorOpen).toBe(false)
})

test('what another version kept is left alone', async () => {
  kept.set('sluice.monitor', '{"page":7}')
  const { useTabs } = await freshWindow()
  expect(useTabs.getState().isMonitorOpen).toBe(false)
})
