import { useEffect, useRef } from 'react'
import type { Profile } from '../../contract/profiles.ts'
import { forgetProfile } from './explorerStore.ts'

/** What was loaded of a connection that now leads elsewhere, or nowhere, is not shown any longer. */
export function useForgetChangedProfiles(profiles: readonly Profile[] | null): void {
  const known = useRef(new Map<string, string>())
  useEffect(() => {
    if (!profiles) return
    const targets = new Map(profiles.map((profile) => [profile.id, targetOf(profile)]))
    for (const [id, target] of known.current) if (targets.get(id) !== target) forgetProfile(id)
    known.current = targets
  }, [profiles])
}

const targetOf = ({ driverId, fields, ssh }: Profile) => JSON.stringify([driverId, fields, ssh])
