import type { ProfileColour } from '../../../contract/profilePlace.ts'
import type { Profile, SshSettings } from '../../../contract/profiles.ts'

/** A connection as another program describes it, before a driver has been asked about it. */
export type FoundEntry = {
  name: string
  /** What the other program calls the database, such as `postgresql`. */
  kind: string
  folder?: string
  colour?: ProfileColour
  environment?: Profile['environment']
  isReadOnly?: boolean
  host?: string | undefined
  port?: number | undefined
  database?: string | undefined
  user?: string | undefined
  /** By the names that the driver’s URL knows. */
  parameters?: Readonly<Record<string, string>>
  ssh?: SshSettings | null
  /** Set where it cannot be used at all. */
  problem?: string
  notes: string[]
}
