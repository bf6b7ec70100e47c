import { useMemo } from 'react'
import { useProfiles } from '../../app/profilesStore.ts'

/** Names of the pools that a rule can be for: those of the profiles' own servers. */
export function usePoolNames(): ReadonlyMap<string, string> {
  const profiles = useProfiles()
  return useMemo(() => new Map((profiles ?? []).map(({ id, name }) => [id, name])), [profiles])
}
