import type { Profile } from '../../contract/profiles.ts'

/** In the order of the form. */
export const environments: readonly Profile['environment'][] = [
  'none',
  'development',
  'test',
  'production',
]
