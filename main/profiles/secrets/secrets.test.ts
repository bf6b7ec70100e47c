import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { silentLogger } from '../../logger.ts'
import { failureOf } from '../../pool/testing/failureOf.ts'
import { openAppDatabase, type AppDatabase } from '../../storage/AppDatabase.ts'
import { FakeClock } from '../../testing/fakeClock.ts'
import type { SecretCipher } from './CipherSecrets.ts'
import type { Keychain, KeychainEntry } from './KeychainSecrets.ts'
import { openSecretStore } from './openSecretStore.ts'

let folder: string
let appDatabase: AppDatabase
let clock: FakeClock
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-secrets-'))
  appDatabase = openAppDatabase({ dataDir: folder, wallClockMs: () => 0 })
  clock = new FakeClock()
})
afterEach(() => {
  appDatabase.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A keychain in memory, which can be locked. */
class FakeKeychain implements Keychain {
  readonly label = 'Test Keychain'
  readonly passwords = new Map<string, string>()
  isLocked = false
  isHanging = false

  entry(account: string): KeychainEntry {
    const answer = async <T>(value: () => T): Promise<T> => {
      if (this.isHanging) await new Promise(() => {})
      if (this.isLocked) throw new Error('The keychain is locked.')
      return value()
    }
    return {
      getPassword: () => answer(() => this.passwords.get(account) ?? null),
      setPassword: (password) => answer(() => void this.passwords.set(account, password)),
      deletePassword: () => answer(() => this.passwords.delete(account)),
    }
  }
}

const open = (openKeychain: () => Promise<Keychain>, cipher?: SecretCipher) =>
  openSecretStore({
    database: appDatabase.database,
    dataDir: folder,
    cipher,
    openKeychain,
    clock,
    logger: silentLogger,
  })
const noKeychain = () => Promise.reject(new Error('no D-Bus'))

/** Not safe, but not the plain text either. */
const reversing: SecretCipher = {
  label: 'Test safe',
  encrypt: (text) => Buffer.from(text.split('').reverse().join('')),
  decrypt: (bytes) => Buffer.from(bytes).toString().split('').reverse().join(''),
}

describe('the cipher of the host', () => {
  test('comes first; only ciphertexts are in the database', async () => {
    const store = await open(async () => new FakeKeychain(), reversing)
    await store.set('a', 'password', 'hush')
    await store.set('a', 'password', 'hush!')
    expect(store.storage).toEqual({ kind: 'os-keychain', label: 'Test safe' })
    expect(await store.get('a', 'password')).toBe('hush!')
    const kept = appDatabase.database.prepare('select ciphertext from secrets').pluck().all()
    expect(kept).toEqual([Buffer.from('!hsuh')])
    await store.delete('a', 'password')
    expect(await store.get('a', 'password')).toBeNull()
  })

  test('that does not open what is kept says so, without the value', async () => {
    const store = await open(noKeychain, reversing)
    await store.set('a', 'password', 'hush')
    const stranger = await open(noKeychain, {
      ...reversing,
      decrypt: () => {
        throw new Error('bad key')
      },
    })
    const error = await failureOf(stranger.get('a', 'password'))
    expect(error).toMatchObject({ code: 'permission-denied', details: { field: 'password' } })
    expect(error.message).toMatch(/Test safe does not open it.*Enter it again/)
  })
})

describe('the keychain', () => {
  test('is used where it answers, and keeps nothing of the trial', async () => {
    const keychain = new FakeKeychain()
    const store = await open(async () => keychain)
    expect(store.storage).toEqual({ kind: 'os-keychain', label: 'Test Keychain' })
    expect(keychain.passwords.size).toBe(0)
    await store.set('a', 'password', 'hush')
    expect([...keychain.passwords]).toEqual([['a/password', 'hush']])
    expect(await store.get('a', 'password')).toBe('hush')
    await store.delete('a', 'password')
    expect(await store.get('a', 'password')).toBeNull()
  })

  test('that gets locked later says so', async () => {
    const keychain = new FakeKeychain()
    const store = await open(async () => keychain)
    keychain.isLocked = true
    expect(await failureOf(store.set('a', 'password', 'hush'))).toMatchObject({
      code: 'permission-denied',
      message: 'Test Keychain did not keep the password. Unlock it and try again.',
    })
  })
})

describe('memory', () => {
  const expectMemory = async (store: Awaited<ReturnType<typeof open>>) => {
    expect(store.storage).toEqual({ kind: 'memory', damagedFile: null })
    await store.set('a', 'password', 'hush')
    expect(await store.get('a', 'password')).toBe('hush')
    expect(await store.get('a', 'other')).toBeNull()
  }

  test('is what is left where there is no keychain', async () => {
    await expectMemory(await open(noKeychain))
  })

  test('where the keychain is locked', async () => {
    const keychain = new FakeKeychain()
    keychain.isLocked = true
    await expectMemory(await open(async () => keychain))
  })

  test('where the keychain hangs, after two seconds', async () => {
    const keychain = new FakeKeychain()
    keychain.isHanging = true
    const opening = open(async () => keychain)
    await clock.advance(2_000)
    await expectMemory(await opening)
  })
})
