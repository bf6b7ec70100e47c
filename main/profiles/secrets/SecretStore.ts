import type { SecretStorage } from '../../../contract/profiles.ts'

/** Where passwords are. Their values go from here to a driver's `connect` and nowhere else. */
export interface SecretStore {
  /** What the window shows of it. */
  readonly storage: SecretStorage
  /** Null where none is kept. Throws `permission-denied` when there is one that cannot be read. */
  get(profileId: string, name: string): Promise<string | null>
  set(profileId: string, name: string, value: string): Promise<void>
  delete(profileId: string, name: string): Promise<void>
}
