import { useState } from 'react'
import { PASSPHRASE_LENGTH } from '../../contract/limits.ts'
import { api } from '../api/api.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/TextField.tsx'
import styles from './PassphraseDialog.module.css'
import { useSaving } from './useSaving.ts'

type Props = { onClose: () => void }

/** Sets the passphrase that kept passwords are sealed under, or changes it. */
export function ProtectDialog({ onClose }: Props) {
  const text = useText()
  const [passphrase, setPassphrase] = useState('')
  const [repeated, setRepeated] = useState('')
  const { isSaving, error, save } = useSaving(onClose)
  const isLong = passphrase.length >= PASSPHRASE_LENGTH.least
  const isSame = passphrase === repeated
  const submit = () =>
    isLong && isSame && save(() => api.call('profiles.protectSecrets', { passphrase }))
  return (
    <Dialog
      title={text('connections.protectTitle')}
      width="small"
      onClose={onClose}
      onSubmit={submit}
      notice={error && <Banner severity="error">{errorLine(error)}</Banner>}
      footer={
        <>
          <Button onClick={onClose}>{text('common.cancel')}</Button>
          <Button variant="primary" type="submit" disabled={!isLong || !isSame || isSaving}>
            {text('connections.protectDo')}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <p>{text('connections.protectExplanation')}</p>
        <TextField
          label={text('connections.passphrase')}
          help={text('connections.passphraseHelp', { least: PASSPHRASE_LENGTH.least })}
          type="password"
          autoComplete="new-password"
          value={passphrase}
          onChange={setPassphrase}
        />
        <TextField
          label={text('connections.passphraseAgain')}
          error={repeated && !isSame ? text('connections.passphraseDiffers') : undefined}
          type="password"
          autoComplete="new-password"
          value={repeated}
          onChange={setRepeated}
        />
      </div>
    </Dialog>
  )
}

/** Asks for the passphrase after a start, or forgets the passwords when it is not known any more. */
export function UnlockDialog({ onClose, onUnlocked }: Props & { onUnlocked: () => void }) {
  const text = useText()
  const [passphrase, setPassphrase] = useState('')
  const [isForgetting, setForgetting] = useState(false)
  const { isSaving, error, save } = useSaving(() => {
    onClose()
    onUnlocked()
  })
  const unlock = () => passphrase && save(() => api.call('profiles.unlockSecrets', { passphrase }))
  const forget = () => save(() => api.call('profiles.forgetSecrets', {}))
  return (
    <Dialog
      title={text('connections.unlockTitle')}
      width="small"
      onClose={onClose}
      onSubmit={unlock}
      notice={error && <Banner severity="error">{errorLine(error)}</Banner>}
      footer={
        <>
          <Button onClick={onClose}>{text('common.cancel')}</Button>
          <Button variant="primary" type="submit" disabled={!passphrase || isSaving}>
            {text('connections.unlockDo')}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <TextField
          label={text('connections.passphrase')}
          help={text('connections.unlockHelp')}
          type="password"
          autoComplete="current-password"
          value={passphrase}
          onChange={setPassphrase}
        />
        {isForgetting ? (
          <Banner
            severity="warning"
            actions={
              <Button variant="danger" onClick={forget} disabled={isSaving}>
                {text('connections.forgetAllDo')}
              </Button>
            }
          >
            {text('connections.forgetAllExplanation')}
          </Banner>
        ) : (
          <Button variant="quiet" onClick={() => setForgetting(true)}>
            {text('connections.passphraseForgotten')}
          </Button>
        )}
      </div>
    </Dialog>
  )
}
