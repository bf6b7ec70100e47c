import { Copy } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { toWireError, type WireError } from '../../contract/errors.ts'
import { formatBytes } from '../results/formatAmounts.ts'
import type { ResultState } from '../results/runState.ts'
import { useText, type Text } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorText } from '../ui/ErrorText.tsx'
import type { CellPlace } from '../ui/moveFocus.ts'
import { Select } from '../ui/Select.tsx'
import styles from './CellViewer.module.css'
import { copyCell } from './copyCell.ts'
import { readValue, type Value } from './readValue.ts'
import { SHOWN_BYTES, shownAs, viewsOf, type ValueView } from './valueView.ts'

type CellViewerProps = { result: ResultState; place: CellPlace; onClose: () => void }

/** The value of one cell as text, JSON or bytes. */
export function CellViewer({ result, place, onClose }: CellViewerProps) {
  const text = useText()
  const { value, error } = useValue(result, place)
  const column = result.columns[place.column]
  const name = column?.name || text('results.unnamedColumn', { number: place.column + 1 })
  return (
    <Dialog
      title={text('results.openCell', { row: place.row + 1, column: name })}
      onClose={onClose}
      width="large"
      footer={
        <>
          <Button
            icon={Copy}
            disabled={!value}
            onClick={() => void copyCell(result, place, () => null, text)}
          >
            {text('common.copy')}
          </Button>
          <Button variant="primary" onClick={onClose}>
            {text('common.close')}
          </Button>
        </>
      }
    >
      {error && (
        <Banner severity="error">
          <ErrorText error={error} />
        </Banner>
      )}
      {!error && <ValueBox value={value} serverType={column?.serverType ?? ''} />}
    </Dialog>
  )
}

const VIEW_LABELS = {
  text: 'results.viewText',
  json: 'results.viewJson',
  hex: 'results.viewHex',
} as const

/** `value` null: on its way. */
function ValueBox({ value, serverType }: { value: Value | null; serverType: string }) {
  const text = useText()
  const views = useMemo(() => (value ? viewsOf(value) : []), [value])
  const [chosen, setChosen] = useState<ValueView | null>(null)
  const view = chosen ?? views[0] ?? 'text'
  const shown = useMemo(() => (value ? shownAs(value, view) : null), [value, view])
  return (
    <div className={styles.value}>
      <div className={styles.facts}>
        {views.length > 1 && (
          <Select
            label={text('results.cellView')}
            isLabelHidden
            value={view}
            options={views.map((each) => ({ value: each, label: text(VIEW_LABELS[each]) }))}
            onChange={setChosen}
          />
        )}
        <span>{[serverType, value && factOf(value, text)].filter(Boolean).join(' · ')}</span>
      </div>
      <textarea
        readOnly
        className={styles.text}
        aria-label={text('results.cellValue')}
        aria-busy={value === null}
        data-view={view}
        spellCheck={false}
        wrap={view === 'hex' ? 'off' : 'soft'}
        value={shown?.text ?? ''}
      />
      {shown?.isCut && (
        <p className={styles.note}>
          {text('results.cellCut', { size: formatBytes(shown.shownBytes) })}
        </p>
      )}
    </div>
  )
}

/** The size of a value, or that there is none. */
function factOf(value: Value, text: Text): string {
  if (value.kind === 'null') return text('results.cellIsNull')
  return value.sizeBytes === 0 ? text('results.cellIsEmpty') : formatBytes(value.sizeBytes)
}

type ValueState = { value: Value | null; error: WireError | null }

function useValue(result: ResultState, place: CellPlace): ValueState {
  const [state, setState] = useState<ValueState>({ value: null, error: null })
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    readValue(result, place, { limitBytes: SHOWN_BYTES, signal }).then(
      (value) => !signal.aborted && setState({ value, error: null }),
      (error: unknown) => !signal.aborted && setState({ value: null, error: toWireError(error) }),
    )
    return () => controller.abort()
    // The value of a stored row never changes; the result around it may grow.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [result.resultId, place])
  return state
}
