import { useState } from 'react'
import type { ProfileField } from '../../contract/drivers.ts'
import type { KeptSecrets } from '../../contract/profiles.ts'
import { api } from '../api/api.ts'
import { useHost } from '../app/hostStore.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import { toast } from '../ui/toast.ts'
import { BrowseDialog } from './BrowseDialog.tsx'
import type { Draft, DraftChange } from './draft.ts'
import styles from './DriverField.module.css'
import { SecretField } from './SecretField.tsx'

export type DriverFieldProps = {
  field: ProfileField
  draft: Draft
  error: string | undefined
  kept: KeptSecrets | null
  onChange: (change: DraftChange) => void
}

/** One entry of the form as the driver describes it. */
export function DriverField({ field, draft, error, kept, onChange }: DriverFieldProps) {
  const { name, label, kind, help, placeholder, isRequired, choices = [] } = field
  const value = draft.fields[name] ?? ''
  const set = (next: string) =>
    onChange((current) => ({ ...current, fields: { ...current.fields, [name]: next } }))
  switch (kind) {
    case 'secret':
      return <SecretField field={field} draft={draft} kept={kept} onChange={onChange} />
    case 'choice':
      return (
        <Select
          label={label}
          help={help}
          error={error}
          value={value}
          options={choices}
          onChange={set}
        />
      )
    case 'file':
      return (
        <FileField
          label={label}
          help={help}
          placeholder={placeholder}
          isRequired={isRequired}
          value={value}
          error={error}
          onChange={set}
        />
      )
    default:
      return (
        <TextField
          label={label}
          help={help}
          error={error}
          value={value}
          onChange={set}
          {...(placeholder && { placeholder })}
          {...(kind === 'number' && { inputMode: 'numeric' as const })}
          required={isRequired}
        />
      )
  }
}

/** A path, chosen with the host's own dialog where it has one, else by going through its folders. */
export function FileField({
  label,
  help,
  placeholder,
  isRequired,
  value,
  error,
  onChange,
}: Pick<ProfileField, 'label' | 'isRequired'> & {
  help: string | undefined
  placeholder: string | undefined
  value: string
  error: string | undefined
  onChange: (value: string) => void
}) {
  const text = useText()
  const hasDialogs = useHost()?.hasFileDialogs ?? false
  const [isBrowsing, setBrowsing] = useState(false)
  const choose = () => {
    if (!hasDialogs) return setBrowsing(true)
    api.call('workspace.chooseOpenPath', {}).then(
      (path) => path !== null && onChange(path),
      (problem: Error) => toast(errorLine(problem), 'error'),
    )
  }
  return (
    <div className={styles.file}>
      <TextField
        label={label}
        help={help}
        error={error}
        value={value}
        onChange={onChange}
        {...(placeholder && { placeholder })}
        required={isRequired}
      />
      <Button
        className={styles.choose}
        aria-label={text('connections.chooseFileFor', { field: label })}
        onClick={choose}
      >
        {text('connections.chooseFile')}
      </Button>
      {isBrowsing && (
        <BrowseDialog
          title={text('connections.chooseFileFor', { field: label })}
          startPath={value}
          onChosen={onChange}
          onClose={() => setBrowsing(false)}
        />
      )}
    </div>
  )
}
