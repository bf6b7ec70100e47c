import { WorkbenchError } from '../../contract/errors.ts'
import type { ConnectionTest, Profile, SecretStorage } from '../../contract/profiles.ts'
import { parsePoolId, PRIMARY } from '../../contract/servers.ts'
import type { Clock } from '../clock.ts'
import type { Connection, ConnectionTarget, Driver, DriverEnvironment } from '../drivers/driver.ts'
import { Listeners } from '../pool/Listeners.ts'
import type { PoolProfile } from '../pool/PoolManager.ts'
import { isRouted } from '../pool/routing/RoutedSessions.ts'
import type { RoutedProfile } from '../pool/routing/ServerGroup.ts'
import { withDeadline } from '../pool/withDeadline.ts'
import { checkProfile, checkSecretNames, checkServers } from './checkProfile.ts'
import type { GivenProfile } from './config/readConfig.ts'
import { profileOfServer } from './profileOfServer.ts'
import type { ProfileStore } from './ProfileStore.ts'
import type { PassphraseProtection, SecretStore } from './secrets/SecretStore.ts'

/** Values of secret fields by name; null forgets what was kept. */
export type GivenSecrets = Readonly<Record<string, string | null>>

export type ProfileServiceOptions = {
  store: ProfileStore
  /** A promise, since asking a keychain whether it works may take a moment. */
  secrets: Promise<SecretStore>
  drivers: readonly Driver[]
  environment: DriverEnvironment
  clock: Clock
}

/** A driver keeps `connectTimeoutMs` itself and knows best what it waited for; this comes after. */
const DRIVER_GRACE_MS = 500

/** Profiles with their secrets, and connections made from the two. */
export class ProfileService {
  readonly #store: ProfileStore
  readonly #secrets: Promise<SecretStore>
  readonly #drivers: readonly Driver[]
  readonly #environment: DriverEnvironment
  readonly #clock: Clock
  readonly #saved = new Listeners<string>()
  readonly #deleted = new Listeners<string>()
  /** With their secrets, which are kept nowhere else. */
  #configured: ReadonlyMap<string, GivenProfile> = new Map()
  /** How often the secrets of a profile were changed since the start. */
  readonly #secretRevisions = new Map<string, number>()

  constructor({ store, secrets, drivers, environment, clock }: ProfileServiceOptions) {
    this.#store = store
    this.#secrets = secrets
    this.#drivers = drivers
    this.#environment = environment
    this.#clock = clock
  }

  list(): Profile[] {
    return this.#store.list()
  }

  /** Throws `not-found`. */
  get(profileId: string): Profile {
    return this.#store.get(profileId)
  }

  find(profileId: string): Profile | null {
    return this.#store.find(profileId)
  }

  onChanged(listener: (profiles: Profile[]) => void): () => void {
    return this.#store.onChanged(listener)
  }

  /** Called with the profile's id. */
  onSaved(listener: (profileId: string) => void): () => void {
    return this.#saved.add(listener)
  }

  onDeleted(listener: (profileId: string) => void): () => void {
    return this.#deleted.add(listener)
  }

  /** Throws `invalid-profile` when a driver's field is wrong; the saved profile stays then. */
  async save(profile: Profile, given: GivenSecrets): Promise<Profile> {
    this.#refuseConfigured(profile.id)
    this.#check(profile, given)
    const secrets = await this.#secrets
    for (const [name, value] of Object.entries(given))
      await (value === null
        ? secrets.delete(profile.id, name)
        : secrets.set(profile.id, name, value))
    if (Object.keys(given).length > 0)
      this.#secretRevisions.set(profile.id, this.#secretRevision(profile.id) + 1)
    this.#store.save(profile, this.#clock.wallClockMs())
    this.#saved.emit(profile.id)
    return profile
  }

