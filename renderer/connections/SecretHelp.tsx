import type { WireError } from '../../contract/errors.ts'
import { useDriver, useProfile } from '../app/profilesStore.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { useConnectionDialogs } from './dialogsStore.ts'

export type SecretHelpProps = {
  error: { code: WireError['code']; cause?: unknown }
  profileId: string
  /** Tries again what failed for want of a password. */
  onRetry: () => void
}

/** Where a password was wrong, missing or locked away: the way to give it, and to go on. */
export function SecretHelp({ error, profileId, onRetry }: SecretHelpProps) {
  const text = useText()
  const { askPassword, openPassphrase } = useConnectionDialogs()
  const profile = useProfile(profileId)
  const driver = useDriver(profile?.driverId)
  const hasSecrets = driver?.profileFields.some(({ kind }) => kind === 'secret') ?? false
  if (hasCode(error, 'secrets-locked'))
    return (
      <Button onClick={() => openPassphrase('unlock', onRetry)}>
        {text('connections.unlock')}
      </Button>
    )
  if (!hasSecrets || !hasCode(error, 'authentication-failed')) return null
  return (
    <Button onClick={() => askPassword(profileId, onRetry)}>
      {text('connections.enterPassword')}
    </Button>
  )
}

/** Who waited for a connection is told of the time, and of the reason as its cause. */
function hasCode(error: unknown, code: WireError['code']): boolean {
  if (typeof error !== 'object' || error === null) return false
  if ('code' in error && error.code === code) return true
  return 'cause' in error && hasCode(error.cause, code)
}
