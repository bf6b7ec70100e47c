import { Activity, FolderTree, Settings } from 'lucide-react'
import { MONITOR_ID, useTabs } from '../editor/tabsStore.ts'
import { useText } from '../text/text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import styles from './ActivityBar.module.css'
import { runCommand } from './commands.ts'
import { usePreferenceEntries } from './usePreferenceEntries.ts'

/** The views at the left edge, and preferences below. */
export function ActivityBar({ isExplorerShown }: { isExplorerShown: boolean }) {
  const text = useText()
  const isMonitorShown = useTabs(({ activeId }) => activeId === MONITOR_ID)
  const preferences = usePreferenceEntries()
  return (
    <nav className={styles.bar} aria-label={text('shell.activityBar')} data-pane="activity">
      <IconButton
        icon={FolderTree}
        label={text('shell.explorerView')}
        aria-pressed={isExplorerShown}
        className={styles.view}
        onClick={() => runCommand('view.toggleExplorer')}
      />
      <IconButton
        icon={Activity}
        label={text('shell.poolMonitor')}
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
