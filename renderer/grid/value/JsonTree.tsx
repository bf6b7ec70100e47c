import { ChevronDown, ChevronRight } from 'lucide-react'
import { useId, useMemo, useState, type KeyboardEvent } from 'react'
import { useText } from '../../text/text.ts'
import type { JsonIndex } from './indexJson.ts'
import styles from './JsonTree.module.css'
import {
  childCount,
  firstOpened,
  hasChildren,
  jsonRows,
  memberName,
  valueText,
  type JsonRow,
} from './jsonRows.ts'
import { jsonTreeKey } from './jsonTreeKey.ts'
import { useVirtualLines } from './useVirtualLines.ts'

const LINE_HEIGHT = 20
const INDENT = 16
/** Deeper values stand no further to the right: they would leave the panel. */
const MAX_INDENTS = 24

/** A JSON text of any size as a tree, of which the rows in sight are drawn. */
export function JsonTree({ index, label }: { index: JsonIndex; label: string }) {
  const treeId = useId()
  const [opened, setOpened] = useState<ReadonlySet<number>>(() => firstOpened(index))
  const [active, setActive] = useState(0)
  const rows = useMemo(() => jsonRows(index, opened), [index, opened])
  const { scroller, first, end, top, totalHeight, scrollTo } = useVirtualLines(
    rows.length,
    LINE_HEIGHT,
  )

  const toggle = (value: number): void => {
    const next = new Set(opened)
    if (!next.delete(value)) next.add(value)
    setOpened(next)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[active]
    if (!row) return
    const isOpen = hasChildren(index, row.value) ? opened.has(row.value) : null
    const step = jsonTreeKey(event.key, { rows, active, isOpen, pageRows: end - first })
    if (!step) return
    event.preventDefault()
    if (step.kind === 'toggle') return toggle(row.value)
    setActive(step.to)
    scrollTo(step.to)
  }

  return (
    <div
      ref={scroller}
      className={styles.tree}
      role="tree"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={`${treeId}-${active}`}
      onKeyDown={onKeyDown}
    >
      <div className={styles.all} style={{ height: totalHeight }} role="presentation">
        <div className={styles.rows} style={{ top: top }} role="presentation">
          {rows.slice(first, end).map((row, at) => (
            <Row
              key={row.value}
              id={`${treeId}-${first + at}`}
              index={index}
              row={row}
              isActive={first + at === active}
              isOpen={opened.has(row.value)}
              onPress={() => {
                setActive(first + at)
                if (hasChildren(index, row.value)) toggle(row.value)
              }}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

type RowProps = {
  id: string
  index: JsonIndex
  row: JsonRow
  isActive: boolean
  isOpen: boolean
  onPress: () => void
}

function Row({ id, index, row: { value, level }, isActive, isOpen, onPress }: RowProps) {
  const text = useText()
  const isParent = hasChildren(index, value)
  const name = memberName(index, value)
  const count = useMemo(() => (isParent ? childCount(index, value) : 0), [index, value, isParent])
  const Twisty = isOpen ? ChevronDown : ChevronRight
  return (
    // The tree has the focus and its keys; a press of the pointer is beside them.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      className={styles.row}
      role="treeitem"
      tabIndex={-1}
      aria-level={level + 1}
      aria-selected={isActive}
      aria-expanded={isParent ? isOpen : undefined}
      data-active={isActive || undefined}
      style={{ paddingInlineStart: 8 + Math.min(level, MAX_INDENTS) * INDENT }}
      onClick={onPress}
    >
      <span className={styles.twisty}>{isParent && <Twisty size={14} aria-hidden />}</span>
      {name !== null && <span className={styles.name}>{name}:</span>}
      {isParent ? (
        <span className={styles.count}>
          {index.text[index.starts[value]!] === '{'
            ? text('grid.jsonMembers', { count })
            : text('grid.jsonElements', { count })}
        </span>
      ) : (
        <span className={styles.value}>{valueText(index, value)}</span>
      )}
    </div>
  )
}
