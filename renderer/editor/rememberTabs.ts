import type { Preferences } from '../../contract/workspace.ts'
import { api } from '../api/api.ts'

/** What of the preferences is no choice of the user's, but what was open last. */
export type TabPlaces = Pick<
  Preferences,
  'activeTabId' | 'rightTabIds' | 'otherTabId' | 'views' | 'rowsTabIds'
>

let waiting: TabPlaces | null = null

/** Keeps which tabs are in front and at which side, so that it is so again at the next start. */
export function rememberTabs(places: TabPlaces): void {
  if (!waiting) setTimeout(() => void save(), 300)
  waiting = places
}

async function save(): Promise<void> {
  const places = waiting
  waiting = null
  try {
    if (places) await api.call('workspace.savePreferences', { preferences: places })
  } catch {
    // Main is away: the next change of tab is remembered again, and nothing typed depends on it.
  }
}
