import { environments } from './environments.ts'
import type { DriverInfo, ProfileField } from '../../contract/drivers.ts'
import type { WorkbenchError } from '../../contract/errors.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { useText } from '../text/text.ts'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import type { DraftProblems } from './checkDraft.ts'
import styles from './ConnectionForm.module.css'
import { suggestedName, withDriver, type Draft, type DraftChange } from './draft.ts'
import { DriverField } from './DriverField.tsx'
import { PoolSection } from './PoolSection.tsx'
import { ServersSection } from './ServersSection.tsx'
import { SecretStorageNote } from './SecretStorageNote.tsx'

export type ConnectionFormProps = {
  draft: Draft
  driver: DriverInfo
  drivers: readonly DriverInfo[]
  isKnown: boolean
  problems: DraftProblems
  urlField: {
    url: string
    error: WorkbenchError | null
    change: (url: string, isPasted?: boolean) => void
    leave: () => Promise<void>
  }
  onChange: (change: DraftChange) => void
}

/** The form of a connection; what a database asks for is drawn from what its driver says. */
export function ConnectionForm({
  draft,
  driver,
  drivers,
  isKnown,
  problems,
  urlField,
  onChange,
}: ConnectionFormProps) {
  const text = useText()
  const hasSecrets = driver.profileFields.some(({ kind }) => kind === 'secret')
  return (
    <div className={styles.form}>
      <TextField
        label={text('connections.connectionUrl')}
        placeholder={driver.urlExample}
        help={text('connections.urlHelp')}
        error={urlField.error ? errorLine(urlField.error) : undefined}
        value={urlField.url}
        onChange={(url) => urlField.change(url)}
        onPaste={(event) => {
          const input = event.currentTarget
          if (input.selectionStart !== 0 || input.selectionEnd !== input.value.length) return
          event.preventDefault()
          urlField.change(event.clipboardData.getData('text').trim(), true)
        }}
        onBlur={() => void urlField.leave()}
      />
      <div className={styles.pair}>
        <Select
          label={text('connections.databaseType')}
          value={draft.driverId}
          options={drivers.map(({ id, label }) => ({ value: id, label }))}
          onChange={(driverId) => {
            const next = drivers.find(({ id }) => id === driverId)
            if (next) onChange((current) => withDriver(current, next, driver))
          }}
        />
        <TextField
          label={text('connections.name')}
          placeholder={suggestedName(draft, driver) || text('connections.namePlaceholder')}
          value={draft.name}
          onChange={(name) => onChange((current) => ({ ...current, name }))}
        />
      </div>
      <div className={styles.pair}>
        {driver.profileFields.map((field) => (
          <div key={field.name} className={isWide(field) ? styles.wide : undefined}>
            <DriverField
              field={field}
              draft={draft}
              error={problems[field.name]}
              isKnown={isKnown}
              onChange={onChange}
            />
          </div>
        ))}
      </div>
      {hasSecrets && <SecretStorageNote />}
      <div className={styles.pair}>
        <Select
          label={text('connections.environment')}
          help={text('connections.environmentHelp')}
          value={draft.environment}
          options={environments.map((value) => ({
            value,
            label: text(`connections.environment_${value}`),
          }))}
          onChange={(environment) => onChange((current) => ({ ...current, environment }))}
        />
        <div className={styles.check}>
          <Checkbox
            label={text('connections.readOnly')}
            help={text('connections.readOnlyHelp')}
            isChecked={draft.isReadOnly}
            onChange={(isReadOnly) => onChange((current) => ({ ...current, isReadOnly }))}
          />
        </div>
        <TextField
          label={text('connections.connectTimeout')}
          help={text('connections.connectTimeoutHelp')}
          error={problems['connectTimeout']}
          inputMode="decimal"
          unit={text('connections.seconds')}
          value={draft.connectTimeout}
          onChange={(connectTimeout) => onChange((current) => ({ ...current, connectTimeout }))}
        />
        <TextField
          label={text('connections.statementTimeout')}
          help={text('connections.statementTimeoutHelp')}
          error={problems['statementTimeout']}
          inputMode="decimal"
          unit={text('connections.seconds')}
          value={draft.statementTimeout}
          onChange={(statementTimeout) => onChange((current) => ({ ...current, statementTimeout }))}
        />
        <TextField
          label={text('connections.keptAnswers')}
          help={text('connections.keptAnswersHelp')}
          error={problems['keptAnswers']}
          inputMode="decimal"
          unit="MiB"
          value={draft.keptAnswers}
          onChange={(keptAnswers) => onChange((current) => ({ ...current, keptAnswers }))}
        />
      </div>
      <ServersSection draft={draft} driver={driver} problems={problems} onChange={onChange} />
      <PoolSection draft={draft} problems={problems} onChange={onChange} />
    </div>
  )
}

/** A path needs room, where it is what the connection is about. */
const isWide = ({ kind, isRequired }: ProfileField) => kind === 'file' && isRequired
