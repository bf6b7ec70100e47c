import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SecretStorage } from '../../../contract/profiles.ts'
import { failureOf } from '../../pool/testing/failureOf.ts'
import { PassphraseSecrets } from './PassphraseSecrets.ts'
import { SecretFile } from './SecretFile.ts'

const PASSPHRASE = 'correct horse battery'
/** Quick to guess, and so to test. */
const COST = 2 ** 4

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-passphrase-'))
  path = join(folder, 'secrets.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = () => new PassphraseSecrets({ file: new SecretFile(path), cost: COST }).load()

test('without a passphrase nothing is written, and a restart forgets', async () => {
  const secrets = await open()
  await secrets.set('a', 'password', 'hush')
  expect(await secrets.get('a', 'password')).toBe('hush')
  expect(readdirSync(folder)).toEqual([])
  expect(await (await open()).get('a', 'password')).toBeNull()
})

test('a passphrase keeps what was in memory and what comes after, for the next start', async () => {
  const secrets = await open()
  await secrets.set('a', 'password', 'hush')
  await secrets.protect(PASSPHRASE)
  await secrets.set('b', 'password', 'pssst')
  await secrets.set('c', 'password', 'gone')
  await secrets.delete('c', 'password')

  const written = readFileSync(path, 'utf8')
  expect(written).not.toMatch(/hush|pssst|correct/)
  expect(statSync(path).mode & 0o777).toBe(0o600)

  const later = await open()
  expect(later.storage).toEqual({ kind: 'encrypted-file', isLocked: true })
  await later.unlock(PASSPHRASE)
  expect(later.storage).toEqual({ kind: 'encrypted-file', isLocked: false })
  expect(await later.get('a', 'password')).toBe('hush')
  expect(await later.get('b', 'password')).toBe('pssst')
  expect(await later.get('c', 'password')).toBeNull()
})

test('until the passphrase is given nothing is read, changed or lost', async () => {
  const secrets = await open()
  await secrets.set('a', 'password', 'hush')
  await secrets.protect(PASSPHRASE)
  const later = await open()
  for (const work of [
    () => later.get('a', 'password'),
    () => later.set('a', 'password', 'other'),
    () => later.delete('a', 'password'),
    () => later.protect('another passphrase'),
  ])
    expect(await failureOf(work())).toMatchObject({ code: 'secrets-locked' })

  const wrong = await failureOf(later.unlock('incorrect horse'))
  expect(wrong.code).toBe('permission-denied')
  expect(wrong.message).not.toMatch(/horse/)
  await later.unlock(PASSPHRASE)
  expect(await later.get('a', 'password')).toBe('hush')
})

test('a changed passphrase opens what the former kept, and the former does not', async () => {
  const secrets = await open()
  await secrets.set('a', 'password', 'hush')
  await secrets.protect(PASSPHRASE)
  await secrets.protect('another passphrase')
  const later = await open()
  expect(await failureOf(later.unlock(PASSPHRASE))).toMatchObject({ code: 'permission-denied' })
  await later.unlock('another passphrase')
  expect(await later.get('a', 'password')).toBe('hush')
})

test('the same characters typed in another form are the same passphrase', async () => {
  const secrets = await open()
  await secrets.protect('caf\u00e9 caf\u00e9')
  await expect((await open()).unlock('cafe\u0301 cafe\u0301')).resolves.toBeUndefined()
})

test('a byte changed in the file is noticed', async () => {
  await (await open()).protect(PASSPHRASE)
  const sealed = JSON.parse(readFileSync(path, 'utf8'))
  const bytes = Buffer.from(sealed.ciphertext, 'base64')
  bytes[0]! ^= 1
  writeFileSync(path, JSON.stringify({ ...sealed, ciphertext: bytes.toString('base64') }))
  expect(await failureOf((await open()).unlock(PASSPHRASE))).toMatchObject({
    code: 'permission-denied',
  })
})

test('a damaged file is put aside and told', async () => {
  writeFileSync(path, '{"version":1,"kdf"')
  const { storage } = await open()
  const [keptAs] = readdirSync(folder)
  expect(storage).toEqual({ kind: 'memory', damagedFile: join(folder, keptAs!) })
  expect(keptAs).toMatch(/^secrets\.json\.damaged-/)
})

test('forgetting all deletes the file; each change of state is told', async () => {
  const secrets = await open()
  const told: SecretStorage[] = []
  secrets.onStorageChanged((storage) => told.push(storage))
  await secrets.set('a', 'password', 'hush')
  await secrets.protect(PASSPHRASE)
  await secrets.forgetAll()
  expect(readdirSync(folder)).toEqual([])
  expect(await secrets.get('a', 'password')).toBeNull()
  expect(told).toEqual([
    { kind: 'encrypted-file', isLocked: false },
    { kind: 'memory', damagedFile: null },
  ])
})

test('a file that cannot be written leaves what was kept as it was', async () => {
  const secrets = await open()
  await secrets.set('a', 'password', 'hush')
  await secrets.protect(PASSPHRASE)
  rmSync(folder, { recursive: true })
  expect(await failureOf(secrets.set('a', 'password', 'other'))).toMatchObject({
    code: 'file-failed',
  })
  expect(await secrets.get('a', 'password')).toBe('hush')
})
