import { LockKeyhole } from 'lucide-react'
import { useCall } from '../api/useCall.ts'
import { useText } from '../text/text.ts'
import styles from './SecretStorageNote.module.css'

/** Where passwords are kept, plainly. */
export function SecretStorageNote() {
  const text = useText()
  const { value } = useCall('profiles.secretStorage', {})
  if (!value) return null
  return (
    <p className={styles.note}>
      <LockKeyhole size={14} aria-hidden />
      {value.kind === 'memory'
        ? text('connections.secretStorageMemory')
        : text('connections.secretStorage', { label: value.label })}
    </p>
  )
}
