import type { DragEvent } from 'react'

/** What a dragged tab carries: its id. */
export const TAB_DRAG = 'application/x-sluice-tab'

export const isTabDrag = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer.types.includes(TAB_DRAG)
