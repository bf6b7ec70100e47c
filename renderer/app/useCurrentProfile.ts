import { useState } from 'react'
import type { Profile } from '../../contract/profiles.ts'
import { useTabs } from '../editor/tabsStore.ts'
import { useProfile } from './profilesStore.ts'

/** The connection of the tab in front; while the monitor is in front, of the tab before it. */
export function useCurrentProfile(): Profile | null {
  const activeTab = useTabs((state) => state.activeTab)
  const hasTabs = useTabs(({ tabs }) => tabs.length > 0)
  const [lastId, setLastId] = useState<string | null>(null)
  const beforeMonitor = hasTabs ? lastId : null
  const currentId = activeTab ? activeTab.profileId : beforeMonitor
  if (currentId !== lastId) setLastId(currentId)
  return useProfile(currentId)
}
