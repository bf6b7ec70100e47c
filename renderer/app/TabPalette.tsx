import { Activity, SquareTerminal } from 'lucide-react'
import { useMemo } from 'react'
import { MONITOR_ID, shownIds, useTabs } from '../editor/tabsStore.ts'
import { useViewTitle } from '../editor/useViewTitle.ts'
import { profileOfView, viewIcons } from '../editor/viewTabs.ts'
import { useText } from '../text/text.ts'
import { Palette } from './CommandPalette.tsx'
import type { PaletteCommand } from './paletteCommands.ts'
import { useProfiles } from './profilesStore.ts'

/** All open tabs by name and connection, for when the strip shows a few of them. */
export function TabPalette({ onClose }: { onClose: () => void }) {
  const text = useText()
  const state = useTabs()
  const profiles = useProfiles()
  const titleOf = useViewTitle()
  const commands = useMemo((): PaletteCommand[] => {
    const { tabs, views, activate } = state
    const nameOf = (profileId: string | null): string =>
      profiles?.find(({ id }) => id === profileId)?.name ?? ''
    return shownIds(state).map((id) => {
      const tab = tabs.find((each) => each.id === id)
      const view = views.find((each) => each.id === id)
      const Icon = view ? viewIcons[view.kind] : id === MONITOR_ID ? Activity : SquareTerminal
      return {
        id,
        title: tab?.title ?? (view ? titleOf(view) : text('editor.poolMonitor')),
        category: nameOf(tab?.profileId ?? (view ? profileOfView(view) : null)),
        icon: Icon,
        isMissing: false,
        run: () => activate(id),
      }
    })
  }, [state, profiles, text, titleOf])
  return (
    <Palette
      title={text('editor.openTabs')}
      hint={text('editor.listTabsHint')}
      noneText={(query) => text('editor.noTabNamed', { query })}
      commands={commands}
      onClose={onClose}
    />
  )
}
