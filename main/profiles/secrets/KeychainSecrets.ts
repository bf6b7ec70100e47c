import { WorkbenchError } from '../../../contract/errors.ts'
import type { SecretStorage } from '../../../contract/profiles.ts'
import type { Clock } from '../../clock.ts'
import { withDeadline } from '../../pool/withDeadline.ts'
import type { SecretStore } from './SecretStore.ts'

/** One entry of the operating system's keychain. */
export type KeychainEntry = {
  getPassword(signal?: AbortSignal): Promise<string | null>
  setPassword(password: string, signal?: AbortSignal): Promise<void>
  deletePassword(signal?: AbortSignal): Promise<boolean>
}

export type Keychain = {
  label: string
  entry(account: string): KeychainEntry
}

/** A keychain that shows its user a dialog may take long; one that hangs must not hang us. */
const REQUEST_TIMEOUT_MS = 60_000
const PROBE_TIMEOUT_MS = 2_000

/** The operating system's keychain, one entry a secret. */
export class KeychainSecrets implements SecretStore {
  readonly storage: Extract<SecretStorage, { kind: 'os-keychain' }>
  readonly passphrase = null
  readonly #keychain: Keychain
  readonly #clock: Clock

  constructor(keychain: Keychain, clock: Clock) {
    this.storage = { kind: 'os-keychain', label: keychain.label }
    this.#keychain = keychain
    this.#clock = clock
  }

  /** Keeps and reads a trial entry, and throws what went wrong. */
  async probe(): Promise<void> {
    const account = 'probe'
    const trial = String(this.#clock.wallClockMs())
    const ask = <T>(work: (entry: KeychainEntry, signal: AbortSignal) => Promise<T>) =>
      this.#ask(account, PROBE_TIMEOUT_MS, work)
    await ask((entry, signal) => entry.setPassword(trial, signal))
    const read = await ask((entry, signal) => entry.getPassword(signal))
    await ask((entry, signal) => entry.deletePassword(signal))
    if (read !== trial) throw new Error('it did not give back what it was given')
  }

  get(profileId: string, name: string) {
    return this.#request(profileId, name, 'read', (entry, signal) => entry.getPassword(signal))
  }

  async set(profileId: string, name: string, value: string) {
    await this.#request(profileId, name, 'keep', (entry, signal) =>
      entry.setPassword(value, signal),
    )
  }

  async delete(profileId: string, name: string) {
    await this.#request(profileId, name, 'delete', (entry, signal) => entry.deletePassword(signal))
  }

  async #request<T>(
    profileId: string,
    name: string,
    verb: string,
    work: (entry: KeychainEntry, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    try {
      return await this.#ask(`${profileId}/${name}`, REQUEST_TIMEOUT_MS, work)
    } catch (cause) {
      throw new WorkbenchError(
        'permission-denied',
        `${this.storage.label} did not ${verb} the ${name}. Unlock it and try again.`,
        { details: { field: name }, cause },
      )
    }
  }

  #ask<T>(
    account: string,
    limitMs: number,
    work: (entry: KeychainEntry, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    return withDeadline({
      clock: this.#clock,
      limitMs,
      signal: NEVER_ABORTED,
      onLimit: () => new Error(`no answer within ${limitMs} ms`),
      work: (signal) => work(this.#keychain.entry(account), signal),
    })
  }
}

const NEVER_ABORTED = new AbortController().signal
