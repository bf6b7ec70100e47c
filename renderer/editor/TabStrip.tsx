import { Activity, Plus } from 'lucide-react'
import { useRef } from 'react'
import { useShortcut } from '../app/useShortcut.ts'
import { useText } from '../text/text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { EditorTabItem } from './EditorTabItem.tsx'
import { TabItem } from './TabItem.tsx'
import styles from './TabStrip.module.css'
import { MONITOR_ID, useTabs } from './tabsStore.ts'

/** The open tabs. Arrow keys move along them, Delete closes one. */
export function TabStrip() {
  const text = useText()
  const { tabs, isMonitorOpen, activeId, openTab } = useTabs()
  const list = useRef<HTMLDivElement>(null)

  return (
    <div className={styles.strip}>
      <div
        ref={list}
        role="tablist"
        aria-label={text('editor.openTabs')}
        className={styles.list}
        onWheel={(event) => list.current?.scrollBy({ left: event.deltaY + event.deltaX })}
      >
        {tabs.map((tab) => (
          <EditorTabItem key={tab.id} tab={tab} isActive={tab.id === activeId} />
        ))}
        {isMonitorOpen && (
          <TabItem
            id={MONITOR_ID}
            name={text('editor.poolMonitor')}
            isActive={activeId === MONITOR_ID}
            mark={<Activity size={14} aria-hidden />}
          />
        )}
      </div>
      <IconButton
        icon={Plus}
        label={text('editor.newTab')}
        shortcut={useShortcut('editor.newTab')}
        onClick={() => openTab()}
      />
    </div>
  )
}
