import { z } from 'zod'
import { WorkbenchError } from '../../../contract/errors.ts'
import type { SecretStorage } from '../../../contract/profiles.ts'
import { fileError } from '../../frame/fileError.ts'
import { Listeners } from '../../pool/Listeners.ts'
import type { SecretFile } from './SecretFile.ts'
import { deriveKey, newKey, seal, unseal, type Sealed, type SealingKey } from './sealing.ts'
import type { PassphraseProtection, SecretStore } from './SecretStore.ts'

/**
 * `memory`: no passphrase was ever set, secrets go with the program. `locked`: they are sealed in
 * the file until the passphrase is given. `open`: every change is sealed into the file.
 */
type State =
  | { readonly kind: 'memory' }
  | { readonly kind: 'locked'; readonly sealed: Sealed }
  | { readonly kind: 'open'; readonly key: SealingKey }

const valuesSchema = z.record(z.string(), z.string())

export type PassphraseSecretsOptions = {
  file: SecretFile
  /** Scrypt's N of new keys; the usual one when left out. */
  cost?: number
}

/** Secrets where the operating system keeps none: in memory, or sealed under a passphrase. */
export class PassphraseSecrets implements SecretStore, PassphraseProtection {
  readonly passphrase: PassphraseProtection = this
  readonly #file: SecretFile
  readonly #cost: number | undefined
  readonly #changed = new Listeners<SecretStorage>()
  #values = new Map<string, string>()
  #state: State = { kind: 'memory' }
  #keptAs: string | null = null
  /** One change of the file at a time. */
  #lastChange: Promise<unknown> = Promise.resolve()

  constructor({ file, cost }: PassphraseSecretsOptions) {
    this.#file = file
    this.#cost = cost
  }

  /** Looks for the file of an earlier start. */
  async load(): Promise<this> {
    const found = await this.#file.read()
    if (found && 'sealed' in found) this.#state = { kind: 'locked', sealed: found.sealed }
    else if (found) this.#keptAs = found.keptAs
    return this
  }

  get storage(): SecretStorage {
    if (this.#state.kind === 'memory') return { kind: 'memory', damagedFile: this.#keptAs }
    return { kind: 'encrypted-file', isLocked: this.#state.kind === 'locked' }
  }

  onStorageChanged(listener: (storage: SecretStorage) => void): () => void {
    return this.#changed.add(listener)
  }

  async get(profileId: string, name: string): Promise<string | null> {
    if (this.#state.kind === 'locked') throw locked(`The ${name} is kept`)
    return this.#values.get(keyOf(profileId, name)) ?? null
  }

  async set(profileId: string, name: string, value: string): Promise<void> {
    await this.#change((values) => values.set(keyOf(profileId, name), value))
  }

  async delete(profileId: string, name: string): Promise<void> {
    await this.#change((values) => values.delete(keyOf(profileId, name)))
  }

  protect(passphrase: string): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#state.kind === 'locked') throw locked('Passwords are kept')
      const key = await newKey(passphrase, this.#cost)
      await this.#write(this.#values, key)
      this.#become({ kind: 'open', key })
    })
  }

  unlock(passphrase: string): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#state.kind !== 'locked') return
      const { sealed } = this.#state
      const key = await deriveKey(passphrase, sealed.kdf)
      const text = unseal(sealed, key)
      if (text === null)
        throw new WorkbenchError(
          'permission-denied',
          'This passphrase does not open the kept passwords. Check it and try again.',
        )
      this.#values = new Map(Object.entries(valuesSchema.parse(JSON.parse(text))))
      this.#become({ kind: 'open', key })
    })
  }

  forgetAll(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#file.delete()
      this.#values = new Map()
      this.#keptAs = null
      this.#become({ kind: 'memory' })
    })
  }

  /** What is in memory changes only once the file has it. */
  #change(edit: (values: Map<string, string>) => void): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#state.kind === 'locked') throw locked('Passwords are kept')
      const values = new Map(this.#values)
      edit(values)
      if (this.#state.kind === 'open') await this.#write(values, this.#state.key)
      this.#values = values
    })
  }

  async #write(values: ReadonlyMap<string, string>, key: SealingKey): Promise<void> {
    try {
      await this.#file.write(seal(JSON.stringify(Object.fromEntries(values)), key))
    } catch (cause) {
      throw fileError(cause, {
        noRoom: 'The disk is full: the passwords were not kept. Free space and try again.',
        failed: 'The passwords could not be kept',
        details: {},
      })
    }
  }

  #become(state: State): void {
    this.#state = state
    this.#changed.emit(this.storage)
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#lastChange.then(work)
    this.#lastChange = done.catch(() => {})
    return done
  }
}

const keyOf = (profileId: string, name: string) => JSON.stringify([profileId, name])

const locked = (what: string) =>
  new WorkbenchError(
    'secrets-locked',
    `${what} under your passphrase, which was not entered since the start. Unlock the passwords.`,
  )
