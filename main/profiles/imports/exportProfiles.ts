import type { Profile } from '../../../contract/profiles.ts'

/**
 * The connections as a configuration writes them: a file that can be imported again, or stand as
 * `sluice.config.json`. Profiles hold no secret, and so does it.
 */
export function exportProfiles(profiles: readonly Profile[]): string {
  const written = profiles.map(({ id: _own, driverId: driver, ...settings }) => {
    const { name, fields, ...rest } = settings
    return { name, driver, fields, ...rest }
  })
  return `${JSON.stringify({ profiles: written }, null, 2)}\n`
}
