import { type ComponentType, type DragEvent, type ReactNode, useState } from 'react'
import { DOCKS, type Dock } from '../../contract/layout.ts'
import { useText } from '../text/text.ts'
import { Splitter } from '../ui/Splitter.tsx'
import styles from './Docks.module.css'
import type { PanelId } from './layout.ts'
import { move } from './layoutCommands.ts'
import { resizeDock, setDraggedPanel, useDraggedPanel, useLayout } from './layoutStore.ts'
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
  const [left, right, bottom] = DOCKS.map(panelAt)
  return (
    <div className={styles.docks}>
      <Splitter
        direction="horizontal"
        label={text('layout.resizeLeft')}
        firstSize={sizes.left}
        firstMinSize={180}
        firstMaxSize="50%"
        secondMinSize={320}
        isFirstFixed
        isFirstHidden={!left}
        onResize={(size) => resizeDock('left', size)}
        first={left}
        second={
          <Splitter
            direction="horizontal"
            label={text('layout.resizeRight')}
            secondSize={sizes.right}
            firstMinSize={320}
            secondMinSize={200}
            isSecondHidden={!right}
            onResize={(size) => resizeDock('right', size)}
            first={
              <Splitter
                direction="vertical"
                label={text('layout.resizeBottom')}
                secondSize={sizes.bottom}
                firstMinSize={160}
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
      {dragged && DOCKS.map((dock) => <DropZone key={dock} dock={dock} panel={dragged} />)}
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
