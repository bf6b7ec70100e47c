import { MiniMap, ReactFlowProvider, useReactFlow, type NodeChange } from '@xyflow/react'
import { useCallback, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { DiagramPlace } from '../../contract/diagrams.ts'
import { api } from '../api/api.ts'
import { openRelation } from '../explorer/openRelation.ts'
import { useText } from '../text/text.ts'
import { useStateFrom } from '../ui/useStateFrom.ts'
import type { Point } from './box.ts'
import styles from './Diagram.module.css'
import { DiagramList } from './DiagramList.tsx'
import { DiagramToolbar } from './DiagramToolbar.tsx'
import { viewports } from './diagramStore.ts'
import { DOT_GAP, FlowCanvas } from './FlowCanvas.tsx'
import { edgeTypes, nodeTypes, toFlow, type TableFlowNode } from './flow.tsx'
import type { ColumnDetail, Graph, GraphChoice } from './graph.ts'
import { neighbourOf, type Direction } from './neighbourOf.ts'
import { placeTables, toPositions } from './placeTables.ts'
import { saveDiagram } from './saveDiagram.ts'
import { useRefit } from './useRefit.ts'

export type DiagramProps = {
  readonly place: DiagramPlace
  /** What its zoom and place are kept by while the window is open. */
  readonly viewportKey: string
  readonly graph: Graph
  /** Where its tables stand at first. */
  readonly start: ReadonlyMap<string, Point>
  /** Places are kept for the next time. */
  readonly isKept: boolean
  readonly columns: ColumnDetail
  readonly around: GraphChoice['around']
  readonly onColumns: (columns: ColumnDetail) => void
  readonly onAround: (around: GraphChoice['around']) => void
  readonly onChoose: () => void
  readonly onReload: () => void
  /** Opens a table of many columns, or closes it again. */
  readonly onMore: (table: string) => void
}

export const Diagram = (props: DiagramProps) => (
  <ReactFlowProvider>
    <DiagramView {...props} />
  </ReactFlowProvider>
)

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

/** Pixels that a table moves at a key, of the grid behind it. */
const STEP = DOT_GAP
/** As many are seen at once without an overview, which would cover some. */
const FEW_TABLES = 20

function DiagramView(props: DiagramProps) {
  const { place, viewportKey, graph, start, isKept, around, onMore, ...choices } = props
  const canvas = useRef<HTMLDivElement>(null)
  const text = useText()
  const { setCenter, getViewport, fitView } = useReactFlow()
  const [places, setPlaces] = useStateFrom(start)
  const [current, setCurrent] = useState<string | null>(around?.table ?? null)
  const [hasFocus, setHasFocus] = useState(false)
  const [query, setQuery] = useState('')
  const matches = useMemo(() => matching(graph, query), [graph, query])

  const boxes = useMemo(
    () =>
      new Map(graph.tables.map((table) => [table.name, { ...table, ...places.get(table.name)! }])),
    [graph, places],
  )
  const open = useCallback(
    (name: string) => void openRelation({ profileId: place.profileId, schema: place.schema, name }),
    [place],
  )
  const { nodes, edges } = useMemo(
    () => toFlow({ graph, places, current, hasFocus, matches, text, onMore }),
    [graph, places, current, hasFocus, matches, text, onMore],
  )

  const keep = (next: ReadonlyMap<string, { x: number; y: number }>): void => {
    if (!isKept) return
    // A place that is lost costs a drag of the mouse; nobody is held up for it.
    api.call('diagrams.savePositions', { ...place, positions: toPositions(next) }).catch(() => {})
  }
  const onNodesChange = (changes: NodeChange<TableFlowNode>[]): void => {
    const moved = changes.filter((change) => change.type === 'position')
    if (moved.length === 0) return
    const next = new Map(places)
    for (const { id, position } of moved)
      if (position) next.set(id, { x: Math.round(position.x), y: Math.round(position.y) })
    setPlaces(next)
  }
  const reveal = (name: string): void => {
    const box = boxes.get(name)
    if (!box) return
    const zoom = Math.max(getViewport().zoom, 0.6)
    void setCenter(box.x + box.width / 2, box.y + Math.min(box.height, 300) / 2, { zoom })
  }
  const goTo = (name: string): void => {
    setCurrent(name)
    reveal(name)
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (current === null || !(event.target as HTMLElement).closest('[data-table]')) return
    const direction = ARROWS[event.key]
    if (event.key === 'Enter') open(current)
    else if (direction && event.altKey) {
      const { x, y } = places.get(current)!
      const next = new Map(places).set(current, moved({ x, y }, direction))
      setPlaces(next)
      keep(next)
    } else if (direction) {
      const next = neighbourOf(boxes, current, direction)
      if (next) goTo(next)
    } else return
    event.preventDefault()
  }

  useRefit(canvas, () => {
    if (!viewports.has(viewportKey)) void fitView(FIT)
  })

  const layAnew = (): void => {
    const next = placeTables(graph, {})
    setPlaces(next)
    keep(next)
    requestAnimationFrame(() => void fitView(FIT))
  }

  return (
    <section className={styles.diagram} aria-label={text('diagram.title')} data-pane="diagram">
      <DiagramToolbar
        {...choices}
        graph={graph}
        around={around}
        current={current}
        query={query}
        matchCount={matches?.length ?? 0}
        onQuery={(typed) => {
          setQuery(typed)
          const [first] = matching(graph, typed) ?? []
          if (first) goTo(first)
        }}
        onNextMatch={() => {
          if (!matches?.length) return
          const at = current === null ? -1 : matches.indexOf(current)
          goTo(matches[(at + 1) % matches.length]!)
        }}
        onLayAnew={layAnew}
        onSave={(format) =>
          void saveDiagram({ graph, places, format, name: place.schema || 'diagram' })
        }
      />
      <div
        ref={canvas}
        role="presentation"
        className={styles.canvas}
        onKeyDown={onKeyDown}
        onFocus={({ target }) => {
          const name = target.closest<HTMLElement>('[data-table]')?.dataset['table'] ?? null
          setHasFocus(name !== null)
          if (name !== null) setCurrent(name)
        }}
        onBlur={() => setHasFocus(false)}
      >
        <FlowCanvas
          key={viewportKey}
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodesChange={onNodesChange}
          onNodeDragStop={() => keep(places)}
          onNodeClick={(_event, { id }) => setCurrent(id)}
          onNodeDoubleClick={(_event, { id }) => open(id)}
          onPaneClick={() => setCurrent(null)}
          {...(viewports.has(viewportKey)
            ? { defaultViewport: viewports.get(viewportKey)! }
            : { fitView: true, fitViewOptions: FIT })}
          onMoveEnd={(event, viewport) => {
            // By hand; what fits all into the window has none.
            if (event) viewports.set(viewportKey, viewport)
          }}
        >
          {graph.tables.length > FEW_TABLES && (
            <MiniMap
              pannable
              zoomable
              ariaLabel={text('diagram.overview')}
              bgColor="var(--surface)"
              maskColor="var(--hover)"
              nodeColor="var(--border-strong)"
            />
          )}
        </FlowCanvas>
      </div>
      <DiagramList graph={graph} />
    </section>
  )
}

const FIT = { padding: 0.06, maxZoom: 1 }

/** In the order of the diagram; null: nothing is searched. */
function matching({ tables }: Graph, query: string): string[] | null {
  const wanted = query.trim().toLowerCase()
  if (wanted === '') return null
  return tables.flatMap(({ name }) => (name.toLowerCase().includes(wanted) ? [name] : []))
}

const moved = ({ x, y }: { x: number; y: number }, direction: Direction) => ({
  x: x + { left: -STEP, right: STEP, up: 0, down: 0 }[direction],
  y: y + { left: 0, right: 0, up: -STEP, down: STEP }[direction],
})
