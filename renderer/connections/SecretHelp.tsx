import { useEffect } from 'react'
import type { ErrorDetails, WireError } from '../../contract/errors.ts'
import { api } from '../api/api.ts'
import { useDriver, useProfile } from '../app/profilesStore.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { useConnectionDialogs } from './dialogsStore.ts'

export type SecretHelpProps = {
  error: FailedFor
  profileId: string
  /** Tries again what failed for want of a password. */
  onRetry: () => void
}

type FailedFor = { code: WireError['code']; details?: ErrorDetails; cause?: unknown }

/** Where a password was wrong, missing or locked away: the way to give it, and to go on. */
export function SecretHelp({ error, profileId, onRetry }: SecretHelpProps) {
  const text = useText()
  const { askPassword, openPassphrase } = useConnectionDialogs()
  const profile = useProfile(profileId)
  const driver = useDriver(profile?.driverId)
  const hasSecrets = driver?.profileFields.some(({ kind }) => kind === 'secret') ?? false
  const refused = hasSecrets ? findCode(error, 'authentication-failed') : null
  useEffect(() => {
    if (refused) void askWhereNoneIsKept(refused, profileId, onRetry)
  }, [refused, profileId, onRetry])
  if (findCode(error, 'secrets-locked'))
    return (
      <Button onClick={() => openPassphrase('unlock', onRetry)}>
        {text('connections.unlock')}
      </Button>
    )
  if (refused)
    return (
      <Button onClick={() => askPassword(profileId, onRetry)}>
        {text('connections.enterPassword')}
      </Button>
    )
  return <HostKeyHelp error={error} onRetry={onRetry} />
}

/** Each refusal is answered once: whoever closed the dialog has the button. */
const answered = new WeakSet<object>()

/** Nobody has to look for the way to give a password that the server asked for and nobody has. */
async function askWhereNoneIsKept(
  refusal: FailedFor,
  profileId: string,
  onRetry: () => void,
): Promise<void> {
  if (answered.has(refusal)) return
  answered.add(refusal)
  const isMissing =
    refusal.details?.['missingSecret'] !== undefined || (await hasNoneKept(profileId))
  const { dialog, askPassword } = useConnectionDialogs.getState()
  if (isMissing && dialog.kind === 'closed') askPassword(profileId, onRetry)
}

const hasNoneKept = (profileId: string): Promise<boolean> =>
  api.call('profiles.keptSecrets', { profileId }).then(
    (kept) => Object.keys(kept).length === 0,
    () => false,
  )

/** Where the key of an SSH server is not trusted: the way to look at it, and to go on. */
export function HostKeyHelp({ error, onRetry }: Pick<SecretHelpProps, 'error' | 'onRetry'>) {
  const text = useText()
  const askHostKey = useConnectionDialogs((state) => state.askHostKey)
  const found = findCode(error, 'host-key-unknown') ?? findCode(error, 'host-key-changed')
  if (!found) return null
  return (
    <Button onClick={() => askHostKey(found.details ?? {}, onRetry)}>
      {text('connections.hostKeyLook')}
    </Button>
  )
}

/** Who waited for a connection is told of the time, and of the reason as its cause. */
function findCode(error: unknown, code: WireError['code']): FailedFor | null {
  if (typeof error !== 'object' || error === null) return null
  if ('code' in error && error.code === code) return error as FailedFor
  return 'cause' in error ? findCode(error.cause, code) : null
}
