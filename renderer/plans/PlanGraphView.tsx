import {
  type Edge,
  type EdgeProps,
  type Node,
  type NodeProps,
  type ReactFlowInstance,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react'
import { Flame, TriangleAlert } from 'lucide-react'
import { type CSSProperties, type KeyboardEvent, memo, useMemo, useRef } from 'react'
import type { Plan, PlanNode } from '../../contract/plans.ts'
import { LineEnds, SaveDrawingMenu, ZoomButtons } from '../diagram/DrawingTools.tsx'
import { FlowCanvas } from '../diagram/FlowCanvas.tsx'
import { type Direction, neighbourOf } from '../diagram/neighbourOf.ts'
import { paletteOfWindow, type PictureFormat, saveDrawing } from '../diagram/saveDrawing.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { useText } from '../text/text.ts'
import { readToken } from '../ui/readToken.ts'
import { toast } from '../ui/toast.ts'
import { drawPlan } from './drawPlan.ts'
import { heatOf, type PlanFigures } from './planFigures.ts'
import { flowPath, planGraph } from './planGraph.ts'
import styles from './PlanGraph.module.css'
import { type StepWords, stepWords } from './stepWords.ts'

export type PlanGraphViewProps = {
  plan: Plan
  figures: PlanFigures
  chosenId: number
  onChoose: (id: number) => void
}

type StepData = {
  node: PlanNode
  words: StepWords
  heat: number
  isSlowest: boolean
  isChosen: boolean
}
type StepFlowNode = Node<StepData, 'step'>
type RowsEdge = Edge<{ path: string; width: number; isExpected: boolean }, 'rows'>

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}
const FIT = { padding: 0.05, maxZoom: 1 }
/** Smaller, names are not read any more. */
const READABLE = 0.75

export const PlanGraphView = (props: PlanGraphViewProps) => (
  <ReactFlowProvider>
    <Picture {...props} />
  </ReactFlowProvider>
)

/** The steps of a plan as boxes, the rows between them as lines. */
function Picture({ plan, figures, chosenId, onChoose }: PlanGraphViewProps) {
  const text = useText()
  const { setCenter, getZoom, fitView } = useReactFlow()
  const canvas = useRef<HTMLDivElement>(null)
  const graph = useMemo(() => planGraph(plan), [plan])
  const boxes = useMemo(
    () => new Map(graph.boxes.map((box) => [String(box.node.id), box])),
    [graph],
  )
  const words = useMemo(
    () => new Map(graph.boxes.map(({ node }) => [node.id, stepWords(node, figures, text)])),
    [graph, figures, text],
  )
  const nodes = graph.boxes.map(({ node, x, y, width, height }): StepFlowNode => ({
    ...{ id: String(node.id), type: 'step', position: { x, y }, width, height },
    data: {
      ...{ node, words: words.get(node.id)!, heat: heatOf(figures.shares.get(node.id) ?? 0) },
      ...{ isSlowest: figures.slowest?.id === node.id, isChosen: node.id === chosenId },
    },
  }))
  const edges = graph.flows.map(({ from, to, width, isExpected }): RowsEdge => {
    const { path } = flowPath(boxes.get(String(from))!, boxes.get(String(to))!)
    return {
      ...{ id: String(from), source: String(to), target: String(from), type: 'rows' },
      data: { path, width, isExpected },
    }
  })

  /** Fitted, where that can be read; else about the step that is chosen. */
  const show = ({ fitView: fit, getZoom: zoomNow }: ReactFlowInstance<StepFlowNode, RowsEdge>) => {
    void fit(FIT).then(() => {
      const box = boxes.get(String(chosenId))
      if (!box || zoomNow() >= READABLE) return
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
      void setCenter(x, y, { zoom: READABLE })
    })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const direction = ARROWS[event.key]
    if (!direction || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const next = neighbourOf(boxes, String(chosenId), direction)
    const box = next === null ? undefined : boxes.get(next)
    if (!box) return
    onChoose(box.node.id)
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    void setCenter(x, y, { zoom: getZoom() })
    requestAnimationFrame(() =>
      canvas.current?.querySelector<HTMLElement>(`[data-step="${next}"]`)?.focus(),
    )
  }
  const save = (format: PictureFormat): void => {
    const palette = {
      ...paletteOfWindow(),
      hot: readToken('--red-fill'),
      misled: readToken('--amber'),
    }
    const drawing = drawPlan({
      ...{ graph, figures, palette },
      wordsOf: ({ node }) => words.get(node.id)!,
    })
    saveDrawing(drawing, format, 'plan').catch((error: unknown) => toast(errorLine(error), 'error'))
  }

  return (
    <section className={styles.graph} aria-label={text('plans.graphOf')} data-pane>
      <div ref={canvas} role="presentation" className={styles.canvas} onKeyDown={onKeyDown}>
        <FlowCanvas<StepFlowNode, RowsEdge>
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onInit={show}
          onNodeClick={(_event, { id }) => onChoose(Number(id))}
          nodesDraggable={false}
        />
      </div>
      <div className={styles.foot}>
        <span className={styles.legend}>
          {text(plan.isMeasured ? 'plans.graphLegend' : 'plans.graphLegendExpected')}{' '}
          {figures.measure &&
            text(figures.measure === 'time' ? 'plans.graphHeatTime' : 'plans.graphHeatCost')}
        </span>
        <ZoomButtons onFit={() => void fitView(FIT)} />
        <SaveDrawingMenu onSave={save} />
      </div>
    </section>
  )
}

const StepNode = memo(function StepNode({ data }: NodeProps<StepFlowNode>) {
  const { node, words, heat, isSlowest, isChosen } = data
  return (
    <button
      type="button"
      style={{ '--heat': heat } as CSSProperties}
      tabIndex={isChosen ? 0 : -1}
      aria-pressed={isChosen}
      title={words.misestimate || words.warnings || undefined}
      className={styles.step}
      data-step={node.id}
      data-misled={words.factor !== '' || undefined}
      data-unused={node.loops === 0 || undefined}
    >
      <LineEnds className={styles.handle} />
      <span className={styles.line}>
        {isSlowest && <Flame size={14} className={styles.slowest} aria-hidden />}
        <span className={styles.kind}>{node.kind}</span>
        <span className={styles.share}>{words.share}</span>
      </span>
      <span className={styles.line}>
        <span className={styles.object}>{node.object}</span>
      </span>
      <span className={styles.line}>
        <span className={styles.rows}>{words.rows}</span>
        {words.factor && <span className={styles.factor}>{words.factor}</span>}
        {words.warnings && <TriangleAlert size={14} className={styles.warning} aria-hidden />}
      </span>
      <span className="visually-hidden">{words.unseen}</span>
    </button>
  )
})

const RowsLine = memo(function RowsLine({ data }: EdgeProps<RowsEdge>) {
  if (!data) return null
  return (
    <path
      d={data.path}
      className={styles.flow}
      strokeWidth={data.width}
      data-expected={data.isExpected || undefined}
    />
  )
})

const nodeTypes = { step: StepNode }
const edgeTypes = { rows: RowsLine }
