import { useId, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import type { Plan } from '../../contract/plans.ts'
import { treeKey } from '../explorer/treeKeys.ts'
import { useText, type Text, type TextKey } from '../text/text.ts'
import type { PlanFigures } from './planFigures.ts'
import { planRows, type PlanRow } from './planRows.ts'
import { PlanTreeRow } from './PlanTreeRow.tsx'
import styles from './PlanTree.module.css'
import { planColumns, type PlanColumn } from './planColumns.ts'

type PlanTreeProps = {
  plan: Plan
  figures: PlanFigures
  chosenId: number
  onChoose: (id: number) => void
}

const PAGE_ROWS = 10

/** The steps of a plan as a table that opens and closes; the arrow keys go through it. */
export function PlanTree({ plan, figures, chosenId, onChoose }: PlanTreeProps) {
  const text = useText()
  const treeId = useId()
  const table = useRef<HTMLDivElement>(null)
  const [closed, setClosed] = useState<ReadonlySet<number>>(new Set())
  const rows = useMemo(() => planRows(plan, closed), [plan, closed])
  const columns = useMemo(() => planColumns(plan, figures.measure), [plan, figures])
  const active = rows.findIndex(({ node }) => node.id === chosenId)

  function choose(index: number): void {
    const row = rows[index]
    if (!row) return
    onChoose(row.node.id)
    table.current
      ?.querySelector(`[data-node="${row.node.id}"]`)
      ?.scrollIntoView({ block: 'nearest' })
  }
  function toggle({ node, isExpanded }: PlanRow): void {
    if (isExpanded === null) return
    const next = new Set(closed)
    if (isExpanded) next.add(node.id)
    else next.delete(node.id)
    setClosed(next)
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const action = treeKey(rows, active, event.key, PAGE_ROWS)
    if (!action) return
    event.preventDefault()
    const row = rows[action.index]
    if (action.kind === 'focus') choose(action.index)
    else if (row) toggle(row)
  }
  function onClick({ target }: MouseEvent): void {
    const line = target instanceof Element ? target.closest('[data-node]') : null
    const row = rows.find(({ node }) => String(node.id) === line?.getAttribute('data-node'))
    if (!row) return
    onChoose(row.node.id)
    if (target instanceof Element && target.closest('[data-twistie]')) toggle(row)
  }

  return (
    <div
      ref={table}
      role="treegrid"
      aria-label={text('plans.steps')}
      aria-colcount={columns.length + 1}
      tabIndex={0}
      className={styles.tree}
      style={{ gridTemplateColumns: templateOf(columns) }}
      aria-activedescendant={active < 0 ? undefined : `${treeId}-${chosenId}`}
      onKeyDown={onKeyDown}
      onClick={onClick}
      data-pane-focus
    >
      <div role="row" className={styles.head}>
        <span role="columnheader">{text('plans.step')}</span>
        {columns.map(({ id, isNumber }) => (
          <span key={id} role="columnheader" data-number={isNumber || undefined}>
            {headingOf(id, text)}
          </span>
        ))}
      </div>
      {rows.map((row) => (
        <PlanTreeRow
          key={row.node.id}
          id={`${treeId}-${row.node.id}`}
          row={row}
          columns={columns}
          figures={figures}
          isChosen={row.node.id === chosenId}
        />
      ))}
    </div>
  )
}

/** The steps have the room they need; notes, which the details have too, take what is left. */
const templateOf = (columns: readonly PlanColumn[]): string => {
  const hasNotes = columns.some(({ id }) => id === 'note')
  const steps = hasNotes ? 'minmax(236px, max-content)' : 'minmax(236px, 1fr)'
  return [steps, ...columns.map(({ width }) => width)].join(' ')
}

const headingOf = (id: string, text: Text): string => text(`plans.column-${id}` as TextKey)
