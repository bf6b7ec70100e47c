import type { SecretStorage } from '../../../contract/profiles.ts'

/** Where passwords are. Their values go from here to a driver's `connect` and nowhere else. */
export interface SecretStore {
  /** What the window shows of it. */
  readonly storage: SecretStorage
  /**
   * Null where none is kept. Throws `permission-denied` when there is one that cannot be read, and
   * `secrets-locked` until the passphrase is given.
   */
  get(profileId: string, name: string): Promise<string | null>
  set(profileId: string, name: string, value: string): Promise<void>
  delete(profileId: string, name: string): Promise<void>
  /** Where a passphrase of the user's protects them; null where the operating system does. */
  readonly passphrase: PassphraseProtection | null
}

/** Secrets sealed in a file under a passphrase that is nowhere kept. */
export interface PassphraseProtection {
  /** Seals what is in memory, from now on for good; again: under another passphrase. */
  protect(passphrase: string): Promise<void>
  /** Throws `permission-denied` when it is the wrong passphrase. */
  unlock(passphrase: string): Promise<void>
  /** Deletes all secrets, as when the passphrase is forgotten. */
  forgetAll(): Promise<void>
  onStorageChanged(listener: (storage: SecretStorage) => void): () => void
}
