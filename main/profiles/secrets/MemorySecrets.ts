import type { SecretStorage } from '../../../contract/profiles.ts'
import type { SecretStore } from './SecretStore.ts'

/** Keeps secrets until the program ends: where nothing safer works. */
export class MemorySecrets implements SecretStore {
  readonly storage: SecretStorage
  readonly #values = new Map<string, string>()

  constructor(reason: string) {
    this.storage = {
      kind: 'memory',
      label: `In memory until Sluice ends (${reason})`,
    }
  }

  async get(profileId: string, name: string) {
    return this.#values.get(keyOf(profileId, name)) ?? null
  }

  async set(profileId: string, name: string, value: string) {
    this.#values.set(keyOf(profileId, name), value)
  }

  async delete(profileId: string, name: string) {
    this.#values.delete(keyOf(profileId, name))
  }
}

const keyOf = (profileId: string, name: string) => JSON.stringify([profileId, name])
