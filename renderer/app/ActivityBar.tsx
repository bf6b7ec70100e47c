import {
  Activity,
  Bookmark,
  EyeOff,
  FolderTree,
  History,
  Settings,
  type LucideIcon,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { MONITOR_ID, useTabs } from '../editor/tabsStore.ts'
import { unseenAlerts, worstOf } from '../monitor/alerts/alertNews.ts'
import { useAlerts } from '../monitor/alerts/alertsStore.ts'
import { useText } from '../text/text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { ContextMenu, Menu } from '../ui/Menu.tsx'
import styles from './ActivityBar.module.css'
import { runCommand } from './commands.ts'
import { isPanelShown, type PanelId } from './layout.ts'
import { moveEntries, panelNames } from './layoutCommands.ts'
import { hidePanel, setDraggedPanel, useLayout } from './layoutStore.ts'
import { usePreferenceEntries } from './usePreferenceEntries.ts'
import { useShortcut } from './useShortcut.ts'

/** The views of the window, and preferences below. A view is dragged to another side by its icon. */
export function ActivityBar() {
  const text = useText()
  const isMonitorInFront = useTabs(({ activeId }) => activeId === MONITOR_ID)
  const unseen = unseenAlerts(useAlerts())
  const preferences = usePreferenceEntries()
  return (
    <nav className={styles.bar} aria-label={text('shell.activityBar')} data-pane="activity">
      <View
        panel="explorer"
        icon={FolderTree}
        label={text('shell.explorerView')}
        command="view.toggleExplorer"
      />
      <View
        panel="history"
        icon={History}
        label={text('history.history')}
        command="view.toggleHistory"
      />
      <View panel="saved" icon={Bookmark} label={text('saved.saved')} command="view.toggleSaved" />
      <View
        panel="monitor"
        icon={Activity}
        label={
          unseen.length === 0
            ? text('shell.poolMonitor')
            : text('shell.poolMonitorAlerts', { count: unseen.length })
        }
        command="monitor.open"
        isInFront={isMonitorInFront}
        mark={
          unseen.length > 0 && (
            <span className={styles.badge} data-severity={worstOf(unseen)} aria-hidden>
              {unseen.length}
            </span>
          )
        }
      />
      <span className={styles.spacer} />
      <Menu
        trigger={<IconButton icon={Settings} label={text('shell.preferences')} />}
        entries={preferences}
      />
    </nav>
  )
}

type ViewProps = {
  panel: PanelId
  icon: LucideIcon
  label: string
  command: string
  /** It stands among the tabs and is the one that is seen. */
  isInFront?: boolean
  /** Over its corner. */
  mark?: ReactNode
}

function View({ panel, icon, label, command, isInFront = false, mark }: ViewProps) {
  const text = useText()
  const isShown = isPanelShown(useLayout(), panel)
  const entries = [
    ...moveEntries(panel, text),
    ...(isShown
      ? [
          'separator' as const,
          {
            label: text('layout.hide', { name: text(panelNames[panel]) }),
            icon: EyeOff,
            onSelect: () => hidePanel(panel),
          },
        ]
      : []),
  ]
  return (
    <ContextMenu entries={entries}>
      <span
        className={styles.slot}
        draggable
        onDragStart={(event) => {
          event.dataTransfer.setData('text/plain', label)
          event.dataTransfer.effectAllowed = 'move'
          setDraggedPanel(panel)
        }}
        onDragEnd={() => setDraggedPanel(null)}
      >
        <IconButton
          icon={icon}
          label={label}
          shortcut={useShortcut(command)}
          aria-pressed={isShown || isInFront}
          className={styles.view}
          onClick={() => runCommand(command)}
        />
        {mark}
      </span>
    </ContextMenu>
  )
}
