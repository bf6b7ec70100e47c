import type { ImportTargetInfo, InspectedFile } from '../../contract/imports.ts'
import { formatBytes } from '../results/formatAmounts.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { ErrorText } from '../ui/ErrorText.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { TextField } from '../ui/TextField.tsx'
import { type ImportDraft, rejectLimit } from './importDraft.ts'
import styles from './ImportWizard.module.css'
import type { Asked } from './useAsked.ts'

type TargetStepProps = {
  draft: ImportDraft
  file: InspectedFile
  target: Asked<ImportTargetInfo>
  /** The place has keys and no tables. */
  isOfKeys: boolean
  onChange: (change: Partial<ImportDraft>) => void
}

/** Which table or prefix of keys, the statement that makes it, and what happens to rows that do not fit. */
export function TargetStep({ draft, file, target, isOfKeys, onChange }: TargetStepProps) {
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
          {!isOfKeys && (
            <TextField
              label={text('imports.schema')}
              value={draft.schema}
              onChange={(schema) => onChange({ schema })}
            />
          )}
          <TextField
            label={text(isOfKeys ? 'imports.keyPrefix' : 'imports.table')}
            value={draft.table}
            onChange={(table) => onChange({ table })}
            help={isOfKeys ? text('imports.keyPrefixHelp') : undefined}
            error={draft.table.trim() === '' ? text('imports.tableMissing') : undefined}
          />
        </div>
      )}
      {draft.creates && (
        <Ddl target={target} caption={text(isOfKeys ? 'imports.keyCommand' : 'imports.ddl')} />
      )}
      {isOfKeys && <p className={styles.dim}>{text('imports.keysNote')}</p>}
      <div className={styles.options}>
        <TextField
          label={text('imports.maxRejects')}
          value={draft.maxRejects}
          inputMode="numeric"
          onChange={(maxRejects) => onChange({ maxRejects })}
          help={text(isOfKeys ? 'imports.maxRejectsHelpKeys' : 'imports.maxRejectsHelp')}
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
  return (
    <figure className={styles.ddl}>
      <figcaption>{caption}</figcaption>
      <pre>{target.value?.ddl ?? ''}</pre>
    </figure>
  )
}
