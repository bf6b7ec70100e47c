import { useMemo } from 'react'
import { useProfiles } from '../../app/profilesStore.ts'
import { poolNames } from './poolNames.ts'

/** See `poolNames`. */
export function usePoolNames(): ReadonlyMap<string, string> {
  const profiles = useProfiles()
  return useMemo(() => poolNames(profiles ?? []), [profiles])
}
