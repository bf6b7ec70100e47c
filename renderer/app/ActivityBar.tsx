import { Activity, FolderTree, History, Settings } from 'lucide-react'
import { MONITOR_ID, useTabs } from '../editor/tabsStore.ts'
import { unseenAlerts, worstOf } from '../monitor/alerts/alertNews.ts'
import { useAlerts } from '../monitor/alerts/alertsStore.ts'
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
  const unseen = unseenAlerts(useAlerts())
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
      <span className={styles.marked}>
        <IconButton
          icon={Activity}
          label={
            unseen.length === 0
              ? text('shell.poolMonitor')
              : text('shell.poolMonitorAlerts', { count: unseen.length })
          }
          shortcut={useShortcut('monitor.open')}
          aria-pressed={isMonitorShown}
          className={styles.view}
          onClick={() => runCommand('monitor.open')}
        />
        {unseen.length > 0 && (
          <span className={styles.badge} data-severity={worstOf(unseen)} aria-hidden>
            {unseen.length}
          </span>
        )}
      </span>
      <span className={styles.spacer} />
      <Menu
        trigger={<IconButton icon={Settings} label={text('shell.preferences')} />}
        entries={preferences}
      />
    </nav>
  )
}
