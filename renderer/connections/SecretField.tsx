import type { ProfileField } from '../../contract/drivers.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'
import type { Draft, DraftChange } from './draft.ts'
import styles from './SecretField.module.css'

export type SecretFieldProps = {
  field: ProfileField
  draft: Draft
  /** The connection was saved before, and main may keep a secret for it. */
  isKnown: boolean
  onChange: (change: DraftChange) => void
}

/**
 * A password: masked, and never sent to the window. Left alone it stays as main keeps it; typing
 * replaces it, and it can be forgotten.
 */
export function SecretField({ field, draft, isKnown, onChange }: SecretFieldProps) {
  const text = useText()
  const { name, label, help } = field
  const typed = draft.secrets[name]
  const isForgotten = typed === null

  function set(value: string | null): void {
    const isUntouched = value === '' && isKnown
    onChange((current) => {
      const { [name]: _before, ...others } = current.secrets
      return { ...current, secrets: isUntouched ? others : { ...others, [name]: value } }
    })
  }

  return (
    <div className={styles.secret}>
      <TextField
        label={label}
        help={isForgotten ? text('connections.secretForgotten') : help}
        type="password"
        autoComplete="new-password"
        placeholder={isKnown && !isForgotten ? text('connections.secretUntouched') : ''}
        value={typed ?? ''}
        onChange={set}
      />
      {isKnown && (
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
