import { useState } from 'react'
import type { Profile } from '../../contract/profiles.ts'
import { useTabs } from '../editor/tabsStore.ts'
import { profileOfView } from '../editor/viewTabs.ts'
import { useProfile } from './profilesStore.ts'

/** The connection of the tab in front; while none has one, as the monitor, of the tab before it. */
export function useCurrentProfile(): Profile | null {
  const activeTab = useTabs((state) => state.activeTab)
  const view = useTabs(({ views, activeId }) => views.find(({ id }) => id === activeId))
  const hasTabs = useTabs(({ tabs }) => tabs.length > 0)
  const [lastId, setLastId] = useState<string | null>(null)
  const beforeMonitor = hasTabs ? lastId : null
  const currentId = activeTab
    ? activeTab.profileId
    : ((view && profileOfView(view)) ?? beforeMonitor)
  if (currentId !== lastId) setLastId(currentId)
  return useProfile(currentId)
}
