import { importEncodings, type ImportFormat, importFormats } from '../../contract/imports.ts'
import { useText } from '../text/text.ts'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import type { ImportDraft } from './importDraft.ts'
import styles from './ImportWizard.module.css'

type SourceOptionsProps = {
  draft: ImportDraft
  onChange: (change: Partial<ImportDraft>) => void
  sheets: readonly string[]
}

const FORMATS = {
  csv: 'imports.formatCsv',
  ndjson: 'imports.formatNdjson',
  json: 'imports.formatJson',
  parquet: 'imports.formatParquet',
  arrow: 'imports.formatArrow',
  xlsx: 'imports.formatXlsx',
} as const satisfies Record<ImportFormat, string>

/** How the file is read: its format, and what that leaves open. */
export function SourceOptions({ draft, onChange, sheets }: SourceOptionsProps) {
  const text = useText()
  const { format, csv } = draft
  const hasHeaders = format === 'csv' || format === 'xlsx'
  return (
    <>
      <div className={styles.options}>
        <Select
          label={text('imports.format')}
          value={format}
          options={importFormats.map((each) => ({ value: each, label: text(FORMATS[each]) }))}
          onChange={(chosen) => onChange({ format: chosen, sheet: null, choices: {} })}
        />
        {format === 'csv' && <CsvFields draft={draft} onChange={onChange} />}
        {sheets.length > 1 && (
          <Select
            label={text('imports.sheet')}
            value={draft.sheet ?? sheets[0]!}
            options={sheets.map((sheet) => ({ value: sheet, label: sheet }))}
            onChange={(sheet) => onChange({ sheet, choices: {} })}
          />
        )}
      </div>
      {hasHeaders && (
        <Checkbox
          label={text('imports.hasHeader')}
          isChecked={csv.hasHeader}
          onChange={(hasHeader) => onChange({ csv: { ...csv, hasHeader }, choices: {} })}
        />
      )}
    </>
  )
}

function CsvFields({ draft, onChange }: Pick<SourceOptionsProps, 'draft' | 'onChange'>) {
  const text = useText()
  const { csv } = draft
  const change = (changed: Partial<typeof csv>) => onChange({ csv: { ...csv, ...changed } })
  return (
    <>
      <Select
        label={text('imports.separator')}
        value={csv.separator}
        options={[
          { value: ',', label: text('imports.comma') },
          { value: ';', label: text('imports.semicolon') },
          { value: '\t', label: text('imports.tab') },
          { value: '|', label: text('imports.bar') },
        ]}
        onChange={(separator) => onChange({ csv: { ...csv, separator }, choices: {} })}
      />
      <Select
        label={text('imports.quote')}
        value={csv.quote === '' ? 'none' : csv.quote}
        options={[
          { value: '"', label: '"' },
          { value: "'", label: "'" },
          { value: 'none', label: text('imports.noQuote') },
        ]}
        onChange={(quote) => change({ quote: quote === 'none' ? '' : quote })}
      />
      <Select
        label={text('imports.encoding')}
        value={csv.encoding}
        options={importEncodings.map((encoding) => ({
          value: encoding,
          label: encoding === 'auto' ? text('imports.encodingAuto') : encoding.toUpperCase(),
        }))}
        onChange={(encoding) => change({ encoding })}
      />
      <Select
        label={text('imports.decimalMark')}
        value={csv.decimalMark}
        options={[
          { value: '.', label: '1234.5' },
          { value: ',', label: '1234,5' },
        ]}
        onChange={(decimalMark) => change({ decimalMark })}
      />
      <TextField
        label={text('imports.nullText')}
        value={csv.nullText}
        placeholder={text('imports.nullNothing')}
        onChange={(nullText) => change({ nullText })}
      />
    </>
  )
}
