import { useState, type DragEvent } from 'react'
import { canMove, dropPart, type DropPart } from './dropPlace.ts'
import type { TreeRow } from './treeNode.ts'

export type Drop = { dragged: TreeRow; over: TreeRow; part: DropPart }

/** Lets rows be dragged; what is under the pointer is told by `rowAt`. */
export function useRowDrag(
  rowAt: (event: DragEvent) => TreeRow | null,
  onDrop: (drop: Drop) => void,
) {
  const [dragged, setDragged] = useState<TreeRow | null>(null)
  const [target, setTarget] = useState<{ id: string; part: DropPart } | null>(null)

  function partAt(event: DragEvent): { over: TreeRow; part: DropPart } | null {
    const over = rowAt(event)
    const element = event.target instanceof Element && event.target.closest('[role="treeitem"]')
    if (!dragged || !over || !element) return null
    const { top, height } = element.getBoundingClientRect()
    const part = dropPart(dragged, over, (event.clientY - top) / height)
    return part && { over, part }
  }

  return {
    target,
    handlers: {
      onDragStart: (event: DragEvent) => {
        const row = rowAt(event)
        if (!row || !canMove(row)) return
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', row.label)
        setDragged(row)
      },
      onDragOver: (event: DragEvent) => {
        const found = partAt(event)
        if (found) event.preventDefault()
        const next = found && { id: found.over.id, part: found.part }
        if (next?.id !== target?.id || next?.part !== target?.part) setTarget(next)
      },
      onDrop: (event: DragEvent) => {
        const found = partAt(event)
        if (!dragged || !found) return
        event.preventDefault()
        onDrop({ dragged, ...found })
      },
      onDragEnd: () => {
        setDragged(null)
        setTarget(null)
      },
    },
  }
}
