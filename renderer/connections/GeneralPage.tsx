import type { DriverInfo } from '../../contract/drivers.ts'
import { DriverIcon } from '../app/DriverIcon.tsx'
import { useText } from '../text/text.ts'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import { ColourField } from './ColourField.tsx'
import type { PageProps } from './ConnectionForm.tsx'
import styles from './ConnectionForm.module.css'
import { suggestedName, withDriver } from './draft.ts'
import { DriverFields } from './DriverFields.tsx'
import { environments } from './environments.ts'
import { FolderField } from './FolderDialog.tsx'
import { SecretStorageNote } from './SecretStorageNote.tsx'

/** Where and as whom to connect, and how the connection is told from others. */
export function GeneralPage({ drivers, ...props }: PageProps & { drivers: readonly DriverInfo[] }) {
  const { draft, driver, onChange } = props
  const text = useText()
  const hasSecrets = driver.profileFields.some(({ kind }) => kind === 'secret')
  return (
    <>
      <div className={styles.address}>
        <Select
          label={text('connections.databaseType')}
          icon={<DriverIcon icon={driver.icon} />}
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
        <DriverFields page="general" {...props} />
      </div>
      {hasSecrets && <SecretStorageNote />}
      <div className={styles.pair}>
        <div>
          <FolderField
            value={draft.folder}
            onChange={(folder) => onChange((current) => ({ ...current, folder }))}
          />
        </div>
        <ColourField
          value={draft.colour}
          onChange={(colour) => onChange((current) => ({ ...current, colour }))}
        />
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
          {driver.capabilities.transactions && (
            <Checkbox
              label={text('connections.commitsManually')}
              help={text('connections.commitsManuallyHelp')}
              isChecked={draft.commitsManually}
              onChange={(commitsManually) =>
                onChange((current) => ({ ...current, commitsManually }))
              }
            />
          )}
        </div>
      </div>
    </>
  )
}
