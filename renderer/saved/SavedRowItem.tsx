import { ChevronDown, ChevronRight, FileCode, Folder } from 'lucide-react'
import { useState, type DragEvent } from 'react'
import { useText } from '../text/text.ts'
import type { SavedRow } from './savedTree.ts'
import styles from './SavedPanel.module.css'

const INDENT_PIXELS = 14

export type SavedRowItemProps = {
  row: SavedRow
  id: string
  isActive: boolean
  isRenaming: boolean
  onPress: () => void
  onOpen: () => void
  /** Null: the old name stays. */
  onRename: (name: string | null) => void
  onDragStart: (event: DragEvent) => void
  onDropOn: () => void
}

/** A saved query or a folder in the panel. Dragged onto a folder, it goes into it. */
export function SavedRowItem(props: SavedRowItemProps) {
  const { row, id, isActive, isRenaming, onPress, onOpen, onRename, onDragStart, onDropOn } = props
  const { item, depth, count, isOpen } = row
  const [isTarget, setIsTarget] = useState(false)
  const isFolder = item.kind === 'folder'
  const Chevron = isOpen ? ChevronDown : ChevronRight
  return (
    <div
      id={id}
      role="treeitem"
      aria-label={item.name}
      aria-level={depth + 1}
      aria-selected={isActive}
      {...(isFolder && { 'aria-expanded': isOpen })}
      className={styles.row}
      style={{ paddingInlineStart: 8 + depth * INDENT_PIXELS }}
      data-target={isTarget || undefined}
      draggable={!isRenaming}
      title={isFolder ? undefined : item.text.slice(0, 500)}
      onMouseDown={onPress}
      onDoubleClick={onOpen}
      tabIndex={-1}
      onDragStart={onDragStart}
      onDragOver={(event) => {
        if (!isFolder) return
        event.preventDefault()
        event.stopPropagation()
        setIsTarget(true)
      }}
      onDragLeave={() => setIsTarget(false)}
      onDrop={(event) => {
        if (!isFolder) return
        event.stopPropagation()
        setIsTarget(false)
        onDropOn()
      }}
    >
      {isFolder ? (
        <span aria-hidden className={styles.chevron} onMouseDown={onOpen}>
          <Chevron size={14} />
        </span>
      ) : (
        <span className={styles.chevron} />
      )}
      {isFolder ? <Folder size={14} aria-hidden /> : <FileCode size={14} aria-hidden />}
      {isRenaming ? (
        <RenameField name={item.name} onDone={onRename} />
      ) : (
        <span className={styles.name}>{item.name}</span>
      )}
      {isFolder && !isRenaming && <span className={styles.count}>{count}</span>}
    </div>
  )
}

const focusAtOnce = (input: HTMLInputElement | null): void => input?.focus()

/** Enter and leaving keep the name, Esc does not. */
function RenameField({ name, onDone }: { name: string; onDone: (name: string | null) => void }) {
  const text = useText()
  const [typed, setTyped] = useState(name)
  const keep = (): void => onDone(typed.trim() || null)
  return (
    <input
      ref={focusAtOnce}
      className={styles.rename}
      aria-label={text('saved.newName')}
      value={typed}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={keep}
      onDoubleClick={(event) => event.stopPropagation()}
      onMouseDown={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') keep()
        if (event.key === 'Escape') onDone(null)
      }}
    />
  )
}
