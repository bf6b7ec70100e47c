import '@xyflow/react/dist/base.css'
import { Background, type Edge, type Node, ReactFlow, type ReactFlowProps } from '@xyflow/react'
import { MIN_ZOOM } from './fitViewport.ts'

/** Of the dots behind a picture, in pixels. */
export const DOT_GAP = 20
/** More boxes are drawn only where they are in sight. */
const MANY_BOXES = 150

/** A picture of boxes and lines that is looked at and moved about; what it is of is not changed in it. */
export const FlowCanvas = <N extends Node, E extends Edge>({
  children,
  ...props
}: ReactFlowProps<N, E>) => (
  <ReactFlow<N, E>
    minZoom={MIN_ZOOM}
    maxZoom={2}
    nodesConnectable={false}
    nodesFocusable={false}
    edgesFocusable={false}
    elementsSelectable={false}
    zoomOnDoubleClick={false}
    disableKeyboardA11y
    deleteKeyCode={null}
    onlyRenderVisibleElements={(props.nodes?.length ?? 0) > MANY_BOXES}
    proOptions={{ hideAttribution: true }}
    {...props}
  >
    <Background gap={DOT_GAP} color="var(--border)" />
    {children}
  </ReactFlow>
)
