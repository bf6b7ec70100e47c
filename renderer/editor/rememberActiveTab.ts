import { api } from '../api/api.ts'

let waiting: { tabId: string | null } | null = null

/** Keeps which tab is in front, so that it is there again at the next start. */
export function rememberActiveTab(tabId: string | null): void {
  if (!waiting) setTimeout(() => void save(), 300)
  waiting = { tabId }
}

async function save(): Promise<void> {
  const activeTabId = waiting?.tabId ?? null
  waiting = null
  try {
    await api.call('workspace.savePreferences', { preferences: { activeTabId } })
  } catch {
    // Main is away: the next change of tab is remembered again, and nothing typed depends on it.
  }
}
