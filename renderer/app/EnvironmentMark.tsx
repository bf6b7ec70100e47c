import type { Profile } from '../../contract/profiles.ts'
import { useText } from '../text/text.ts'
import styles from './EnvironmentMark.module.css'

/** What a connection is for, in a word; nothing where nothing is said. */
export function EnvironmentMark({
  environment,
  isShort = false,
}: {
  environment: Profile['environment']
  isShort?: boolean
}) {
  const text = useText()
  if (environment === 'none') return null
  return (
    <span className={styles.mark} data-environment={environment} data-short={isShort || undefined}>
      {text(isShort ? `shell.short_${environment}` : `shell.environment_${environment}`)}
    </span>
  )
}
