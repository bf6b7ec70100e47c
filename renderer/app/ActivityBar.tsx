import { Activity, FolderTree, History, Settings } from 'lucide-react'
import { MONITOR_ID, useTabs } from '../editor/tabsStore.ts'
import { useText } from '../text/text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import styles from './ActivityBar.module.css'
import { runCommand } from './commands.ts'
import type { Side } from './shellStore.ts'
import { usePreferenceEntries } from './usePreferenceEntries.ts'
import { useShortcut } from './useShortcut.ts'

/** The views at the left edge, and preferences below. */
export function ActivityBar({ side }: { side: Side | null }) {
  const text = useText()
  const isMonitorShown = useTabs(({ activeId }) => activeId === MONITOR_ID)
  const preferences = usePreferenceEntries()
  return (
    <nav className={styles.bar} aria-label={text('shell.activityBar')} data-pane="activity">
      <IconButton
        icon={FolderTree}
        label={text('shell.explorerView')}
        shortcut={useShortcut('view.toggleExplorer')}
        aria-pressed={side === 'explorer'}
        className={styles.view}
        onClick={() => runCommand('view.toggleExplorer')}
      />
      <IconButton
        icon={History}
        label={text('history.history')}
        shortcut={useShortcut('view.toggleHistory')}
        aria-pressed={side === 'history'}
        className={styles.view}
        onClick={() => runCommand('view.toggleHistory')}
      />
      <IconButton
        icon={Activity}
        label={text('shell.poolMonitor')}
        shortcut={useShortcut('monitor.open')}
        aria-pressed={isMonitorShown}
        className={styles.view}
        onClick={() => runCommand('monitor.open')}
      />
      <span className={styles.spacer} />
      <Menu
        trigger={<IconButton icon={Settings} label={text('shell.preferences')} />}
        entries={preferences}
      />
    </nav>
  )
}
