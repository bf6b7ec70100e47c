import { useState } from 'react'
import type { DriverInfo } from '../../contract/drivers.ts'
import type { Profile, SshSettings } from '../../contract/profiles.ts'
import { SSH_PASSPHRASE, SSH_PASSWORD } from '../../contract/ssh.ts'
import { api } from '../api/api.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { useText, type Text } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/TextField.tsx'
import { isAsked } from './formPages.ts'
import styles from './PassphraseDialog.module.css'
import { SecretStorageNote } from './SecretStorageNote.tsx'
import { useSaving } from './useSaving.ts'

export type PasswordDialogProps = {
  profile: Profile
  driver: DriverInfo
  onClose: () => void
  /** Called after it is kept: what failed for want of it can be tried again. */
  onKept: () => void
}

/** Asks for what the server wanted to know and nobody had told, such as after a restart. */
export function PasswordDialog({ profile, driver, onClose, onKept }: PasswordDialogProps) {
  const text = useText()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const { isSaving, error, save } = useSaving(() => {
    onClose()
    onKept()
  })
  const fields = [
    ...driver.profileFields.filter(
      (field) => field.kind === 'secret' && isAsked(field, driver, textsOf(profile)),
    ),
    ...(profile.ssh ? sshSecretFields(profile.ssh, text) : []),
  ]
  const secrets = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ''))
  const isGiven = Object.keys(secrets).length > 0
  return (
    <Dialog
      title={text('connections.passwordTitle', { name: profile.name })}
      width="small"
      onClose={onClose}
      onSubmit={() => isGiven && save(() => api.call('profiles.save', { profile, secrets }))}
      notice={error && <Banner severity="error">{errorLine(error)}</Banner>}
      footer={
        <>
          <Button onClick={onClose}>{text('common.cancel')}</Button>
          <Button variant="primary" type="submit" disabled={!isGiven || isSaving}>
            {text('connections.connect')}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        {fields.map(({ name, label }) => (
          <TextField
            key={name}
            label={label}
            type="password"
            autoComplete="current-password"
            value={typed[name] ?? ''}
            onChange={(value) => setTyped((known) => ({ ...known, [name]: value }))}
          />
        ))}
        <SecretStorageNote />
      </div>
    </Dialog>
  )
}

const textsOf = ({ fields }: Profile): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]))

const sshSecretFields = ({ method }: SshSettings, text: Text) =>
  ({
    password: [{ name: SSH_PASSWORD, label: text('connections.sshPassword') }],
    key: [{ name: SSH_PASSPHRASE, label: text('connections.sshPassphrase') }],
    agent: [],
  })[method]