  /** Deleting what is not there is fine. */
  async delete(profileId: string): Promise<void> {
    const profile = this.#store.find(profileId)
    if (!profile) return
    this.#refuseConfigured(profileId)
    this.#store.delete(profileId)
    this.#deleted.emit(profileId)
    const secrets = await this.#secrets
    for (const name of this.#secretNames(profile)) await secrets.delete(profileId, name)
  }

  /** Takes checked profiles of the configuration over in place of all given so before. */
  applyConfigured(given: readonly GivenProfile[]): void {
    const before = this.#configured
    this.#configured = new Map(given.map((one) => [one.profile.id, one]))
    this.#store.setConfigured(given.map(({ profile }) => profile))
    for (const [profileId, one] of this.#configured) {
      const old = before.get(profileId)
      if (JSON.stringify(old) === JSON.stringify(one)) continue
      if (JSON.stringify(old?.secrets) !== JSON.stringify(one.secrets))
        this.#secretRevisions.set(profileId, this.#secretRevision(profileId) + 1)
      this.#saved.emit(profileId)
    }
    for (const profileId of before.keys())
      if (!this.#configured.has(profileId)) this.#deleted.emit(profileId)
  }

  /** Connects once, apart from any pool, and says goodbye. Secrets not given are those kept. */
  async test(profile: Profile, given: GivenSecrets, signal: AbortSignal): Promise<ConnectionTest> {
    this.#check(profile, given)
    const connection = await this.#open(profile, given, signal)
    try {
      const startedAtMs = this.#clock.now()
      await connection.ping(signal)
      const latencyMs = this.#clock.now() - startedAtMs
      const { product, version } = connection.server
      return { product, version, latencyMs }
    } finally {
      await connection.close()
    }
  }

  /** One session of a saved profile, for the pool of one of its servers. */
  async connect(poolId: string, signal: AbortSignal): Promise<Connection> {
    return this.#open(this.#serverProfile(poolId), {}, signal)
  }

  /** What the pool of a server of a profile is made from. Throws `not-found`. */
  describePool(poolId: string): PoolProfile {
    const { id, name, driverId, pool, routing, ...target } = this.#serverProfile(poolId)
    const { fields, isReadOnly, connectTimeoutMs, statementTimeoutMs } = target
    const revision = this.#secretRevision(id)
    return {
      name,
      driverId,
      settings: pool,
      connectTimeoutMs,
      // A server that cannot be reached is told as soon as one attempt has found out; where there are
      // others to go to, the first attempt says enough.
      connectPatienceMs: isRouted({ routing }) ? 0 : connectTimeoutMs,
      idleOrder: routing.mode === 'load-balanced' ? 'round-robin' : 'latest',
      targetKey: JSON.stringify([driverId, fields, isReadOnly, statementTimeoutMs, revision]),
    }
  }

  /** What goes to which server of the profile. Throws `not-found`. */
  describeRouting(profileId: string): RoutedProfile {
    const profile = this.#store.get(profileId)
    const inspect = this.#driver(profile)?.inspectServer?.bind(null) ?? null
    return { name: profile.name, routing: profile.routing, inspect }
  }

  /** Throws `not-found`, and `invalid-profile` where the saved profile no longer fits its driver. */
  driverOf(profileId: string): Driver {
    return checkProfile(this.#store.get(profileId), this.#drivers)
  }

  /** Null where the profile or its driver is gone. */
  findDriver(profileId: string): Driver | null {
    const profile = this.#store.find(profileId)
    return profile && this.#driver(profile)
  }

  /** Calls with where secrets are kept, as soon as that is known and after every change. */
  watchSecretStorage(listener: (storage: SecretStorage) => void): () => void {
    let isWanted = true
    let stop = () => {}
    void this.#secrets.then(({ storage, passphrase }) => {
      if (!isWanted) return
      listener(storage)
      if (passphrase) stop = passphrase.onStorageChanged(listener)
    })
    return () => {
      isWanted = false
      stop()
    }
  }

  /** Throws `unsupported` where the operating system keeps the secrets. */
  async secretProtection(): Promise<PassphraseProtection> {
    const { passphrase } = await this.#secrets
    if (passphrase) return passphrase
    throw new WorkbenchError(
      'unsupported',
      'The operating system keeps the passwords; no passphrase is needed.',
    )
  }

  /** Has the pools try again whose connections waited for a secret. Throws `permission-denied`. */
  async unlockSecrets(passphrase: string): Promise<void> {
    await (await this.secretProtection()).unlock(passphrase)
    for (const profile of this.#store.list())
      if (this.#secretNames(profile).length > 0) {
        this.#secretRevisions.set(profile.id, this.#secretRevision(profile.id) + 1)
        this.#saved.emit(profile.id)
      }
  }

  async #open(profile: Profile, given: GivenSecrets, signal: AbortSignal): Promise<Connection> {
    const driver = checkProfile(profile, this.#drivers)
    const target = await this.#target(profile, given)
    const { connectTimeoutMs } = profile
    return withDeadline({
      clock: this.#clock,
      limitMs: connectTimeoutMs + DRIVER_GRACE_MS,
      signal,
      onLimit: () =>
        new WorkbenchError(
          'connect-timeout',
          `No connection to “${profile.name}” within ${connectTimeoutMs} ms. Check that the server ` +
            'runs and can be reached, or raise the connect timeout.',
          { details: { connectTimeoutMs } },
        ),
      work: (limited) => driver.connect(target, this.#environment, limited),
      discard: (late) => late.destroy(),
    })
  }

  async #target(profile: Profile, given: GivenSecrets): Promise<ConnectionTarget> {
    const secrets = await this.#secrets
    const configured = this.#configured.get(profile.id)?.secrets
    const kept = (name: string) => (configured ? configured[name] : secrets.get(profile.id, name))
    const fields = { ...defaultsOf(this.#driver(profile)), ...profile.fields }
    for (const name of this.#secretNames(profile)) {
      const value = Object.hasOwn(given, name) ? given[name] : await kept(name)
      if (value !== null && value !== undefined) fields[name] = value
    }
    const { name: profileName, isReadOnly, connectTimeoutMs, statementTimeoutMs } = profile
    return { profileName, fields, isReadOnly, connectTimeoutMs, statementTimeoutMs }
  }

  #check(profile: Profile, given: GivenSecrets): void {
    checkSecretNames(checkServers(profile, this.#drivers), Object.keys(given))
  }

  /** What comes from the configuration is changed there. */
  #refuseConfigured(profileId: string): void {
    if (!this.#store.isConfigured(profileId)) return
    const { name } = this.#store.get(profileId)
    throw new WorkbenchError(
      'invalid-request',
      `“${name}” comes from the configuration. Change it in sluice.config.json or the environment, ` +
        'or duplicate it to change the copy.',
      { details: { profileId } },
    )
  }

  /** The profile as if the server were its only one. */
  #serverProfile(poolId: string): Profile {
    const { profileId, serverName } = parsePoolId(poolId)
    const profile = this.#store.get(profileId)
    if (serverName === PRIMARY) return profile
    const server = profile.routing.servers.find(({ name }) => name === serverName)
    if (server) return profileOfServer(profile, server)
    throw new WorkbenchError(
      'not-found',
      `“${profile.name}” has no server “${serverName}” any more.`,
      { details: { profileId } },
    )
  }

  #secretRevision(profileId: string): number {
    return this.#secretRevisions.get(profileId) ?? 0
  }

  #driver({ driverId }: Pick<Profile, 'driverId'>): Driver | null {
    return this.#drivers.find(({ id }) => id === driverId) ?? null
  }

  #secretNames({ driverId }: Profile): string[] {
    const secrets =
      this.#driver({ driverId })?.profileFields.filter(({ kind }) => kind === 'secret') ?? []
    return secrets.map(({ name }) => name)
  }
}

function defaultsOf(driver: Driver | null): Profile['fields'] {
  const fields: Profile['fields'] = {}
  for (const { name, kind, defaultValue } of driver?.profileFields ?? [])
    if (kind !== 'secret' && defaultValue !== undefined) fields[name] = defaultValue
  return fields
}
