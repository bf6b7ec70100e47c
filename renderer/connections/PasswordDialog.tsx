import { useEffect, useRef, useState } from 'react'
import type { DriverInfo } from '../../contract/drivers.ts'
import type { WorkbenchError } from '../../contract/errors.ts'
import type { Profile, SshSettings } from '../../contract/profiles.ts'
import { jumpPassphrase, jumpPassword, SSH_PASSPHRASE, SSH_PASSWORD } from '../../contract/ssh.ts'
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

/**
 * Asks for what the server wants to know and nobody has told, such as after a restart. Closes once the
 * server has taken it, or could not be asked; while it refuses, one can type anew.
 */
export function PasswordDialog({ profile, driver, onClose, onKept }: PasswordDialogProps) {
  const text = useText()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const firstField = useRef<HTMLInputElement>(null)
  const leaving = useRef(new AbortController())
  const { isSaving, error, save } = useSaving(() => {
    onClose()
    onKept()
  })
  const isRefused = error?.code === 'authentication-failed'
  // Each refusal is an error of its own.
  useEffect(() => {
    if (error?.code === 'authentication-failed') firstField.current?.focus()
  }, [error])
  const fields = [
    ...driver.profileFields.filter(
      (field) => field.kind === 'secret' && isAsked(field, driver, textsOf(profile)),
    ),
    ...(profile.ssh ? sshSecretFields(profile.ssh, text) : []),
  ]
  const secrets = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ''))
  const isGiven = Object.keys(secrets).length > 0

  async function connect(): Promise<void> {
    const { signal } = leaving.current
    try {
      await tryOut({ profile, secrets }, signal)
    } catch (refusal) {
      setTyped({})
      throw refusal
    }
    await api.call('profiles.save', { profile, secrets }, { signal })
  }
  function leave(): void {
    leaving.current.abort()
    onClose()
  }

  return (
    <Dialog
      title={text('connections.passwordTitle', { name: profile.name })}
      width="small"
      onClose={leave}
      onSubmit={() => isGiven && !isSaving && save(connect)}
      notice={error && <Refusal error={error} isRefused={isRefused} />}
      footer={
        <>
          <Button onClick={leave}>{text('common.cancel')}</Button>
          <Button variant="primary" type="submit" disabled={!isGiven || isSaving}>
            {text(isSaving ? 'connections.connecting' : 'connections.connect')}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        {fields.map(({ name, label }, index) => (
          <TextField
            key={name}
            ref={index === 0 ? firstField : undefined}
            readOnly={isSaving}
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

function Refusal({ error, isRefused }: { error: WorkbenchError; isRefused: boolean }) {
  const text = useText()
  return (
    <Banner severity="error">
      {isRefused && `${text('connections.passwordRefused')} `}
      {errorLine(error)}
    </Banner>
  )
}

/** Throws where the server does not let in with these; what else may be in the way is told later. */
async function tryOut(
  given: { profile: Profile; secrets: Readonly<Record<string, string>> },
  signal: AbortSignal,
): Promise<void> {
  try {
    await api.call('profiles.test', given, { signal })
  } catch (error) {
    const isRefused = (error as WorkbenchError).code === 'authentication-failed'
    if (isRefused || signal.aborted) throw error
  }
}

const textsOf = ({ fields }: Profile): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]))

const sshSecretFields = ({ method, jumpLogins }: SshSettings, text: Text) => [
  ...jumpLogins.flatMap((login) => {
    const { jump } = login
    if (login.method === 'password')
      return { name: jumpPassword(jump), label: text('connections.jumpPassword', { jump }) }
    if (login.method === 'agent') return []
    return { name: jumpPassphrase(jump), label: text('connections.jumpPassphrase', { jump }) }
  }),
  ...{
    password: [{ name: SSH_PASSWORD, label: text('connections.sshPassword') }],
    key: [{ name: SSH_PASSPHRASE, label: text('connections.sshPassphrase') }],
    agent: [],
  }[method],
]
