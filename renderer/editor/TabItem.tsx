import { X } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { useText } from '../text/text.ts'
import { MiddleEllipsis } from '../ui/MiddleEllipsis.tsx'
import { mainPanelId } from './mainPanel.ts'
import type { Side } from './sides.ts'
import { TAB_DRAG } from './tabDrag.ts'
import styles from './TabStrip.module.css'
import { moveByKey } from './moveByKey.ts'
import { useTabs } from './tabsStore.ts'

export type TabItemProps = {
  id: string
  side: Side
  name: string
  isActive: boolean
  /** In front of the name. */
  mark?: ReactNode
  onRename?: () => void
}

/** One tab of the strip. The cross is for the pointer; the keyboard has Delete and Ctrl+W. */
export function TabItem({ id, side, name, isActive, mark, onRename }: TabItemProps) {
  const text = useText()
  const activate = useTabs((state) => state.activate)
  const closeTab = useTabs((state) => state.closeTab)
  const tab = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = tab.current
    if (!isActive || !element) return
    // Its title and its mark may come later than the tab itself, and the strip may become narrower.
    const observer = new ResizeObserver(() =>
      element.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    )
    observer.observe(element)
    observer.observe(element.closest('[role=tablist]') ?? element)
    return () => observer.disconnect()
  }, [isActive])
  return (
    <div
      ref={tab}
      role="tab"
      aria-label={name}
      aria-selected={isActive}
      aria-controls={mainPanelId(side)}
      draggable
      onDragStart={(event) => event.dataTransfer.setData(TAB_DRAG, id)}
      tabIndex={isActive ? 0 : -1}
      className={styles.tab}
      title={name}
      onMouseDown={(event) => event.button === 0 && activate(id)}
      onAuxClick={(event) => event.button === 1 && closeTab(id)}
      onDoubleClick={onRename}
      onKeyDown={moveByKey}
    >
      {mark}
      <MiddleEllipsis text={name} />
      <span
        aria-hidden
        className={styles.close}
        title={text('editor.closeTab')}
        onMouseDown={(event) => event.stopPropagation()}
        onDoubleClick={(event) => event.stopPropagation()}
        onClick={() => closeTab(id)}
      >
        <X size={14} />
      </span>
    </div>
  )
}
