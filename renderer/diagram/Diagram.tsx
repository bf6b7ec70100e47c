import { MiniMap, ReactFlowProvider, type NodeChange, type ReactFlowProps } from '@xyflow/react'
import { useCallback, useMemo, useState, type KeyboardEvent } from 'react'
import type { DiagramPlace } from '../../contract/diagrams.ts'
import { api } from '../api/api.ts'
import { openRelation } from '../explorer/openRelation.ts'
import { useText } from '../text/text.ts'
import { useStateFrom } from '../ui/useStateFrom.ts'
import type { Point } from './box.ts'
import styles from './Diagram.module.css'
import { DiagramList } from './DiagramList.tsx'
import { DiagramToolbar } from './DiagramToolbar.tsx'
import type { DiagramLooks } from './diagramStore.ts'
import type { Viewport } from './fitViewport.ts'
import { DOT_GAP, FlowCanvas } from './FlowCanvas.tsx'
import { edgeTypes, nodeTypes, toFlow, type RelationEdge, type TableFlowNode } from './flow.tsx'
import type { ColumnDetail, Graph, GraphChoice } from './graph.ts'
import { neighbourOf, type Direction } from './neighbourOf.ts'
import { placeTables, toPositions } from './placeTables.ts'
import { routeEdges } from './routeEdges.ts'
import { saveDiagram } from './saveDiagram.ts'
import { useLook } from './useLook.ts'

export type DiagramProps = {
  readonly place: DiagramPlace
  /** What is drawn: zoom and places are kept by it while the tab is open. */
  readonly shape: string
  readonly looks: DiagramLooks
  readonly graph: Graph
  /** Where its tables stand at first. */
  readonly start: ReadonlyMap<string, Point>
  /** Places are kept for the next time. */
  readonly isKept: boolean
  readonly columns: ColumnDetail
  readonly around: GraphChoice['around']
  readonly query: string
  /** The table in front. */
  readonly current: string | null
  readonly onQuery: (query: string) => void
  readonly onCurrent: (table: string | null) => void
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
const OVERVIEW = { width: 200, height: 150 }
/** The room that the overview takes in its corner, with what is around it. */
const OVERVIEW_ROOM = { width: OVERVIEW.width + 30, height: OVERVIEW.height + 30 }
/** As many are seen at once without an overview, which would cover some. */
const FEW_TABLES = 20

function DiagramView(props: DiagramProps) {
  const { place, shape, looks, graph, start, isKept, onMore, ...choices } = props
  const { query, current, onQuery, onCurrent } = choices
  const [canvas, setCanvas] = useState<HTMLDivElement | null>(null)
  const text = useText()
  const [places, setPlaces] = useStateFrom(start)
  const [hasFocus, setHasFocus] = useState(false)
  const matches = useMemo(() => matching(graph, query), [graph, query])

  const boxes = useMemo(
    () =>
      new Map(graph.tables.map((table) => [table.name, { ...table, ...places.get(table.name)! }])),
    [graph, places],
  )
  const hasOverview = graph.tables.length > FEW_TABLES
  const overview = hasOverview ? OVERVIEW_ROOM : null
  const { note, fit, reveal, viewportAtFirst } = useLook({ canvas, shape, looks, boxes, overview })
  const open = useCallback(
    (name: string) => void openRelation({ profileId: place.profileId, schema: place.schema, name }),
    [place],
  )
  const routes = useMemo(() => routeEdges(graph, places), [graph, places])
  const { nodes, edges } = useMemo(
    () => toFlow({ graph, places, routes, current, hasFocus, matches, text, onMore }),
    [graph, places, routes, current, hasFocus, matches, text, onMore],
  )

  const keep = (next: ReadonlyMap<string, { x: number; y: number }>): void => {
    if (!isKept) {
      looks.places.set(shape, next)
      return
    }
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
  /** Another detail leads to it as well, rather than to where one looked before. */
  const find = (name: string): void => {
    looks.viewports.clear()
    goTo(name)
  }
  const goTo = (name: string): void => {
    onCurrent(name)
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

  const layAnew = (): void => {
    const next = placeTables(graph, {})
    setPlaces(next)
    keep(next)
    fit(graph.tables.map((table) => ({ ...table, ...next.get(table.name)! })))
  }

  return (
    <section className={styles.diagram} aria-label={text('diagram.title')} data-pane="diagram">
      <DiagramToolbar
        {...choices}
        graph={graph}
        matchCount={matches?.length ?? 0}
        onQuery={(typed) => {
          onQuery(typed)
          const [first] = matching(graph, typed) ?? []
          if (first) find(first)
        }}
        onNextMatch={() => {
          if (!matches?.length) return
          const at = current === null ? -1 : matches.indexOf(current)
          find(matches[(at + 1) % matches.length]!)
        }}
        onLayAnew={layAnew}
        onFit={() => fit()}
        onZoomed={() => note()}
        onSave={(format) =>
          void saveDiagram({ graph, places, format, name: place.schema || 'diagram' })
        }
      />
      <div
        ref={setCanvas}
        role="presentation"
        className={styles.canvas}
        onKeyDown={onKeyDown}
        onFocus={({ target }) => {
          const name = target.closest<HTMLElement>('[data-table]')?.dataset['table'] ?? null
          setHasFocus(name !== null)
          if (name !== null) onCurrent(name)
        }}
        onBlur={() => setHasFocus(false)}
      >
        {canvas && (
          <StartingCanvas
            key={shape}
            viewportAtFirst={() =>
              viewportAtFirst(current !== null && matches?.includes(current) ? current : null)
            }
            nodes={nodes}
            edges={edges}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            onNodesChange={onNodesChange}
            onNodeDragStop={() => keep(places)}
            onNodeClick={(_event, { id }) => onCurrent(id)}
            onNodeDoubleClick={(_event, { id }) => open(id)}
            onPaneClick={() => onCurrent(null)}
            onMoveEnd={(event, viewport) => {
              // By hand; what the program does has none.
              if (event) note(viewport)
            }}
          >
            {hasOverview && (
              <MiniMap
                pannable
                zoomable
                style={OVERVIEW}
                ariaLabel={text('diagram.overview')}
                bgColor="var(--surface)"
                maskColor="var(--hover)"
                nodeColor="var(--border-strong)"
              />
            )}
          </StartingCanvas>
        )}
      </div>
      <DiagramList graph={graph} />
    </section>
  )
}

/** Looks where it is told when it comes into being, which is when the size of the canvas is known. */
function StartingCanvas({
  viewportAtFirst,
  ...props
}: ReactFlowProps<TableFlowNode, RelationEdge> & { viewportAtFirst: () => Viewport }) {
  const [defaultViewport] = useState(viewportAtFirst)
  return <FlowCanvas {...props} defaultViewport={defaultViewport} />
}

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
