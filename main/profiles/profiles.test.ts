import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WorkbenchError } from '../../contract/errors.ts'
import { profileSchema, type Profile, type ProfileInput } from '../../contract/profiles.ts'
import { failureOf } from '../pool/testing/failureOf.ts'
import { openAppDatabase, type AppDatabase } from '../storage/AppDatabase.ts'
import { FakeClock } from '../testing/fakeClock.ts'
import { FakeDatabase, fakeDriver } from '../testing/fakeDriver.ts'
import { HostKeyStore } from '../tunnel/HostKeyStore.ts'
import { Tunnels } from '../tunnel/Tunnels.ts'
import { parseConnectionUrl } from './parseConnectionUrl.ts'
import { ProfileService } from './ProfileService.ts'
import { ProfileStore } from './ProfileStore.ts'
import { PassphraseSecrets } from './secrets/PassphraseSecrets.ts'
import { SecretFile } from './secrets/SecretFile.ts'

let folder: string
let appDatabase: AppDatabase
let clock: FakeClock
let server: FakeDatabase
let store: ProfileStore
let secrets: PassphraseSecrets
let profiles: ProfileService

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-profiles-'))
  appDatabase = openAppDatabase({ dataDir: folder, wallClockMs: () => 0 })
  clock = new FakeClock()
  server = new FakeDatabase()
  store = new ProfileStore(appDatabase.database)
  secrets = new PassphraseSecrets({ file: new SecretFile(join(folder, 'secrets.json')) })
  profiles = new ProfileService({
    store,
    secrets: Promise.resolve(secrets),
    drivers: [fakeDriver(server)],
    environment: {
      spawnProcess: () => {
        throw new Error('No process is needed here.')
      },
    },
    tunnels: new Tunnels(new HostKeyStore(appDatabase.database), clock),
    clock,
  })
})
afterEach(() => {
  appDatabase.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The program started anew: what was kept in memory is gone. */
const startedAnew = () =>
  new ProfileService({
    store: new ProfileStore(appDatabase.database),
    secrets: Promise.resolve(new PassphraseSecrets({ file: new SecretFile(join(folder, 'none')) })),
    drivers: [fakeDriver(server)],
    environment: { spawnProcess: () => Promise.reject(new Error('None.')) as never },
    tunnels: new Tunnels(new HostKeyStore(appDatabase.database), clock),
    clock,
  })

const profile = (changes: Partial<ProfileInput> = {}): Profile =>
  profileSchema.parse({
    id: 'orders',
    name: 'Orders',
    driverId: 'fake',
    fields: { host: 'db.example.org' },
    pool: {},
    ...changes,
  })
const never = new AbortController().signal

describe('saved profiles', () => {
  test('are there again after a restart, by name', async () => {
    await profiles.save(profile(), {})
    await profiles.save(profile({ id: 'b', name: 'Archive', environment: 'production' }), {})
    const again = new ProfileStore(appDatabase.database)
    expect(again.list()).toEqual([
      profile({ id: 'b', name: 'Archive', environment: 'production' }),
      profile(),
    ])
  })

  test('of an earlier version, without folder, colour and tunnel, are read with none of them', () => {
    const old = {
      id: 'old',
      name: 'Old',
      driverId: 'fake',
      fields: { host: 'db' },
      environment: 'test',
      isReadOnly: false,
      connectTimeoutMs: 3_000,
      statementTimeoutMs: 0,
      pool: {},
    }
    appDatabase.database
      .prepare('insert into profiles values (?, ?, ?, 0)')
      .run('old', 'Old', JSON.stringify(old))
    const [read] = new ProfileStore(appDatabase.database).list()
    expect(read).toMatchObject({ folder: '', colour: 'none', position: null, ssh: null })
  })

  test('are put in folders and in order, all or none, and their pools hear nothing of it', async () => {
    for (const id of ['a', 'b', 'c']) await profiles.save(profile({ id, name: id }), {})
    const saved: string[] = []
    profiles.onSaved((id) => saved.push(id))
    profiles.arrange([
      { profileId: 'c', folder: '', position: 0 },
      { profileId: 'a', folder: 'Work', position: null },
      { profileId: 'gone', folder: 'Work', position: null },
    ])
    const again = new ProfileStore(appDatabase.database)
    expect(again.list().map((one) => `${one.folder}:${one.id}`)).toEqual(['Work:a', ':c', ':b'])
    expect(saved).toEqual([])
  })

  test('may go through an SSH server, by a key that has a passphrase', async () => {
    const ssh = { host: 'bastion', user: 'me', method: 'key' as const }
    await profiles.save(profile({ ssh: { ...ssh, keyFile: '~/.ssh/id' } }), { sshPassphrase: 'x' })
    expect(await secrets.get('orders', 'sshPassphrase')).toBe('x')
  })

  test('of an earlier version, whose jump hosts have no logins of their own, are read', () => {
    const ssh = { host: 'bastion', port: 22, user: '', method: 'agent', keyFile: '', jumps: 'a, b' }
    appDatabase.database
      .prepare('insert into profiles values (?, ?, ?, 0)')
      .run('old', 'Old', JSON.stringify({ ...profile({ id: 'old' }), ssh }))
    const [read] = new ProfileStore(appDatabase.database).list()
    expect(read!.ssh).toMatchObject({ jumps: 'a, b', jumpLogins: [] })
  })

  test('keep a password for each jump host, until it is none any more', async () => {
    const login = (jump: string) => ({ jump, method: 'password' as const, keyFile: '' })
    const through = (...jumps: string[]) => {
      const ssh = { host: 'bastion', jumps: jumps.join(), jumpLogins: jumps.map(login) }
      return profile({ ssh })
    }
    const name = (jump: string) => `sshPassword@${jump}`
    await profiles.save(through('a', 'x@b'), { [name('a')]: 'one', [name('x@b')]: 'two' })
    expect(await profiles.keptSecrets('orders')).toEqual({
      [name('a')]: 'kept',
      [name('x@b')]: 'kept',
    })
    await profiles.save(through('x@b'), {})
    await profiles.save(through('a', 'x@b'), {})
    expect(await profiles.keptSecrets('orders')).toEqual({ [name('x@b')]: 'kept' })
    expect(await failureOf(profiles.save(through('a'), { [name('c')]: 'three' }))).toMatchObject({
      code: 'invalid-profile',
    })
  })

  test('are replaced by id, told to listeners, and gone when deleted', async () => {
    const heard: string[][] = []
    profiles.onChanged((list) => heard.push(list.map(({ name }) => name)))
    await profiles.save(profile(), {})
    await profiles.save(profile({ name: 'Renamed' }), {})
    await profiles.delete('orders')
    await profiles.delete('orders')
    expect(heard).toEqual([['Orders'], ['Renamed'], []])
    expect(() => profiles.get('orders')).toThrow(expect.objectContaining({ code: 'not-found' }))
  })

  test('that cannot be read stay in the store and are named', async () => {
    await profiles.save(profile(), {})
    appDatabase.database.exec(`insert into profiles values ('x', 'Broken', '{"id":', 0)`)
    const again = new ProfileStore(appDatabase.database)
    expect(again.list()).toHaveLength(1)
    expect(again.unreadable).toEqual(['Broken'])
    expect(appDatabase.database.prepare('select count(*) from profiles').pluck().get()).toBe(2)
  })
})

describe('a profile that does not fit its driver is refused', () => {
  test.each<[string, Partial<ProfileInput>, string, RegExp]>([
    ['an unknown driver', { driverId: 'oracle' }, 'driverId', /no driver “oracle”.*one of fake/],
    ['a missing field', { fields: {} }, 'fields.host', /Host is missing. Fill it in/],
    ['an empty field', { fields: { host: '' } }, 'fields.host', /Host is missing/],
    ['a text for a number', { fields: { host: 'a', port: 'x' } }, 'fields.port', /not a number/],
    ['a number for a text', { fields: { host: 7 } }, 'fields.host', /not a text/],
    ['no choice of these', { fields: { host: 'a', tls: 'so' } }, 'fields.tls', /none of off, on/],
    ['a field too many', { fields: { host: 'a', x: 1 } }, 'fields.x', /no field “x”/],
    [
      'a secret in it',
      { fields: { host: 'a', password: 'hush' } },
      'fields.password',
      /kept apart from the connection/,
    ],
  ])('for %s', async (_, changes, field, message) => {
    const error = await failureOf(profiles.save(profile(changes), {}))
    expect(error).toMatchObject({ code: 'invalid-profile', details: { field } })
    expect(error.message).toMatch(message)
    expect(error.message).not.toContain('hush')
    expect(profiles.list()).toEqual([])
  })

  test('with a secret the driver does not know', async () => {
    const error = await failureOf(profiles.save(profile(), { token: 'hush' }))
    expect(error).toMatchObject({ code: 'invalid-profile', details: { field: 'secrets.token' } })
  })
})

describe('secrets', () => {
  test('of a connection go along to its copy, unless others are given', async () => {
    await profiles.save(profile(), { password: 'hush' })
    await profiles.save(profile({ id: 'copy' }), {}, 'orders')
    await profiles.save(profile({ id: 'other' }), { password: 'own' }, 'orders')
    expect(await secrets.get('copy', 'password')).toBe('hush')
    expect(await secrets.get('other', 'password')).toBe('own')
  })

  test('reach the driver and stay out of the store of profiles', async () => {
    await profiles.save(profile(), { password: 'hush-hush' })
    await profiles.connect('orders', never)
    expect(server.targets[0]!.fields).toEqual({
      host: 'db.example.org',
      port: 1234,
      tls: 'off',
      password: 'hush-hush',
    })
    expect(JSON.stringify(profiles.list())).not.toContain('hush')
    appDatabase.database.pragma('wal_checkpoint(truncate)')
    expect(readFileSync(join(folder, 'sluice.db')).includes('hush-hush')).toBe(false)
  })

  test('are kept when a save leaves them out, and forgotten on null', async () => {
    await profiles.save(profile(), { password: 'hush' })
    await profiles.save(profile({ name: 'Renamed' }), {})
    expect(await secrets.get('orders', 'password')).toBe('hush')
    await profiles.save(profile(), { password: null })
    expect(await secrets.get('orders', 'password')).toBeNull()
  })

  test('go with their profile', async () => {
    await profiles.save(profile(), { password: 'hush' })
    await profiles.delete('orders')
    expect(await secrets.get('orders', 'password')).toBeNull()
  })

  test('are told by name where they are kept, and never by value', async () => {
    await profiles.save(profile(), {})
    expect(await profiles.keptSecrets('orders')).toEqual({})
    await profiles.save(profile(), { password: 'hush', sshPassword: 'x' })
    expect(await profiles.keptSecrets('orders')).toEqual({ password: 'kept', sshPassword: 'kept' })
    await profiles.save(profile(), { password: null })
    expect(await profiles.keptSecrets('orders')).toEqual({ sshPassword: 'kept' })
  })

  test('that change make the pool connect anew', async () => {
    await profiles.save(profile(), {})
    const before = profiles.describePool('orders').targetKey
    await profiles.save(profile({ name: 'Renamed', pool: { max: 9 } }), {})
    expect(profiles.describePool('orders').targetKey).toBe(before)
    await profiles.save(profile(), { password: 'new' })
    expect(profiles.describePool('orders').targetKey).not.toBe(before)
    expect(profiles.describePool('orders').targetKey).not.toContain('new')
  })
})

describe('a test of a connection', () => {
  test('tells what answers, and leaves nothing open', async () => {
    const answer = await profiles.test(profile(), { password: 'hush' }, { signal: never })
    expect(answer).toEqual({ product: 'FakeDB', version: '1.2', latencyMs: 0 })
    expect(server.openSessions).toEqual([])
    expect(profiles.list()).toEqual([])
  })

  test('uses the kept secret unless one is given', async () => {
    await profiles.save(profile(), { password: 'kept' })
    await profiles.test(profile(), {}, { signal: never })
    await profiles.test(profile(), { password: 'given' }, { signal: never })
    await profiles.test(profile(), { password: null }, { signal: never })
    expect(server.targets.map(({ fields }) => fields['password'])).toEqual([
      'kept',
      'given',
      undefined,
    ])
  })

  test('fails with the error of the driver', async () => {
    server.onConnect = async () => {
      throw new WorkbenchError('authentication-failed', 'The password is wrong.')
    }
    expect(await failureOf(profiles.test(profile(), {}, { signal: never }))).toMatchObject({
      code: 'authentication-failed',
    })
  })

  test('ends soon after the connect timeout, even when the driver hangs', async () => {
    const late = Promise.withResolvers<void>()
    server.onConnect = () => late.promise
    const failure = failureOf(
      profiles.test(profile({ connectTimeoutMs: 2_000 }), {}, { signal: never }),
    )
    await clock.advance(2_500)
    expect(await failure).toMatchObject({
      code: 'connect-timeout',
      message: expect.stringContaining(
        '“Orders” did not accept a connection within 2,000 ms. Check the host',
      ),
    })
    late.resolve()
    await clock.settle()
    expect(server.openSessions).toEqual([])
  })

  test('is given up with its signal', async () => {
    server.onConnect = () => new Promise(() => {})
    const controller = new AbortController()
    const failure = failureOf(profiles.test(profile(), {}, { signal: controller.signal }))
    await clock.settle()
    controller.abort(new WorkbenchError('aborted', 'given up'))
    expect(await failure).toMatchObject({ code: 'aborted' })
  })
})

describe('a connection URL', () => {
  const fake = fakeDriver(new FakeDatabase())
  const filed = {
    ...fakeDriver(new FakeDatabase(), 'filed'),
    profileFields: [{ name: 'path', label: 'File', kind: 'file' as const, isRequired: true }],
    parseUrl: (url: string) => ({
      driverId: 'filed',
      name: 'file',
      fields: { path: url },
      secrets: {},
    }),
  }
  const parse = (url: string) => parseConnectionUrl(url, [fake, filed])

  test('goes to the driver of its scheme, whatever the case', () => {
    expect(parse(' fake://db ')).toMatchObject({ driverId: 'fake', fields: { host: 'db' } })
    expect(parse('FAKE://db').driverId).toBe('fake')
  })

  test.each(['shop.db', '/data/shop.sqlite', 'C:\\data\\shop.db3', './a b/shop.SQLITE3'])(
    'may be the path of a file: %s',
    (path) => {
      expect(parse(path)).toMatchObject({ driverId: 'filed', fields: { path } })
    },
  )

  test.each([
    ['', 'url', /empty.*fake:\/\/host/],
    ['oracle://a:hush@b', 'scheme', /“oracle”.*fake:\/\/host and filed:\/\/host/],
    ['http://a/b.db', 'scheme', /“http”/],
    ['just words', 'scheme', /no scheme/],
  ])('%j is refused with its broken part', (url, part, message) => {
    const refused = () => parse(url)
    expect(refused).toThrow(expect.objectContaining({ code: 'invalid-url', details: { part } }))
    expect(refused).toThrow(message)
    expect(refused).not.toThrow(/hush/)
  })
})

describe('a password that is not kept any more', () => {
  test('is asked for before the server is', async () => {
    await profiles.save(profile(), { password: 'hush' })
    const later = startedAnew()
    expect(await failureOf(later.connect('orders', never))).toMatchObject({
      code: 'authentication-failed',
      details: { missingSecret: 'password' },
    })
    expect(server.targets).toEqual([])
    await later.save(later.get('orders'), { password: 'hush' })
    await later.connect('orders', never)
    expect(server.targets.map(({ fields }) => fields['password'])).toEqual(['hush'])
  })

  test('is not asked for where none was given, or it was taken back', async () => {
    await profiles.save(profile({ givenSecrets: ['password'] }), {})
    await startedAnew().connect('orders', never)
    await profiles.save(profile(), { password: 'hush' })
    await profiles.save(profile({ name: 'Renamed' }), {})
    expect(profiles.get('orders').givenSecrets).toEqual(['password'])
    await profiles.save(profile(), { password: null })
    await startedAnew().connect('orders', never)
    expect(server.targets).toHaveLength(2)
  })

  test('of an SSH server is missed as well', async () => {
    const ssh = { host: 'bastion', user: 'me', method: 'password' as const }
    await profiles.save(profile({ ssh }), { sshPassword: 'hush' })
    expect(await failureOf(startedAnew().connect('orders', never))).toMatchObject({
      details: { missingSecret: 'sshPassword' },
    })
  })
})
