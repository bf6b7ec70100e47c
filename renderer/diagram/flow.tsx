import { type Edge, type EdgeProps, type Node, type NodeProps } from '@xyflow/react'
import { KeyRound, Link2 } from 'lucide-react'
import { memo, useEffect, useRef } from 'react'
import type { Text } from '../text/text.ts'
import type { Point } from './box.ts'
import styles from './Diagram.module.css'
import { LineEnds } from './DrawingTools.tsx'
import type { DiagramTable, Graph } from './graph.ts'
import { pathOf, type EdgeRoute } from './routeEdge.ts'

type TableData = {
  table: DiagramTable
  label: string
  isCurrent: boolean
  /** Reached by Tab: the current one, or the first. */
  isReachable: boolean
  hasFocus: boolean
  isDim: boolean
  /** What opens the table, or closes it again; null: all is shown. */
  more: string | null
  onMore: (table: string) => void
}
export type TableFlowNode = Node<TableData, 'table'>
export type RelationEdge = Edge<{ route: EdgeRoute; isStrong: boolean }, 'relation'>

type FlowRequest = {
  readonly graph: Graph
  readonly places: ReadonlyMap<string, Point>
  readonly routes: ReadonlyMap<string, EdgeRoute>
  readonly current: string | null
  readonly hasFocus: boolean
  readonly matches: readonly string[] | null
  readonly text: Text
  readonly onMore: (table: string) => void
}

/** The graph as the library takes it. */
export function toFlow(request: FlowRequest): {
  nodes: TableFlowNode[]
  edges: RelationEdge[]
} {
  const { graph, places, routes, current, hasFocus, matches, text, onMore } = request
  const reachable = current ?? graph.tables[0]?.name
  const found = matches && new Set(matches)
  const nodes = graph.tables.map((table): TableFlowNode => {
    const { name, width, height } = table
    const isCurrent = name === current
    return {
      id: name,
      type: 'table',
      position: places.get(name) ?? { x: 0, y: 0 },
      width,
      height,
      data: {
        table,
        label: describe(table, graph, text),
        isCurrent,
        isReachable: name === reachable,
        hasFocus: isCurrent && hasFocus,
        isDim: found !== null && !found.has(name),
        more: moreText(table, text),
        onMore,
      },
    }
  })
  const edges = graph.edges.map((edge): RelationEdge => {
    const isStrong = edge.from === current || edge.to === current
    return {
      id: edge.id,
      source: edge.from,
      target: edge.to,
      type: 'relation',
      data: { route: routes.get(edge.id)!, isStrong },
    }
  })
  return { nodes, edges }
}

function moreText({ hiddenCount, isOpened }: DiagramTable, text: Text): string | null {
  if (hiddenCount > 0) return text('diagram.moreColumns', { count: hiddenCount })
  return isOpened ? text('diagram.fewerColumns') : null
}

function describe({ name, columnCount }: DiagramTable, { edges }: Graph, text: Text): string {
  const names = (found: readonly string[]): string => [...new Set(found)].join(', ')
  const targets = names(edges.flatMap(({ from, to }) => (from === name ? [to] : [])))
  const sources = names(edges.flatMap(({ from, to }) => (to === name ? [from] : [])))
  return [
    text('diagram.tableLabel', { name, count: columnCount }),
    ...(targets ? [text('diagram.refersTo', { tables: targets })] : []),
    ...(sources ? [text('diagram.referredBy', { tables: sources })] : []),
  ].join('. ')
}

const TableNode = memo(function TableNode({ data }: NodeProps<TableFlowNode>) {
  const { table, label, isCurrent, isReachable, hasFocus, isDim, more, onMore } = data
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (hasFocus) element.current?.focus({ preventScroll: true })
  }, [hasFocus])
  return (
    <div
      ref={element}
      role="group"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- keys move between tables
      tabIndex={isReachable ? 0 : -1}
      aria-label={label}
      aria-current={isCurrent}
      className={styles.table}
      data-table={table.name}
      data-current={isCurrent || undefined}
      data-two-marks={table.hasTwoMarks || undefined}
      data-dim={isDim || undefined}
    >
      <LineEnds className={styles.handle} />
      <div className={styles.heading} title={table.name}>
        {table.name}
      </div>
      {table.columns.map(({ name, serverType, isPrimary, isForeign, isNullable }) => (
        <div key={name} className={styles.row} title={`${name} ${serverType}`}>
          <span className={styles.mark}>
            {isPrimary && <KeyRound size={12} aria-hidden />}
            {isForeign && <Link2 size={12} aria-hidden />}
          </span>
          <span className={styles.name} data-primary={isPrimary || undefined}>
            {name}
          </span>
          <span className={styles.type}>{isNullable ? `${serverType}?` : serverType}</span>
        </div>
      ))}
      {more !== null && (
        <button
          type="button"
          tabIndex={isReachable ? 0 : -1}
          // The library drags a table by whatever has no such class.
          className={`nodrag ${styles.more}`}
          onClick={() => onMore(table.name)}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          {more}
        </button>
      )}
    </div>
  )
})

const RelationLine = memo(function RelationLine({ data }: EdgeProps<RelationEdge>) {
  if (!data) return null
  return (
    <g className={styles.edge} data-strong={data.isStrong || undefined}>
      <path d={pathOf(data.route.points)} className={styles.line} />
      {data.route.marks.map((mark) => (
        <path key={mark} d={mark} className={styles.end} />
      ))}
    </g>
  )
})

export const nodeTypes = { table: TableNode }
export const edgeTypes = { relation: RelationLine }
