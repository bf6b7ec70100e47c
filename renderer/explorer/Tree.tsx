import {
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react'
import { ContextMenu } from '../ui/Menu.tsx'
import type { MenuEntry } from '../ui/menuEntry.ts'
import styles from './Tree.module.css'
import { treeKey, typeAhead } from './treeKeys.ts'
import { canMove } from './dropPlace.ts'
import type { TreeRow } from './treeNode.ts'
import { useRowDrag, type Drop } from './useRowDrag.ts'
import { rowOffsets, scrollTopToShow, visibleRows } from './virtualRows.ts'

const LINE_HEIGHT = 22
/** Letters typed within this time make one word. */
const TYPE_AHEAD_MS = 700

export type TreeProps = {
  label: string
  rows: readonly TreeRow[]
  /** Other rows than before, such as those of another search: the tree begins at its top again. */
  view: string
  renderRow: (row: TreeRow, detailId: string) => ReactNode
  onToggle: (row: TreeRow) => void
  /** Enter, or a double click. */
  onActivate: (row: TreeRow) => void
  entriesOf: (row: TreeRow) => readonly MenuEntry[]
  /** A row was let go over another. */
  onDrop: (drop: Drop) => void
  /** Told the row that is selected; null: none. */
  onActive: (row: TreeRow | null) => void
}

/**
 * A tree of any size, of which only the rows in sight are drawn. The focus stays on the tree and
 * names the active row, so that scrolling never takes it away.
 */
export function Tree({
  label,
  rows,
  view,
  renderRow,
  onToggle,
  onActivate,
  entriesOf,
  onDrop,
  onActive,
}: TreeProps) {
  const treeId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [activeId, setActiveId] = useState<string | null>(null)
  const [menuRow, setMenuRow] = useState<TreeRow | null>(null)
  const [{ scrollTop, height }, setViewport] = useState({ scrollTop: 0, height: 600 })
  const typed = useRef({ text: '', atMs: 0 })
  const shownView = useRef(view)
  const drag = useRowDrag(rowAt, onDrop)

  const offsets = useMemo(() => rowOffsets(rows, LINE_HEIGHT), [rows])
  const active = useMemo(() => rows.findIndex(({ id }) => id === activeId), [rows, activeId])
  const { first, end } = visibleRows(offsets, scrollTop, height)
  const activeRow = rows[active] ?? null
  useEffect(() => onActive(activeRow), [activeRow, onActive])

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const measure = () =>
      setViewport({ scrollTop: element.scrollTop, height: element.clientHeight })
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    element.addEventListener('scroll', measure, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', measure)
    }
  }, [])

  useEffect(() => {
    if (shownView.current === view || !scroller.current) return
    shownView.current = view
    scroller.current.scrollTop = 0
  }, [view])

  function focusRow(index: number): void {
    const row = rows[index]
    if (!row) return
    setActiveId(row.id)
    const element = scroller.current
    if (!element) return
    const top = scrollTopToShow(offsets, index, element.scrollTop, element.clientHeight)
    if (top !== null) element.scrollTop = top
  }

  function activate(row: TreeRow): void {
    if (opensByItself(row) || row.isExpanded === null) onActivate(row)
    else onToggle(row)
  }

  /** Delete does what stands in red in the menu of a row. */
  function deleteRow(row: TreeRow): void {
    for (const entry of entriesOf(row))
      if (entry !== 'separator' && 'isDanger' in entry && entry.isDanger) return entry.onSelect()
  }

  /** The row under the pointer. */
  function rowAt({ target }: MouseEvent): TreeRow | null {
    const element = target instanceof Element ? target.closest('[role="treeitem"]') : null
    return rows[Number(element?.getAttribute('data-index') ?? -1)] ?? null
  }

  function onClick(event: MouseEvent): void {
    const row = rowAt(event)
    if (row?.node.kind === 'more') onActivate(row)
    if (!row || row.isExpanded === null) return
    // The second click of two belongs to the double click.
    const isNameOfBranch = !opensByItself(row) && event.detail === 1
    if (isOnTwistie(event) || isNameOfBranch) onToggle(row)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget) return
    const current = rows[active]
    if (current && isDelete(event)) {
      event.preventDefault()
      return deleteRow(current)
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const isWriting = performance.now() - typed.current.atMs < TYPE_AHEAD_MS
    if (/^\S$/.test(event.key) || (event.key === ' ' && isWriting)) {
      const text = (isWriting ? typed.current.text : '') + event.key
      typed.current = { text, atMs: performance.now() }
      const found = typeAhead(rows, active, text)
      if (found !== null) focusRow(found)
      event.preventDefault()
      return
    }
    const pageRows = Math.max(1, Math.floor(height / LINE_HEIGHT) - 1)
    const action = treeKey(rows, active, event.key, pageRows)
    if (!action) return
    event.preventDefault()
    const row = rows[action.index]
    if (action.kind === 'focus') focusRow(action.index)
    else if (row && action.kind === 'toggle') onToggle(row)
    else if (row) activate(row)
  }

  const drawn = []
  for (let index = first; index < end; index++) {
    const row = rows[index]
    if (!row) continue
    drawn.push(
      <div
        key={row.id}
        id={`${treeId}-${index}`}
        role="treeitem"
        data-index={index}
        // Named by what it shows, but for what only describes it.
        aria-describedby={`${treeId}-${index}-detail`}
        aria-level={row.level}
        aria-posinset={row.position}
        aria-setsize={row.setSize}
        aria-expanded={row.isExpanded ?? undefined}
        aria-selected={index === active}
        className={styles.row}
        draggable={canMove(row)}
        data-drop={drag.target?.id === row.id ? drag.target.part : undefined}
        style={{
          top: offsets[index],
          height: row.lines * LINE_HEIGHT,
          paddingInlineStart: 4 + (row.level - 1) * 12,
        }}
      >
        {renderRow(row, `${treeId}-${index}-detail`)}
      </div>,
    )
  }

  return (
    <ContextMenu entries={menuRow ? entriesOf(menuRow) : []}>
      <div
        ref={scroller}
        role="tree"
        aria-label={label}
        tabIndex={0}
        className={styles.tree}
        aria-activedescendant={active >= first && active < end ? `${treeId}-${active}` : undefined}
        onKeyDown={onKeyDown}
        onFocus={() => {
          if (active < 0 && rows[0]) setActiveId(rows[0].id)
        }}
        onMouseDown={(event) => setActiveId(rowAt(event)?.id ?? activeId)}
        onClick={onClick}
        onDoubleClick={(event) => {
          const row = rowAt(event)
          if (row && opensByItself(row) && !isOnTwistie(event)) onActivate(row)
        }}
        onContextMenuCapture={(event) => setMenuRow(rowAt(event) ?? rows[active] ?? null)}
        {...drag.handlers}
        data-pane-focus
      >
        <div role="presentation" className={styles.canvas} style={{ height: offsets[rows.length] }}>
          {drawn}
        </div>
      </div>
    </ContextMenu>
  )
}

/** Where keyboards have no Delete, as on a Mac, it is the other one with the command key. */
const isDelete = ({ key, metaKey, ctrlKey, altKey }: KeyboardEvent): boolean =>
  !ctrlKey && !altKey && (key === 'Delete' || (key === 'Backspace' && metaKey))

/** A double click or Enter shows what is in it, whether or not it also has children. */
const opensByItself = ({ node }: TreeRow): boolean =>
  node.kind === 'relation' ||
  node.kind === 'routine' ||
  node.kind === 'item' ||
  (node.kind === 'entry' && node.entry.canOpen)

const isOnTwistie = ({ target }: MouseEvent): boolean =>
  target instanceof Element && target.closest('[data-twistie]') !== null
