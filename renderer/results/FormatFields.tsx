import { COMPRESSIONS, type ExportCompression } from '../../contract/exports.ts'
import { useDrivers } from '../app/profilesStore.ts'
import { useText } from '../text/text.ts'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import type { ExportChoices } from './ExportForm.tsx'
import styles from './ExportForm.module.css'

type FieldsProps = {
  choices: ExportChoices
  onChange: (change: Partial<ExportChoices>) => void
}

/** The options of the chosen format. */
export function FormatFields(props: FieldsProps) {
  const { format } = props.choices
  return (
    <>
      {format === 'csv' && <CsvFields {...props} />}
      {format === 'sql' && <InsertFields {...props} />}
      {COMPRESSIONS[format].length > 1 && <CompressionField {...props} />}
    </>
  )
}

function CsvFields(props: FieldsProps) {
  const { choices, onChange } = props
  const text = useText()
  return (
    <>
      <CsvShapeFields {...props} />
      <Checkbox
        label={text('results.hasHeader')}
        isChecked={choices.hasHeader}
        onChange={(hasHeader) => onChange({ hasHeader })}
      />
      <fieldset className={styles.group}>
        <legend>{text('results.forSpreadsheets')}</legend>
        <Checkbox
          label={text('results.byteOrderMark')}
          isChecked={choices.hasByteOrderMark}
          onChange={(hasByteOrderMark) => onChange({ hasByteOrderMark })}
        />
        <Checkbox
          label={text('results.guardsFormulas')}
          help={text('results.guardsFormulasHelp')}
          isChecked={choices.guardsFormulas}
          onChange={(guardsFormulas) => onChange({ guardsFormulas })}
        />
      </fieldset>
    </>
  )
}

function CsvShapeFields({ choices, onChange }: FieldsProps) {
  const text = useText()
  return (
    <>
      <div className={styles.pair}>
        <Select
          label={text('results.separator')}
          value={choices.separator}
          options={[
            { value: ',', label: text('results.separatorComma') },
            { value: ';', label: text('results.separatorSemicolon') },
            { value: '\t', label: text('results.separatorTab') },
            { value: '|', label: text('results.separatorPipe') },
          ]}
          onChange={(separator) => onChange({ separator })}
        />
        <TextField
          label={text('results.nullText')}
          help={text('results.nullTextHelp')}
          value={choices.nullText}
          onChange={(nullText) => onChange({ nullText })}
        />
      </div>
      <div className={styles.pair}>
        <Select
          label={text('results.quoting')}
          value={choices.quoting}
          options={[
            { value: 'needed', label: text('results.quotingNeeded') },
            { value: 'always', label: text('results.quotingAlways') },
          ]}
          onChange={(quoting) => onChange({ quoting })}
        />
        <Select
          label={text('results.lineEnd')}
          value={choices.lineEnd}
          options={[
            { value: 'lf', label: text('results.lineEndLf') },
            { value: 'crlf', label: text('results.lineEndCrlf') },
          ]}
          onChange={(lineEnd) => onChange({ lineEnd })}
        />
      </div>
    </>
  )
}

function InsertFields({ choices, onChange }: FieldsProps) {
  const text = useText()
  const drivers = useDrivers().filter(({ dialect }) => dialect.literals)
  return (
    <div className={styles.pair}>
      <TextField
        label={text('results.insertTable')}
        value={choices.table}
        help={text('results.insertTableHelp')}
        onChange={(table) => onChange({ table })}
      />
      <Select
        label={text('results.insertDialect')}
        value={choices.driverId}
        options={drivers.map(({ id, label }) => ({ value: id, label }))}
        onChange={(driverId) => onChange({ driverId })}
      />
    </div>
  )
}

const COMPRESSION_LABELS: Record<Exclude<ExportCompression, 'none'>, string> = {
  gzip: 'gzip',
  zstd: 'Zstandard',
  snappy: 'Snappy',
}

function CompressionField({ choices, onChange }: FieldsProps) {
  const text = useText()
  return (
    <Select
      label={text('results.compression')}
      value={choices.compression}
      options={COMPRESSIONS[choices.format].map((value) => ({
        value,
        label: value === 'none' ? text('results.compressionNone') : COMPRESSION_LABELS[value],
      }))}
      onChange={(compression) => onChange({ compression })}
    />
  )
}
