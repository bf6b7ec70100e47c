import { useEffect, useState } from 'react'
import type { KeptSecrets } from '../../contract/profiles.ts'
import { api } from '../api/api.ts'
import { useSecretStorage } from './secretStorageStore.ts'

/** Which secrets main has for a saved connection; null: none was saved, or main has not said yet. */
export function useKeptSecrets(profileId: string | null): KeptSecrets | null {
  // Asked again when they were unlocked, sealed or forgotten meanwhile.
  const storage = useSecretStorage()
  const [found, setFound] = useState<{ profileId: string; kept: KeptSecrets } | null>(null)
  useEffect(() => {
    if (profileId === null || storage === null) return
    let isWanted = true
    api.call('profiles.keptSecrets', { profileId }).then(
      (kept) => isWanted && setFound({ profileId, kept }),
      // Deleted meanwhile, or main is away: then nothing is said of them.
      () => isWanted && setFound(null),
    )
    return () => {
      isWanted = false
    }
  }, [profileId, storage])
  return found?.profileId === profileId ? found.kept : null
}
