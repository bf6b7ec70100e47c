import { useState } from 'react'
import {
  isValidParameter,
  PARAMETER_TYPES,
  type ParameterType,
} from '../../../contract/parameterTypes.ts'
import type { ParameterValue } from '../../../contract/parameters.ts'
import { useText, type TextKey } from '../../text/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useAskedParameters } from './askParameters.ts'
import { valueOfRow, withText, withType, type ParameterRow } from './parameterRows.ts'
import styles from './ParametersDialog.module.css'

/** Asks for the values of placeholders before a run. Once in the window. */
export function ParametersDialog() {
  const { asked } = useAskedParameters()
  return asked && <ParametersForm {...asked} />
}

type ParametersFormProps = {
  rows: readonly ParameterRow[]
  answer: (values: ParameterValue[] | null) => void
}

function ParametersForm({ rows: initial, answer }: ParametersFormProps) {
  const text = useText()
  const [rows, setRows] = useState(initial)
  const [isTried, setIsTried] = useState(false)
  const change = (changed: ParameterRow): void =>
    setRows((known) => known.map((row) => (row.name === changed.name ? changed : row)))
  const run = (): void => {
    if (rows.every(isValidParameter)) answer(rows.map(valueOfRow))
    else setIsTried(true)
  }
  return (
    <Dialog
      title={text('parameters.title')}
      onClose={() => answer(null)}
      onSubmit={run}
      footer={
        <>
          <Button onClick={() => answer(null)}>{text('common.cancel')}</Button>
          <Button variant="primary" type="submit">
            {text('editor.run')}
          </Button>
        </>
      }
    >
      <div className={styles.rows}>
        {/* All values before all types: Tab goes from one value to the next. */}
        {rows.map((row, index) => (
          <div key={row.name} className={styles.value} style={{ gridRow: index + 1 }}>
            <ValueField row={row} isTried={isTried} onChange={change} />
          </div>
        ))}
        {rows.map((row, index) => (
          <div key={row.name} className={styles.type} style={{ gridRow: index + 1 }}>
            <TypeSelect row={row} onChange={change} />
          </div>
        ))}
      </div>
    </Dialog>
  )
}

type LineProps = { row: ParameterRow; onChange: (row: ParameterRow) => void }

function ValueField({ row, isTried, onChange }: LineProps & { isTried: boolean }) {
  const text = useText()
  if (row.type === 'boolean')
    return (
      <Select
        label={row.label}
        value={row.text}
        options={BOOLEANS}
        onChange={(value) => onChange({ ...row, text: value })}
      />
    )
  const isWrong = isTried && !isValidParameter(row)
  return (
    <TextField
      label={row.label}
      value={row.type === 'null' ? '' : row.text}
      placeholder={row.type === 'null' ? 'NULL' : row.type === 'date' ? 'YYYY-MM-DD' : ''}
      error={isWrong ? text(WRONG[row.type], { name: row.label }) : undefined}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(typed) => onChange(withText(row, typed))}
    />
  )
}

function TypeSelect({ row, onChange }: LineProps) {
  const text = useText()
  return (
    <Select
      label={text('parameters.typeOf', { name: row.label })}
      isLabelHidden
      value={row.type}
      options={PARAMETER_TYPES.map((type) => ({ value: type, label: text(TYPES[type]) }))}
      onChange={(type) => onChange(withType(row, type))}
    />
  )
}

const BOOLEANS = ['true', 'false'].map((value) => ({ value, label: value }))

const TYPES: Record<ParameterType, TextKey> = {
  text: 'parameters.text',
  number: 'parameters.number',
  date: 'parameters.date',
  boolean: 'parameters.boolean',
  null: 'parameters.null',
}

const WRONG: Record<ParameterType, TextKey> = {
  text: 'parameters.text',
  number: 'parameters.noNumber',
  date: 'parameters.noDate',
  boolean: 'parameters.boolean',
  null: 'parameters.null',
}
