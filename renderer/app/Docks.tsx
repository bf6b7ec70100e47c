import {
  type ComponentType,
  type DragEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react'
import { DOCKS } from '../../contract/preferenceChoices.ts'
import type { Dock } from '../../contract/layout.ts'
import { useTabs } from '../editor/tabsStore.ts'
import { useText } from '../text/text.ts'
import { Splitter } from '../ui/Splitter.tsx'
import styles from './Docks.module.css'
import type { PanelId } from './layout.ts'
import { move } from './layoutCommands.ts'
import {
  hidePanel,
  resizeDock,
  setDraggedPanel,
  useDraggedPanel,
  useIsNarrow,
  useLayout,
} from './layoutStore.ts'
import { PaneBoundary } from './PaneBoundary.tsx'

type DocksProps = {
  panels: Readonly<Record<PanelId, ComponentType>>
  /** What stands in the middle and is always there. */
  children: ReactNode
}

/** The middle of the window with a panel at its left, right and bottom, as the user has them. */
export function Docks({ panels, children }: DocksProps) {
  const text = useText()
  const { shown, sizes } = useLayout()
  const dragged = useDraggedPanel()
  const panelAt = (dock: Dock): ReactNode => {
    const id = shown[dock]
    const Panel = id === null ? undefined : panels[id as PanelId]
    return Panel && <PaneBoundary key={id}>{<Panel />}</PaneBoundary>
  }
  const isNarrow = useIsNarrow()
  const [left, right, bottom] = DOCKS.map((dock) => (isNarrow ? null : panelAt(dock)))
  const over = isNarrow ? DOCKS.find((dock) => shown[dock] !== null) : undefined
  return (
    <div className={styles.docks}>
      <Splitter
        direction="horizontal"
        label={text('layout.resizeLeft')}
        firstSize={sizes.left}
        firstMinSize={180}
        firstMaxSize="50%"
        secondMinSize={isNarrow ? 0 : 320}
        isFirstFixed
        isFirstHidden={!left}
        onResize={(size) => resizeDock('left', size)}
        first={left}
        second={
          <Splitter
            direction="horizontal"
            label={text('layout.resizeRight')}
            secondSize={sizes.right}
            firstMinSize={isNarrow ? 0 : 320}
            secondMinSize={200}
            isSecondHidden={!right}
            onResize={(size) => resizeDock('right', size)}
            first={
              <Splitter
                direction="vertical"
                label={text('layout.resizeBottom')}
                secondSize={sizes.bottom}
                firstMinSize={isNarrow ? 0 : 160}
                secondMinSize={120}
                isSecondHidden={!bottom}
                onResize={(size) => resizeDock('bottom', size)}
                first={children}
                second={bottom}
              />
            }
            second={right}
          />
        }
      />
      {over && (
        <PanelOver key={shown[over]} panel={shown[over] as PanelId}>
          {panelAt(over)}
        </PanelOver>
      )}
      {dragged && DOCKS.map((dock) => <DropZone key={dock} dock={dock} panel={dragged} />)}
    </div>
  )
}

/** A panel over the editors of a narrow window, until Esc, a press beside it, or another tab in front. */
function PanelOver({ panel, children }: { panel: PanelId; children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const hide = (): void => hidePanel(panel)
    const onPress = ({ target }: PointerEvent): void => {
      // Menus and dialogs of the panel stand elsewhere in the page.
      const isInMain = target instanceof Element && target.closest('[data-pane="main"]') !== null
      if (isInMain && !frame.current?.contains(target)) hide()
    }
    document.addEventListener('pointerdown', onPress)
    const stop = useTabs.subscribe(({ activeId }, before) => {
      if (activeId !== before.activeId) hide()
    })
    return () => {
      document.removeEventListener('pointerdown', onPress)
      stop()
    }
  }, [panel])
  return (
    <div
      ref={frame}
      role="presentation"
      className={styles.over}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) hidePanel(panel)
      }}
    >
      {children}
    </div>
  )
}

/** Where a panel that is dragged would come to stand. */
function DropZone({ dock, panel }: { dock: Dock; panel: PanelId }) {
  const [isOver, setIsOver] = useState(false)
  const allow = (event: DragEvent): void => {
    event.preventDefault()
    setIsOver(true)
  }
  return (
    <div
      className={styles.zone}
      data-dock={dock}
      data-over={isOver || undefined}
      onDragEnter={allow}
      onDragOver={allow}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        move(panel, dock)
        setDraggedPanel(null)
      }}
    />
  )
}
