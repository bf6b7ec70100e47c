import type { SchemaInfo } from '../../contract/explorer.ts'
import type { ImportTargetInfo, InspectedFile } from '../../contract/imports.ts'
import type { KnownPointColumn } from '../../contract/pointColumns.ts'
import { formatBytes } from '../results/formatAmounts.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { ErrorText } from '../ui/ErrorText.tsx'
import { Select } from '../ui/Select.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { TextField } from '../ui/TextField.tsx'
import { type ImportDraft, rejectLimit } from './importDraft.ts'
import type { RowsBecome } from './importPlaces.ts'
import styles from './ImportWizard.module.css'
import type { Asked } from './useAsked.ts'
import type { PlaceWords } from './wordsFor.ts'

type TargetStepProps = {
  draft: ImportDraft
  file: InspectedFile
  target: Asked<ImportTargetInfo>
  kind: RowsBecome
  words: PlaceWords
  schemas: readonly SchemaInfo[]
  conflicts: readonly KnownPointColumn[]
  onChange: (change: Partial<ImportDraft>) => void
}

/** Which table, keys or measurement, what is written, and what happens to rows that do not fit. */
export function TargetStep({
  draft,
  file,
  target,
  kind,
  words,
  schemas,
  conflicts,
  onChange,
}: TargetStepProps) {
  const text = useText()
  const isLimitWrong = rejectLimit(draft) === null
  const rows = text('results.rows', { count: file.rowCount })
  return (
    <>
      <p className={styles.dim}>
        {text('imports.summary', { rows, size: formatBytes(file.sizeBytes), name: draft.fileName })}
      </p>
      {draft.creates && (
        <div className={styles.options}>
          {kind === 'points' && (
            <Select
              label={text('imports.database')}
              value={draft.schema}
              placeholder={text('imports.noDatabase')}
              options={schemas
                .filter(({ isSystem }) => !isSystem)
                .map(({ name }) => ({ value: name, label: name }))}
              onChange={(schema) => onChange({ schema })}
            />
          )}
          {kind === 'tables' && (
            <TextField
              label={text('imports.schema')}
              value={draft.schema}
              onChange={(schema) => onChange({ schema })}
            />
          )}
          <TextField
            label={words.place}
            value={draft.table}
            onChange={(table) => onChange({ table })}
            help={words.placeHelp}
            error={draft.table.trim() === '' ? words.placeMissing : undefined}
          />
        </div>
      )}
      {conflicts.length > 0 && (
        <Banner severity="warning">
          {conflicts.map(({ name, role }) => (
            <p key={name}>
              {text(role === 'tag' ? 'imports.isTagSoFar' : 'imports.isFieldSoFar', {
                name,
                table: draft.table.trim(),
              })}
            </p>
          ))}
        </Banner>
      )}
      {draft.creates && <Ddl target={target} caption={words.ddl} />}
      {words.note && <p className={styles.dim}>{words.note}</p>}
      <div className={styles.options}>
        <TextField
          label={text('imports.maxRejects')}
          value={draft.maxRejects}
          inputMode="numeric"
          onChange={(maxRejects) => onChange({ maxRejects })}
          help={words.maxRejectsHelp}
          error={isLimitWrong ? text('imports.maxRejectsWrong') : undefined}
        />
      </div>
    </>
  )
}

function Ddl({ target, caption }: { target: Asked<ImportTargetInfo>; caption: string }) {
  if (target.state === 'failed')
    return (
      <Banner severity="error">
        <ErrorText error={target.error} />
      </Banner>
    )
  if (target.state === 'loading') return <Skeleton lines={4} />
  if (target.state === 'idle') return null
  return (
    <figure className={styles.ddl}>
      <figcaption>{caption}</figcaption>
      <pre>{target.value?.ddl ?? ''}</pre>
    </figure>
  )
}
