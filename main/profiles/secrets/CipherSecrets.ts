import type { Database } from 'better-sqlite3'
import { WorkbenchError } from '../../../contract/errors.ts'
import type { SecretStorage } from '../../../contract/profiles.ts'
import type { SecretStore } from './SecretStore.ts'

/** Encrypts with a key the operating system keeps, as Electron's `safeStorage` does. */
export type SecretCipher = {
  /** In words the window shows, such as `macOS Keychain`. */
  label: string
  encrypt(text: string): Uint8Array
  decrypt(bytes: Uint8Array): string
}

/** Ciphertexts in the program's database; the key stays with the operating system. */
export class CipherSecrets implements SecretStore {
  readonly storage: SecretStorage
  readonly passphrase = null
  readonly #cipher: SecretCipher
  readonly #get
  readonly #set
  readonly #delete

  constructor(database: Database, cipher: SecretCipher) {
    this.storage = { kind: 'os-keychain', label: cipher.label }
    this.#cipher = cipher
    this.#get = database
      .prepare<[string, string], Buffer>(
        'select ciphertext from secrets where profile_id = ? and name = ?',
      )
      .pluck()
    this.#set = database.prepare<[string, string, Buffer]>(
      `insert into secrets (profile_id, name, ciphertext) values (?, ?, ?)
       on conflict (profile_id, name) do update set ciphertext = excluded.ciphertext`,
    )
    this.#delete = database.prepare<[string, string]>(
      'delete from secrets where profile_id = ? and name = ?',
    )
  }

  async get(profileId: string, name: string) {
    const ciphertext = this.#get.get(profileId, name)
    if (!ciphertext) return null
    try {
      return this.#cipher.decrypt(ciphertext)
    } catch (cause) {
      throw new WorkbenchError(
        'permission-denied',
        `The kept ${name} cannot be read: ${this.#cipher.label} does not open it, as after a move ` +
          'to another computer or user. Enter it again.',
        { details: { field: name }, cause },
      )
    }
  }

  async set(profileId: string, name: string, value: string) {
    this.#set.run(profileId, name, Buffer.from(this.#encrypt(name, value)))
  }

  async delete(profileId: string, name: string) {
    this.#delete.run(profileId, name)
  }

  #encrypt(name: string, value: string): Uint8Array {
    try {
      return this.#cipher.encrypt(value)
    } catch (cause) {
      throw new WorkbenchError(
        'permission-denied',
        `${this.#cipher.label} refused to keep the ${name}. Unlock it and try again.`,
        { details: { field: name }, cause },
      )
    }
  }
}
