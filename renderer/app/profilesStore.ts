import { create } from 'zustand'
import type { DriverInfo } from '../../contract/drivers.ts'
import type { WorkbenchError } from '../../contract/errors.ts'
import type { Profile } from '../../contract/profiles.ts'
import { api } from '../api/api.ts'

type ProfilesState = {
  /** Null until main has answered. */
  profiles: readonly Profile[] | null
  drivers: readonly DriverInfo[]
  error: WorkbenchError | null
}

const store = create<ProfilesState>()(() => ({ profiles: null, drivers: [], error: null }))

/** Asks for profiles and drivers, and follows changes, until the window ends. */
export function followProfiles(): void {
  api.subscribe('profiles.changed', {}, (profiles) => store.setState({ profiles, error: null }))
  loadProfiles()
}

/** Asks again after a failure. */
export function loadProfiles(): void {
  Promise.all([api.call('profiles.drivers', {}), api.call('profiles.list', {})]).then(
    ([drivers, profiles]) => store.setState({ drivers, profiles, error: null }),
    (error: WorkbenchError) => store.setState({ error }),
  )
}

/** Saved connections in the order main gives them; null until they have come. */
export const useProfiles = (): readonly Profile[] | null => store((state) => state.profiles)

export const useProfile = (profileId: string | null): Profile | null =>
  store((state) => state.profiles?.find(({ id }) => id === profileId) ?? null)

/** What main can talk to. */
export const useDrivers = (): readonly DriverInfo[] => store((state) => state.drivers)

export const useDriver = (driverId: string | undefined): DriverInfo | null =>
  store((state) => state.drivers.find(({ id }) => id === driverId) ?? null)

export const useProfilesError = (): WorkbenchError | null => store((state) => state.error)

/** The state of the moment, outside of components. */
export const currentProfiles = (): readonly Profile[] => store.getState().profiles ?? []
export const currentDrivers = (): readonly DriverInfo[] => store.getState().drivers
