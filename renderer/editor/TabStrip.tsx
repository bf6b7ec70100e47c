import { Activity, ChevronDown, Plus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { ViewTab } from '../../contract/views.ts'
import { runCommand } from '../app/commands.ts'
import { useShortcut } from '../app/useShortcut.ts'
import { useText } from '../text/text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { EditorTabItem } from './EditorTabItem.tsx'
import { sideOf, type Side } from './sides.ts'
import { isTabDrag, TAB_DRAG } from './tabDrag.ts'
import { TabItem } from './TabItem.tsx'
import styles from './TabStrip.module.css'
import { MONITOR_ID, useTabs } from './tabsStore.ts'
import { useViewTitle } from './useViewTitle.ts'
import { viewIcons } from './viewTabs.ts'

type TabStripProps = { side: Side; ids: readonly string[]; frontId: string | null }

/** The open tabs of a side. Arrow keys move along them, Delete closes one. */
export function TabStrip({ side, ids, frontId }: TabStripProps) {
  const text = useText()
  const { tabs, views, activate, openTab, toOtherSide, rightIds } = useTabs()
  const shown = tabs.filter(({ id }) => ids.includes(id))
  const list = useRef<HTMLDivElement>(null)
  // Some tabs are out of sight: a list of all is offered.
  const [isTight, setTight] = useState(false)
  useEffect(() => {
    const measure = (): void => setTight(isOverfull(list.current!))
    const width = new ResizeObserver(measure)
    const tabsOfIt = new MutationObserver(measure)
    width.observe(list.current!)
    tabsOfIt.observe(list.current!, { childList: true, subtree: true, characterData: true })
    return () => {
      width.disconnect()
      tabsOfIt.disconnect()
    }
  }, [])

  return (
    <div
      className={styles.strip}
      onDragOver={(event) => isTabDrag(event) && event.preventDefault()}
      onDrop={(event) => {
        const id = event.dataTransfer.getData(TAB_DRAG)
        if (id !== '' && sideOf({ rightIds }, id) !== side) toOtherSide(id)
      }}
    >
      <div
        ref={list}
        role="tablist"
        aria-label={text('editor.openTabs')}
        className={styles.list}
        onWheel={(event) => list.current?.scrollBy({ left: event.deltaY + event.deltaX })}
      >
        {shown.map((tab) => (
          <EditorTabItem key={tab.id} tab={tab} side={side} isActive={tab.id === frontId} />
        ))}
        {views
          .filter(({ id }) => ids.includes(id))
          .map((view) => (
            <ViewTabItem key={view.id} view={view} side={side} isActive={view.id === frontId} />
          ))}
        {ids.includes(MONITOR_ID) && (
          <TabItem
            id={MONITOR_ID}
            side={side}
            name={text('editor.poolMonitor')}
            isActive={frontId === MONITOR_ID}
            mark={<Activity size={14} aria-hidden />}
          />
        )}
      </div>
      {isTight && (
        <IconButton
          icon={ChevronDown}
          label={text('editor.listTabs')}
          onClick={() => runCommand('editor.listTabs')}
        />
      )}
      <IconButton
        icon={Plus}
        label={text('editor.newTab')}
        shortcut={useShortcut('editor.newTab')}
        onClick={() => {
          // It opens beside the tab in front here.
          if (frontId !== null) activate(frontId)
          openTab()
        }}
      />
    </div>
  )
}

const isOverfull = ({ scrollWidth, clientWidth }: HTMLElement): boolean =>
  scrollWidth > clientWidth + 1

function ViewTabItem({ view, side, isActive }: { view: ViewTab; side: Side; isActive: boolean }) {
  const Icon = viewIcons[view.kind]
  return (
    <TabItem
      id={view.id}
      side={side}
      name={useViewTitle()(view)}
      isActive={isActive}
      mark={<Icon size={14} aria-hidden />}
    />
  )
}
