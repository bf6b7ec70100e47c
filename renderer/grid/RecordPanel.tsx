import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import { formatCount } from '../results/formatAmounts.ts'
import type { ResultState } from '../results/runState.ts'
import { useText } from '../text/text.ts'
import type { GridCell } from '../ui/dataGrid.ts'
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
  onGo: (place: CellPlace) => void
  onOpen: (place: CellPlace) => void
  onClose: () => void
}

/** One row as a list of names and values: up and down through it, left and right to other rows. */
export function RecordPanel(props: RecordPanelProps) {
  const { result, place, columns, cellAt, onGo, onOpen, onClose } = props
  const text = useText()
  const { scroller, first, end, top, totalHeight, scrollTo } = useVirtualLines(
    columns.length,
    LINE_HEIGHT,
  )
  const [namesWidth] = useState(() => namesWidthOf(result))
  const position = Math.max(0, columns.indexOf(place.column))

  const goField = (to: number): void => {
    const next = Math.max(0, Math.min(to, columns.length - 1))
    onGo({ row: place.row, column: columns[next]! })
    scrollTo(next)
  }
  const goRow = (to: number): void =>
    onGo({ row: Math.max(0, Math.min(to, result.rowCount - 1)), column: place.column })
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
    Enter: () => onOpen(place),
    Escape: onClose,
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps[event.key]
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
            rows: formatCount(result.rowCount),
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
          disabled={place.row >= result.rowCount - 1}
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
                onOpen={() => onOpen({ row: place.row, column })}
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
}

function Field({ id, name, namesWidth, cell, isActive, onPress, onOpen }: FieldProps) {
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
      <span className={styles.value} data-state={cell.state} title={cell.text}>
        <span className={styles.text}>{oneLine(cell.text)}</span>
        {cell.note && <small>{cell.note}</small>}
      </span>
    </div>
  )
}

const CHARACTER_WIDTH = 7.2

const namesWidthOf = ({ columns }: ResultState): number =>
  24 + CHARACTER_WIDTH * Math.min(24, Math.max(6, ...columns.map(({ name }) => name.length)))
