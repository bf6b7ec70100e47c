import { create } from 'zustand'
import type { SecretStorage } from '../../contract/profiles.ts'
import { api } from '../api/api.ts'

const store = create<{ storage: SecretStorage | null }>()(() => ({ storage: null }))

/** Follows where secrets are kept, until the window ends. */
export function followSecretStorage(): void {
  api.subscribe('profiles.secretStorage', {}, (storage) => store.setState({ storage }))
}

/** Null until main has answered. */
export const useSecretStorage = (): SecretStorage | null => store(({ storage }) => storage)

export const useAreSecretsLocked = (): boolean =>
  store(({ storage }) => storage?.kind === 'encrypted-file' && storage.isLocked)
