import type { ProfileField } from '../../contract/drivers.ts'
import type { KeptSecrets } from '../../contract/profiles.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'
import type { Draft, DraftChange } from './draft.ts'
import styles from './SecretField.module.css'

export type SecretFieldProps = {
  field: ProfileField
  draft: Draft
  /** What main has of a connection that was saved before; null: not saved, or not known yet. */
  kept: KeptSecrets | null
  onChange: (change: DraftChange) => void
}

/**
 * A password: masked, and never sent to the window. Left alone it stays as main keeps it; typing
 * replaces it, and it can be forgotten.
 */
export function SecretField({ field, draft, kept, onChange }: SecretFieldProps) {
  const text = useText()
  const { name, label, help } = field
  const typed = draft.secrets[name]
  const isForgotten = typed === null
  const state = kept === null ? 'unknown' : (kept[name] ?? 'none')
  const isKept = state === 'kept' || state === 'unreadable'

  function set(value: string | null): void {
    onChange((current) => {
      const { [name]: _before, ...others } = current.secrets
      return { ...current, secrets: value === '' ? others : { ...others, [name]: value } }
    })
  }

  return (
    <div className={styles.secret}>
      <TextField
        label={label}
        help={isForgotten ? text('connections.secretForgotten') : help}
        type="password"
        autoComplete="new-password"
        placeholder={isForgotten || state === 'unknown' ? '' : text(placeholders[state])}
        value={typed ?? ''}
        onChange={set}
      />
      {(isKept || isForgotten) && (
        <Button
          variant="quiet"
          className={styles.forget}
          onClick={() => set(isForgotten ? '' : null)}
        >
          {text(isForgotten ? 'connections.keepSecret' : 'connections.forgetSecret')}
        </Button>
      )}
    </div>
  )
}

const placeholders = {
  kept: 'connections.secretUntouched',
  unreadable: 'connections.secretUnreadable',
  none: 'connections.secretNone',
} as const
