import { Copy, Download, Pencil, TextWrap, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import { formatBytes } from '../../results/formatAmounts.ts'
import type { ResultState } from '../../results/runState.ts'
import { useText, type Text, type TextKey } from '../../text/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import type { EditedValue } from '../../../contract/edits.ts'
import { ValueEditor } from '../../edits/ValueEditor.tsx'
import type { GridEdits } from '../../ui/dataGrid.ts'
import type { CellPlace } from '../../ui/moveFocus.ts'
import { Spinner } from '../../ui/Spinner.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { copyCell } from '../copyCell.ts'
import { columnName } from '../useGridColumns.ts'
import { type Value, valueText } from './readValue.ts'
import { saveValue } from './saveValue.ts'
import { useValue } from './useValue.ts'
import { ValueBody } from './ValueBody.tsx'
import styles from './ValuePanel.module.css'
import { isReadWhole, isWhole, viewsOf, type ValueView } from './valueViews.ts'

const VIEW_LABELS: Record<ValueView, TextKey> = {
  text: 'results.viewText',
  json: 'results.viewJson',
  hex: 'results.viewHex',
  image: 'grid.viewImage',
}

type ValuePanelProps = {
  result: ResultState
  place: CellPlace
  /** What is staged for the cell; null: nothing is. */
  staged: EditedValue | null
  /** Given where cells can be changed. */
  edits: GridEdits | null
  onClose: () => void
}

/** The value of the cell that has the focus: as text, JSON, bytes or a picture. */
export function ValuePanel({ result, place, staged, edits, onClose }: ValuePanelProps) {
  const text = useText()
  const read = useValue(result, place, staged)
  const { value, error, isLoadingAll, loadAll } = read
  const of = `${result.resultId} ${place.row} ${place.column}`
  const [editedOf, setEditedOf] = useState<string | null>(null)
  const canEdit = edits?.canEdit(place) === true && value !== null && isWhole(value)
  const [chosen, setChosen] = useState<ValueView | null>(null)
  const [isWrapped, setIsWrapped] = useState(true)
  const column = result.columns[place.column]!
  const name = columnName(column, place.column, text)
  const views = useMemo(() => (value ? viewsOf(value) : []), [value])
  const view = chosen !== null && views.includes(chosen) ? chosen : views[0]
  return (
    // Escape closes from any of the controls inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={styles.panel}
      aria-label={text('results.openCell', { row: place.row + 1, column: name })}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <header className={styles.header}>
        <h2 className={styles.title}>{name}</h2>
        <span className={styles.facts}>
          {[column.serverType, value && factOf(value, text)].filter(Boolean).join(' · ')}
        </span>
        {isLoadingAll && <Spinner />}
        {view === 'text' && (
          <IconButton
            size="small"
            icon={TextWrap}
            label={text('grid.wrap')}
            aria-pressed={isWrapped}
            onClick={() => setIsWrapped(!isWrapped)}
          />
        )}
        {edits && (
          <IconButton
            size="small"
            icon={Pencil}
            label={text('edits.editCell')}
            disabled={!canEdit}
            aria-pressed={editedOf === of}
            onClick={() => setEditedOf(editedOf === of ? null : of)}
          />
        )}
        <IconButton
          size="small"
          icon={Copy}
          label={text('common.copy')}
          disabled={!value}
          onClick={() => void copyCell(result, place, () => null, text)}
        />
        <IconButton
          size="small"
          icon={Download}
          label={text('grid.saveValue')}
          disabled={!value || value.kind === 'null'}
          onClick={() => value && void saveValue({ result, place, value, name }, text)}
        />
        <IconButton size="small" icon={X} label={text('common.close')} onClick={onClose} />
      </header>
      {error && (
        <Banner severity="error">
          <ErrorText error={error} />
        </Banner>
      )}
      {!value && !error && (
        <p className={styles.note}>
          <Spinner />
        </p>
      )}
      {value && value.kind !== 'null' && !isReadWhole(value) && (
        <div className={styles.cut}>
          {text('results.cellCut', { size: formatBytes(value.loadedBytes) })}
          <Button disabled={isLoadingAll} onClick={loadAll}>
            {text('grid.loadAll', { size: formatBytes(value.sizeBytes) })}
          </Button>
        </div>
      )}
      {value && canEdit && editedOf === of && (
        <ValueEditor
          key={of}
          label={text('results.cellValue')}
          initial={valueText(value) ?? ''}
          onCommit={(typed) => edits.onCommit(place, typed)}
          onClose={() => setEditedOf(null)}
        />
      )}
      {value && view && !(canEdit && editedOf === of) && (
        <div className={styles.views}>
          <Tabs
            label={text('results.cellView')}
            value={view}
            onChange={(each) => setChosen(each as ValueView)}
            tabs={views.map((each) => ({
              id: each,
              label: text(VIEW_LABELS[each]),
              content: <ValueBody value={value} view={each} isWrapped={isWrapped} />,
            }))}
          />
        </div>
      )}
    </section>
  )
}

/** The size of a value, or that there is none. */
function factOf(value: Value, text: Text): string {
  if (value.kind === 'null') return text('results.cellIsNull')
  return value.sizeBytes === 0 ? text('results.cellIsEmpty') : formatBytes(value.sizeBytes)
}
