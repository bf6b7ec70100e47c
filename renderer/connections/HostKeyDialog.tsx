import type { ErrorDetails } from '../../contract/errors.ts'
import { api } from '../api/api.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import styles from './HostKeyDialog.module.css'
import { useSaving } from './useSaving.ts'

export type HostKeyDialogProps = {
  /** What the error says of the key; with `knownFingerprint` where another one was trusted. */
  details: ErrorDetails
  onClose: () => void
  /** Called after the key is trusted, or the old one forgotten: what failed can be tried again. */
  onDone: () => void
}

/** Shows the key of an SSH server: to be trusted at the first contact, or because it changed. */
export function HostKeyDialog({ details, onClose, onDone }: HostKeyDialogProps) {
  const text = useText()
  const { host, port, keyType, fingerprint, knownFingerprint } = readDetails(details)
  const server = `${host}:${port}`
  const hasChanged = knownFingerprint !== ''
  const { isSaving, error, save } = useSaving(() => {
    onClose()
    onDone()
  })
  const answer = () =>
    hasChanged
      ? api.call('profiles.forgetHostKey', { host, port })
      : api.call('profiles.trustHostKey', { host, port, fingerprint })
  return (
    <Dialog
      title={text(hasChanged ? 'connections.hostKeyChanged' : 'connections.hostKeyNew', { server })}
      onClose={onClose}
      onSubmit={() => save(answer)}
      notice={error && <Banner severity="error">{errorLine(error)}</Banner>}
      footer={
        <>
          <Button onClick={onClose}>{text('common.cancel')}</Button>
          <Button variant={hasChanged ? 'danger' : 'primary'} type="submit" disabled={isSaving}>
            {text(hasChanged ? 'connections.hostKeyForget' : 'connections.hostKeyTrust')}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <p>{text(hasChanged ? 'connections.hostKeyChangedHelp' : 'connections.hostKeyNewHelp')}</p>
        <dl className={styles.keys}>
          <dt>{text('connections.hostKeyShown', { keyType })}</dt>
          <dd>{fingerprint}</dd>
          {hasChanged && (
            <>
              <dt>{text('connections.hostKeyKnown')}</dt>
              <dd>{knownFingerprint}</dd>
            </>
          )}
        </dl>
        <p className={styles.note}>{text('connections.hostKeyCompare')}</p>
        <code className={styles.command}>
          for f in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -lf $f; done
        </code>
      </div>
    </Dialog>
  )
}

const readDetails = (details: ErrorDetails) => ({
  host: String(details['host'] ?? ''),
  port: Number(details['port']),
  keyType: String(details['keyType'] ?? ''),
  fingerprint: String(details['fingerprint'] ?? ''),
  knownFingerprint: String(details['knownFingerprint'] ?? ''),
})
