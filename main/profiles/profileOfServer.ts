import type { Profile } from '../../contract/profiles.ts'
import type { ServerSettings } from '../../contract/routing.ts'

/** The profile as if the server were its only one. */
export const profileOfServer = (profile: Profile, { name, fields }: ServerSettings): Profile => ({
  ...profile,
  name: `${profile.name} · ${name}`,
  fields: { ...profile.fields, ...fields },
})
