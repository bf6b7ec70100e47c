import { blockRowCount, type CellBlock } from '../../contract/cellBlocks.ts'
import { api } from '../api/api.ts'
import {
  COMPRESSIONS,
  exportFormats,
  type CsvOptions,
  type ExportCompression,
  type ExportFormat,
} from '../../contract/exports.ts'
import type { ParameterValue } from '../../contract/parameters.ts'
import { useText, type Text } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import styles from './ExportForm.module.css'
import { FormatFields } from './FormatFields.tsx'
import type { ResultState } from './runState.ts'

export type ExportChoices = CsvOptions & {
  readonly format: ExportFormat
  readonly compression: ExportCompression
  /** Of INSERT statements. */
  readonly driverId: string
  readonly table: string
  readonly target: 'download' | 'file'
  readonly path: string
}

/** What is written: rows that are there, or those of statements still to be run. */
export type ExportSource =
  /** `block`: these cells; left out: all of them. */
  | {
      readonly kind: 'result'
      readonly result: ResultState
      readonly block?: CellBlock | undefined
      /** Changes of the rows are staged, which are not written. */
      readonly isStaged?: boolean
    }
  | {
      readonly kind: 'query'
      readonly statements: readonly string[]
      readonly parameters: readonly ParameterValue[]
    }

type ExportFormProps = {
  choices: ExportChoices
  onChange: (change: Partial<ExportChoices>) => void
  source: ExportSource
  fileName: string
  hasFileDialogs: boolean
  isPathMissing: boolean
}

const FORMAT_LABELS = {
  csv: 'results.formatCsv',
  json: 'results.formatJson',
  ndjson: 'results.formatNdjson',
  markdown: 'results.formatMarkdown',
  sql: 'results.formatSql',
  xlsx: 'results.formatXlsx',
  parquet: 'results.formatParquet',
  arrow: 'results.formatArrow',
} as const satisfies Record<ExportFormat, string>

/** What a format does with values that it has no exact form for. */
function formatHelp(format: ExportFormat, text: Text): string | undefined {
  if (format === 'xlsx') return text('results.formatXlsxHelp')
  const keepsTypes = format === 'arrow' || format === 'parquet'
  return keepsTypes ? text('results.formatTypedHelp') : undefined
}

/** What is written, and where to. */
export function ExportForm(props: ExportFormProps) {
  const text = useText()
  const { choices, onChange, source } = props
  return (
    <div className={styles.form}>
      {source.kind === 'result' ? (
        <ResultNote
          state={source.block ? 'complete' : source.result.state}
          rowCount={source.block ? blockRowCount(source.block) : source.result.rowCount}
        />
      ) : (
        <QueryNote statements={source.statements} />
      )}
      {source.kind === 'result' && source.isStaged && (
        <Banner severity="warning">{text('results.exportAsStored')}</Banner>
      )}
      <Select
        label={text('results.format')}
        value={choices.format}
        options={exportFormats.map((format) => ({
          value: format,
          label: text(FORMAT_LABELS[format]),
        }))}
        help={formatHelp(choices.format, text)}
        onChange={(format) => onChange({ format, compression: COMPRESSIONS[format][0]! })}
      />
      <FormatFields choices={choices} onChange={onChange} />
      <TargetFields {...props} />
    </div>
  )
}

function ResultNote({ state, rowCount }: Pick<ResultState, 'state' | 'rowCount'>) {
  const text = useText()
  const rows = text('results.rows', { count: rowCount })
  switch (state) {
    case 'streaming':
      return <Banner severity="info">{text('results.exportRunning')}</Banner>
    case 'partial':
      return <Banner severity="warning">{text('results.exportPartial', { rows })}</Banner>
    case 'complete':
      return <p className={styles.rows}>{text('results.exportRows', { rows })}</p>
  }
}

function QueryNote({ statements }: { statements: readonly string[] }) {
  const text = useText()
  return (
    <>
      <p className={styles.rows}>{text('results.exportQueryHelp')}</p>
      <pre className={styles.statements}>{statements.join(';\n')}</pre>
    </>
  )
}

function TargetFields(props: ExportFormProps) {
  const text = useText()
  const { choices, onChange, fileName, hasFileDialogs } = props
  return (
    <>
      {!hasFileDialogs && (
        <Select
          label={text('results.target')}
          value={choices.target}
          options={[
            { value: 'download', label: text('results.targetDownload') },
            { value: 'file', label: text('results.targetFile') },
          ]}
          help={choices.target === 'download' ? fileName : undefined}
          onChange={(target) => onChange({ target })}
        />
      )}
      {choices.target === 'file' && <PathField {...props} />}
    </>
  )
}

function PathField({
  choices,
  onChange,
  fileName,
  hasFileDialogs,
  isPathMissing,
}: ExportFormProps) {
  const text = useText()
  const choose = async (): Promise<void> => {
    const path = await api.call('workspace.chooseSavePath', { suggestedName: fileName })
    if (path !== null) onChange({ path })
  }
  return (
    <div className={styles.path}>
      <TextField
        label={text('results.path')}
        value={choices.path}
        onChange={(path) => onChange({ path })}
        help={text('results.pathHelp', { example: `/home/me/${fileName}` })}
        error={isPathMissing ? text('results.pathMissing') : undefined}
      />
      {hasFileDialogs && (
        <Button onClick={() => void choose()}>{text('results.chooseFile')}</Button>
      )}
    </div>
  )
}
