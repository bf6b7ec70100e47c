import { Lock } from 'lucide-react'
import { useText } from '../text/text.ts'
import styles from './ReadOnlyMark.module.css'

/** A lock where a connection lets nothing be changed. */
export function ReadOnlyMark({ isReadOnly }: { isReadOnly: boolean }) {
  const text = useText()
  if (!isReadOnly) return null
  const name = text('shell.readOnly')
  return (
    <span className={styles.mark} role="img" aria-label={name} title={name}>
      <Lock size={12} aria-hidden />
    </span>
  )
}
