import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import { useTypedValue } from '../edits/useTypedValue.ts'
import { formatCount } from '../results/formatAmounts.ts'
import type { ResultState } from '../results/runState.ts'
import { useText } from '../text/text.ts'
import type { GridCell, GridEdits } from '../ui/dataGrid.ts'
import { IconButton } from '../ui/IconButton.tsx'
import type { CellPlace } from '../ui/moveFocus.ts'
import { oneLine } from '../ui/oneLine.ts'
import styles from './RecordPanel.module.css'
import { columnName } from './useGridColumns.ts'
import { useVirtualLines } from './value/useVirtualLines.ts'

const LINE_HEIGHT = 24

type RecordPanelProps = {
  result: ResultState
  place: CellPlace
  /** In the order in which they are shown. */
  columns: readonly number[]
  cellAt: (row: number, column: number) => GridCell
  /** Rows that can be seen, added ones among them. */
  rowCount: number
  edits: GridEdits | null
  onGo: (place: CellPlace) => void
  onOpen: (place: CellPlace) => void
  onClose: () => void
}

/** One row as a list of names and values: up and down through it, left and right to other rows. */
export function RecordPanel(props: RecordPanelProps) {
  const { result, place, columns, cellAt, rowCount, edits, onGo, onOpen, onClose } = props
  const text = useText()
  const { scroller, first, end, top, totalHeight, scrollTo } = useVirtualLines(
    columns.length,
    LINE_HEIGHT,
  )
  const [namesWidth] = useState(() => namesWidthOf(result))
  const position = Math.max(0, columns.indexOf(place.column))
  const [editing, setEditing] = useState<string | null>(null)
  /** Beside the grid where it cannot be changed in its place. */
  const begin = (at: CellPlace, typed: string | null): void => {
    const from = edits?.textAt(at) ?? null
    if (from === null) return onOpen(at)
    onGo(at)
    setEditing(typed ?? from)
  }
  const endEditing = (): void => {
    setEditing(null)
    scroller.current?.focus()
  }

  const goField = (to: number): void => {
    const next = Math.max(0, Math.min(to, columns.length - 1))
    onGo({ row: place.row, column: columns[next]! })
    scrollTo(next)
  }
  const goRow = (to: number): void =>
    onGo({ row: Math.max(0, Math.min(to, rowCount - 1)), column: place.column })
  const page = Math.max(1, end - first - 1)
  const steps: Record<string, () => void> = {
    ArrowDown: () => goField(position + 1),
    ArrowUp: () => goField(position - 1),
    PageDown: () => goField(position + page),
    PageUp: () => goField(position - page),
    Home: () => goField(0),
    End: () => goField(columns.length - 1),
    ArrowRight: () => goRow(place.row + 1),
    ArrowLeft: () => goRow(place.row - 1),
    Enter: () => begin(place, null),
    F2: () => begin(place, null),
    Escape: onClose,
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (editing !== null) return
    const isTyping = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
    const step = steps[event.key] ?? (edits && isTyping ? () => begin(place, event.key) : undefined)
    if (!step) return
    event.preventDefault()
    event.stopPropagation()
    step()
  }

  return (
    <section className={styles.panel} aria-label={text('grid.record')}>
      <header className={styles.header}>
        <h2 className={styles.title}>
          {text('grid.recordOf', {
            row: formatCount(place.row + 1),
            rows: formatCount(rowCount),
          })}
        </h2>
        <IconButton
          size="small"
          icon={ChevronUp}
          label={text('grid.previousRow')}
          shortcut="←"
          disabled={place.row === 0}
          onClick={() => goRow(place.row - 1)}
        />
        <IconButton
          size="small"
          icon={ChevronDown}
          label={text('grid.nextRow')}
          shortcut="→"
          disabled={place.row >= rowCount - 1}
          onClick={() => goRow(place.row + 1)}
        />
        <IconButton size="small" icon={X} label={text('common.close')} onClick={onClose} />
      </header>
      <div
        ref={scroller}
        className={styles.fields}
        role="listbox"
        aria-label={text('grid.record')}
        aria-activedescendant={`field-${position}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div className={styles.all} style={{ height: totalHeight }} role="presentation">
          <div className={styles.lines} style={{ top: top }} role="presentation">
            {columns.slice(first, end).map((column, at) => (
              <Field
                key={column}
                id={`field-${first + at}`}
                name={columnName(result.columns[column]!, column, text)}
                namesWidth={namesWidth}
                cell={cellAt(place.row, column)}
                isActive={column === place.column}
                onPress={() => onGo({ row: place.row, column })}
                onOpen={() => begin({ row: place.row, column }, null)}
                editing={column === place.column ? editing : null}
                onCommit={(typed) => edits?.onCommit({ row: place.row, column }, typed) ?? null}
                onEnd={endEditing}
              />
            ))}
          </div>
        </div>
      </div>
    </section>
  )
}

type FieldProps = {
  id: string
  name: string
  namesWidth: number
  cell: GridCell
  isActive: boolean
  onPress: () => void
  onOpen: () => void
  /** What its text is changed from; null: it is not. */
  editing: string | null
  onCommit: (text: string) => string | null
  onEnd: () => void
}

function Field(props: FieldProps) {
  const { id, name, namesWidth, cell, isActive, onPress, onOpen, editing, onCommit, onEnd } = props
  return (
    // The list has the focus and its keys; presses of the pointer are beside them.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className={styles.field}
      onClick={onPress}
      onDoubleClick={onOpen}
    >
      <span className={styles.name} style={{ width: namesWidth }} title={name}>
        {name}
      </span>
      {editing === null ? (
        <span
          className={styles.value}
          data-state={cell.state}
          data-change={cell.mark?.kind}
          title={cell.mark?.label ?? cell.text}
        >
          <span className={styles.text}>{oneLine(cell.text)}</span>
          {cell.note && <small>{cell.note}</small>}
        </span>
      ) : (
        <FieldInput name={name} initial={editing} onCommit={onCommit} onEnd={onEnd} />
      )}
    </div>
  )
}

type FieldInputProps = {
  name: string
  initial: string
  onCommit: (text: string) => string | null
  onEnd: () => void
}

function FieldInput({ name, initial, onCommit, onEnd }: FieldInputProps) {
  const { typed, problem, type, commit } = useTypedValue({ initial, onCommit, onTaken: onEnd })
  return (
    <span className={styles.edited}>
      <input
        // One pressed a key to type here.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        aria-label={name}
        aria-invalid={problem !== null}
        spellCheck={false}
        value={typed}
        onChange={(event) => type(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key === 'Escape') onEnd()
          else if (event.key === 'Enter' || event.key === 'Tab') commit()
          else return
          event.preventDefault()
        }}
      />
      {problem !== null && <span role="alert">{problem}</span>}
    </span>
  )
}

const CHARACTER_WIDTH = 7.2

const namesWidthOf = ({ columns }: ResultState): number =>
  24 + CHARACTER_WIDTH * Math.min(24, Math.max(6, ...columns.map(({ name }) => name.length)))
