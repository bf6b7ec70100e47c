import { ArrowDown, ArrowUp, GripVertical, Search } from 'lucide-react'
import { useState, type DragEvent, type KeyboardEvent } from 'react'
import type { Column } from '../../contract/columns.ts'
import type { ColumnLayout } from '../../contract/workspace.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { TextField } from '../ui/TextField.tsx'
import styles from './ColumnChooser.module.css'
import { orderedKeys, PLAIN_LAYOUT, withHidden, withMoved } from './columnLayout.ts'
import { columnName } from './useGridColumns.ts'

type ColumnChooserProps = {
  columns: readonly Column[]
  layout: ColumnLayout
  onChange: (change: (layout: ColumnLayout) => ColumnLayout) => void
  onClose: () => void
}

/** Which columns are shown, and in which order. */
export function ColumnChooser({ columns, layout, onChange, onClose }: ColumnChooserProps) {
  const text = useText()
  const [search, setSearch] = useState('')
  const [dragged, setDragged] = useState<number | null>(null)
  const keys = orderedKeys(layout, columns.length)
  const nameOf = (key: number): string => columnName(columns[key]!, key, text)
  const wanted = search.trim().toLowerCase()
  const found = keys.filter((key) => nameOf(key).toLowerCase().includes(wanted))
  const hide = (isHidden: boolean): void =>
    onChange((known) =>
      found.reduce((all, key) => withHidden(all, key, isHidden, columns.length), known),
    )
  const move = (key: number, target: number | undefined): void => {
    if (target !== undefined && key !== target)
      onChange((known) => withMoved(known, key, target, columns.length))
  }
  return (
    <Dialog
      title={text('grid.columnsTitle')}
      onClose={onClose}
      onSubmit={onClose}
      footer={
        <>
          <Button onClick={() => onChange(() => PLAIN_LAYOUT)}>{text('grid.resetColumns')}</Button>
          <Button type="submit" variant="primary">
            {text('common.close')}
          </Button>
        </>
      }
    >
      <div className={styles.tools}>
        <Search size={14} aria-hidden />
        <TextField
          label={text('grid.searchColumns')}
          isLabelHidden
          placeholder={text('grid.searchColumns')}
          value={search}
          onChange={setSearch}
        />
        <Button onClick={() => hide(false)}>{text('grid.showAll')}</Button>
        <Button onClick={() => hide(true)}>{text('grid.hideAll')}</Button>
      </div>
      <ul className={styles.list} aria-label={text('grid.columnsTitle')}>
        {found.map((key) => (
          <Item
            key={key}
            name={nameOf(key)}
            serverType={columns[key]!.serverType}
            isShown={!layout.hidden.includes(key)}
            isDragged={dragged === key}
            onShow={(isShown) =>
              onChange((known) => withHidden(known, key, !isShown, columns.length))
            }
            onMove={(step) => move(key, keys[keys.indexOf(key) + step])}
            onDragStart={() => setDragged(key)}
            onDragOver={() => dragged !== null && move(dragged, key)}
            onDragEnd={() => setDragged(null)}
          />
        ))}
      </ul>
    </Dialog>
  )
}

type ItemProps = {
  name: string
  serverType: string
  isShown: boolean
  isDragged: boolean
  onShow: (isShown: boolean) => void
  onMove: (step: 1 | -1) => void
  onDragStart: () => void
  onDragOver: () => void
  onDragEnd: () => void
}

function Item(props: ItemProps) {
  const { name, serverType, isShown, isDragged, onShow, onMove } = props
  const text = useText()
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.altKey || !['ArrowUp', 'ArrowDown'].includes(event.key)) return
    event.preventDefault()
    onMove(event.key === 'ArrowUp' ? -1 : 1)
  }
  return (
    // Its buttons and Alt with arrows move it too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      className={styles.item}
      draggable
      data-dragged={isDragged || undefined}
      onDragStart={props.onDragStart}
      onDragOver={(event: DragEvent) => {
        event.preventDefault()
        props.onDragOver()
      }}
      onDragEnd={props.onDragEnd}
    >
      <GripVertical size={14} className={styles.grip} aria-hidden />
      <label className={styles.name}>
        <input
          type="checkbox"
          checked={isShown}
          onKeyDown={onKeyDown}
          onChange={(event) => onShow(event.currentTarget.checked)}
        />
        <span title={name}>{name}</span>
      </label>
      <small className={styles.type}>{serverType}</small>
      <IconButton
        size="small"
        icon={ArrowUp}
        label={text('grid.moveUp', { column: name })}
        onClick={() => onMove(-1)}
      />
      <IconButton
        size="small"
        icon={ArrowDown}
        label={text('grid.moveDown', { column: name })}
        onClick={() => onMove(1)}
      />
    </li>
  )
}
