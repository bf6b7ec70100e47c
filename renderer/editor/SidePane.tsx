import type { ComponentType } from 'react'
import { CommandScope } from '../app/commands.ts'
import { useText } from '../text/text.ts'
import { lazyComponent } from '../ui/lazyComponent.tsx'
import styles from './MainArea.module.css'
import { mainPanelId } from './mainPanel.ts'
import type { Side } from './sides.ts'
import { TabStrip } from './TabStrip.tsx'
import { MONITOR_ID, useTabs } from './tabsStore.ts'
import { useViewTitle } from './useViewTitle.ts'
import type { ViewComponents } from './viewTabs.ts'

const EditorPane = lazyComponent(async () => (await import('./EditorPane.tsx')).EditorPane)

type SidePaneProps = {
  side: Side
  /** Its tabs, in their order. */
  ids: readonly string[]
  frontId: string | null
  /** Keys and commands go to the tab in front of this side. */
  isActive: boolean
  monitor: ComponentType
  views: ViewComponents
}

/** The tabs of one side, and the one in front. */
export function SidePane(props: SidePaneProps) {
  const { side, ids, frontId, isActive, monitor: Monitor, views: View } = props
  const text = useText()
  const titleOf = useViewTitle()
  const front = useTabs(({ tabs }) => tabs.find(({ id }) => id === frontId))
  const view = useTabs(({ views }) => views.find(({ id }) => id === frontId))
  const activate = useTabs((state) => state.activate)
  const comeForward = (): void => {
    if (!isActive && frontId !== null) activate(frontId)
  }
  return (
    <div
      className={styles.side}
      data-active={isActive}
      onFocusCapture={comeForward}
      onPointerDownCapture={comeForward}
    >
      <TabStrip side={side} ids={ids} frontId={frontId} />
      <div
        role="tabpanel"
        id={mainPanelId(side)}
        aria-label={front?.title ?? (view ? titleOf(view) : text('editor.poolMonitor'))}
        className={styles.panel}
      >
        <CommandScope value={isActive}>
          {front && <EditorPane tab={front} />}
          {view?.kind === 'diagram' && <View.diagram key={view.id} view={view} />}
          {view?.kind === 'compare' && <View.compare key={view.id} view={view} />}
          {frontId === MONITOR_ID && (
            <div className={styles.monitor} data-pane="monitor">
              <Monitor />
            </div>
          )}
        </CommandScope>
      </div>
    </div>
  )
}
