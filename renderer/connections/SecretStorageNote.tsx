import { LockKeyhole } from 'lucide-react'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { useConnectionDialogs } from './dialogsStore.ts'
import styles from './SecretStorageNote.module.css'
import { useSecretStorage } from './secretStorageStore.ts'

/** Where passwords are kept, plainly, and the way to something safer. */
export function SecretStorageNote() {
  const text = useText()
  const storage = useSecretStorage()
  const { openPassphrase } = useConnectionDialogs()
  if (!storage) return null
  if (storage.kind === 'os-keychain')
    return <Note>{text('connections.secretStorage', { label: storage.label })}</Note>
  if (storage.kind === 'memory')
    return (
      <Note action={text('connections.protect')} onAction={() => openPassphrase('protect')}>
        {text('connections.secretStorageMemory')}
        {storage.damagedFile !== null &&
          ` ${text('connections.secretFileDamaged', { path: storage.damagedFile })}`}
      </Note>
    )
  if (storage.isLocked)
    return (
      <Note action={text('connections.unlock')} onAction={() => openPassphrase('unlock')}>
        {text('connections.secretStorageLocked')}
      </Note>
    )
  return (
    <Note action={text('connections.changePassphrase')} onAction={() => openPassphrase('protect')}>
      {text('connections.secretStorageFile')}
    </Note>
  )
}

type NoteProps = { children: React.ReactNode; action?: string; onAction?: () => void }

function Note({ children, action, onAction }: NoteProps) {
  return (
    <p className={styles.note}>
      <LockKeyhole size={14} aria-hidden />
      <span>{children}</span>
      {action && (
        <Button variant="quiet" className={styles.action} onClick={onAction}>
          {action}
        </Button>
      )}
    </p>
  )
}
