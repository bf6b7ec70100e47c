import { WorkbenchError } from '../../contract/errors.ts'
import type {
  ConnectionTest,
  KeptSecrets,
  Profile,
  SecretStorage,
} from '../../contract/profiles.ts'
import { parsePoolId, PRIMARY } from '../../contract/servers.ts'
import {
  jumpPassphrase,
  jumpPassword,
  SSH_PASSPHRASE,
  SSH_PASSWORD,
  sshSecretNames,
  type SshHost,
  type SshMethod,
} from '../../contract/ssh.ts'
import type { Clock } from '../clock.ts'
import type { Connection, ConnectionTarget, Driver, DriverEnvironment } from '../drivers/driver.ts'
import { Listeners } from '../pool/Listeners.ts'
import { connectTimeout } from '../pool/poolErrors.ts'
import type { PoolProfile } from '../pool/PoolManager.ts'
import { isRouted } from '../pool/routing/RoutedSessions.ts'
import type { RoutedProfile } from '../pool/routing/ServerGroup.ts'
import { withDeadline } from '../pool/withDeadline.ts'
import { planHops } from '../tunnel/config/planHops.ts'
import { listSshHosts, passesBy, readSshPlace } from '../tunnel/config/sshPlace.ts'
import type { JumpLogin, SshLogin } from '../tunnel/readLogin.ts'
import type { Tunnels } from '../tunnel/Tunnels.ts'
import {
  checkProfile,
  checkSecretNames,
  checkServers,
  driverSecrets,
  secretNames,
} from './checkProfile.ts'
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
  tunnels: Tunnels
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
  readonly #tunnels: Tunnels
  readonly #clock: Clock
  readonly #saved = new Listeners<string>()
  readonly #deleted = new Listeners<string>()
  /** With their secrets, which are kept nowhere else. */
  #configured: ReadonlyMap<string, GivenProfile> = new Map()
  /** How often the secrets of a profile were changed since the start. */
  readonly #secretRevisions = new Map<string, number>()

  constructor({ store, secrets, drivers, environment, tunnels, clock }: ProfileServiceOptions) {
    this.#store = store
    this.#secrets = secrets
    this.#drivers = drivers
    this.#environment = environment
    this.#tunnels = tunnels
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

  /**
   * Throws `invalid-profile` when a driver's field is wrong; the saved profile stays then. A copy keeps
   * the secrets of what it is a copy of, `secretsOf`, unless others are given.
   */
  async save(wanted: Profile, own: GivenSecrets, secretsOf?: string): Promise<Profile> {
    this.#refuseConfigured(wanted.id)
    this.#check(wanted, own)
    const secrets = await this.#secrets
    const given = secretsOf ? { ...(await this.#allSecrets(wanted, secretsOf)), ...own } : own
    const profile = { ...wanted, givenSecrets: this.#givenSecrets(wanted, given) }
    for (const [name, value] of Object.entries(given))
      await (value === null
        ? secrets.delete(profile.id, name)
        : secrets.set(profile.id, name, value))
    // Jump hosts that are not on the way any more.
    const before = this.#store.find(profile.id)
    const isGone = (name: string) => !sshSecretNames(profile.ssh).includes(name)
    for (const name of sshSecretNames(before?.ssh ?? null).filter(isGone))
      await secrets.delete(profile.id, name)
    if (Object.keys(given).length > 0)
      this.#secretRevisions.set(profile.id, this.#secretRevision(profile.id) + 1)
    const goesOn = Object.keys(given).length === 0 && isSameWay(before, profile)
    this.#store.save(profile, this.#clock.wallClockMs())
    if (!goesOn) this.#tunnels.leave(profile.id)
    this.#saved.emit(profile.id)
    return profile
  }

  /** Which secrets of a profile there are; those that cannot be read now may be there or not. */
  async keptSecrets(profileId: string): Promise<KeptSecrets> {
    const found: Record<string, 'kept' | 'unreadable'> = {}
    for (const name of this.#secretNames(this.#store.get(profileId)))
      try {
        if ((await this.#secret(profileId, name, {})) !== null) found[name] = 'kept'
      } catch (error) {
        if (!isUnreadable(error)) throw error
        found[name] = 'unreadable'
      }
    return found
  }

  /** Changes nothing but where connections stand in the list: pools and sessions go on. */
  arrange(places: Parameters<ProfileStore['arrange']>[0]): void {
    for (const { profileId } of places) this.#refuseConfigured(profileId)
    this.#store.arrange(places)
  }

  /** Deleting what is not there is fine. */
  async delete(profileId: string): Promise<void> {
    const profile = this.#store.find(profileId)
    if (!profile) return
    this.#refuseConfigured(profileId)
    this.#store.delete(profileId)
    this.#tunnels.leave(profileId)
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
      if (!this.#configured.has(profileId)) {
        this.#tunnels.leave(profileId)
        this.#deleted.emit(profileId)
      }
  }

  /**
   * Connects once, apart from any pool, and says goodbye. Secrets not given are those kept for the
   * profile, or for `secretsOf`.
   */
  async test(
    profile: Profile,
    own: GivenSecrets,
    { secretsOf, signal }: { secretsOf?: string | undefined; signal: AbortSignal },
  ): Promise<ConnectionTest> {
    this.#check(profile, own)
    const given = secretsOf ? { ...(await this.#allSecrets(profile, secretsOf)), ...own } : own
    return this.#greet(await this.#open(profile, given, { owner: null, signal }), signal)
  }

  /** The same with a server of a saved profile. */
  async check(poolId: string, signal: AbortSignal): Promise<ConnectionTest> {
    return this.#greet(await this.connect(poolId, signal), signal)
  }

  async #greet(connection: Connection, signal: AbortSignal): Promise<ConnectionTest> {
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
    const profile = this.#serverProfile(poolId)
    return this.#open(profile, {}, { owner: profile.id, signal })
  }

  /** What the pool of a server of a profile is made from. Throws `not-found`. */
  describePool(poolId: string): PoolProfile {
    const { id, name, driverId, pool, routing, ...target } = this.#serverProfile(poolId)
    const { fields, ssh, isReadOnly, connectTimeoutMs, statementTimeoutMs, startSql } = target
    const revision = this.#secretRevision(id)
    return {
      name,
      driverId,
      settings: pool,
      opensFile: this.#driver({ driverId })?.capabilities.opensFile ?? false,
      connectTimeoutMs: connectLimitMs(target),
      // A server that cannot be reached is told as soon as one attempt has found out; where there are
      // others to go to, the first attempt says enough.
      connectPatienceMs: isRouted({ routing }) ? 0 : connectTimeoutMs,
      idleOrder: routing.mode === 'load-balanced' ? 'round-robin' : 'latest',
      targetKey: JSON.stringify([
        driverId,
        fields,
        ssh,
        isReadOnly,
        statementTimeoutMs,
        startSql,
        revision,
      ]),
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

  /** Throws `invalid-request` for a key that the server did not show. */
  async trustHostKey(host: string, port: number, fingerprint: string): Promise<void> {
    this.#tunnels.trust(host, port, fingerprint)
    const place = await readSshPlace()
    // Pools that gave up for want of it try again.
    for (const { id, ssh } of this.#store.list())
      if (ssh && passesBy({ host, port }, ssh, place)) {
        this.#secretRevisions.set(id, this.#secretRevision(id) + 1)
        this.#saved.emit(id)
      }
  }

  sshHosts(): Promise<SshHost[]> {
    return listSshHosts()
  }

  forgetHostKey(host: string, port: number): void {
    this.#tunnels.forget(host, port)
  }

  async #open(
    profile: Profile,
    given: GivenSecrets,
    { owner, signal }: { owner: string | null; signal: AbortSignal },
  ): Promise<Connection> {
    const driver = checkProfile(profile, this.#drivers)
    const target = await this.#target(profile, given)
    const hops = await this.#sshHops(profile, given)
    const { connectTimeoutMs: timeoutMs } = profile
    const limitMs = connectLimitMs(profile)
    const connect = (limited: AbortSignal) => driver.connect(target, this.#environment, limited)
    return withDeadline({
      clock: this.#clock,
      limitMs: limitMs + DRIVER_GRACE_MS,
      signal,
      onLimit: () => connectTimeout(profile.name, limitMs, driver.capabilities),
      work: (limited) => {
        if (!hops) return connect(limited)
        return this.#tunnels.use(hops, { owner, timeoutMs, signal: limited }, async (way) => {
          const { locate } = way
          try {
            return await driver.connect({ ...target, locate }, this.#environment, limited)
          } catch (error) {
            // The driver only saw its socket close.
            throw way.refusal ?? error
          }
        })
      },
      discard: (late) => late.destroy(),
    })
  }

  async #target(profile: Profile, given: GivenSecrets): Promise<ConnectionTarget> {
    const driver = this.#driver(profile)
    const fields = { ...defaultsOf(driver), ...profile.fields }
    for (const name of driver ? driverSecrets(driver) : []) {
      const value = await this.#secretFor(profile, name, given)
      if (value !== null) fields[name] = value
    }
    const {
      name: profileName,
      isReadOnly,
      connectTimeoutMs,
      statementTimeoutMs,
      startSql,
    } = profile
    return { profileName, fields, isReadOnly, connectTimeoutMs, statementTimeoutMs, startSql }
  }

  /** Logins on the way through SSH servers; null: the way leads straight. */
  async #sshHops(profile: Profile, given: GivenSecrets): Promise<SshLogin[] | null> {
    const { ssh } = profile
    if (!ssh) return null
    const secretsOf = async (
      method: SshMethod,
      names: { password: string; passphrase: string },
    ) => {
      const find = (name: string) => this.#secretFor(profile, name, given)
      return {
        password: method === 'password' ? await find(names.password) : null,
        passphrase: method === 'key' ? await find(names.passphrase) : null,
      }
    }
    const jumpLogins: JumpLogin[] = []
    for (const login of ssh.jumpLogins) {
      const { jump, method } = login
      const names = { password: jumpPassword(jump), passphrase: jumpPassphrase(jump) }
      jumpLogins.push({ ...login, ...(await secretsOf(method, names)) })
    }
    const own = { password: SSH_PASSWORD, passphrase: SSH_PASSPHRASE }
    const secrets = await secretsOf(ssh.method, own)
    return planHops({ ...ssh, ...secrets, jumpLogins }, await readSshPlace())
  }

  /** The same for a login. Throws where it was given once, and is not there: nobody can log in without. */
  async #secretFor(profile: Profile, name: string, given: GivenSecrets): Promise<string | null> {
    const value = await this.#secret(profile.id, name, given)
    const isMissed = value === null && !Object.hasOwn(given, name)
    if (!isMissed || !profile.givenSecrets.includes(name)) return value
    throw new WorkbenchError(
      'authentication-failed',
      `The password of “${profile.name}” is not kept any more. Enter it.`,
      { details: { missingSecret: name } },
    )
  }

  /** What was given, else what is kept; null: neither. */
  async #secret(profileId: string, name: string, given: GivenSecrets): Promise<string | null> {
    if (Object.hasOwn(given, name)) return given[name] ?? null
    const configured = this.#configured.get(profileId)?.secrets
    return configured ? (configured[name] ?? null) : (await this.#secrets).get(profileId, name)
  }

  /** Those of another profile that this one may have too. */
  async #allSecrets(profile: Profile, ofProfileId: string): Promise<Record<string, string>> {
    const found: Record<string, string> = {}
    for (const name of this.#secretNames(profile)) {
      const value = await this.#secret(ofProfileId, name, {})
      if (value !== null) found[name] = value
    }
    return found
  }

  /** Those given before, and now, and not taken back. */
  #givenSecrets(profile: Profile, given: GivenSecrets): string[] {
    const before = this.#store.find(profile.id)?.givenSecrets ?? []
    return this.#secretNames(profile).filter((name) =>
      Object.hasOwn(given, name) ? given[name] !== null : before.includes(name),
    )
  }

  #check(profile: Profile, given: GivenSecrets): void {
    checkSecretNames(checkServers(profile, this.#drivers), profile, Object.keys(given))
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

  #secretNames(profile: Profile): string[] {
    const driver = this.#driver(profile)
    return driver ? secretNames(driver, profile) : []
  }
}

const isUnreadable = (error: unknown): boolean =>
  error instanceof WorkbenchError &&
  (error.code === 'secrets-locked' || error.code === 'permission-denied')

const isSameWay = (before: Profile | null, after: Profile): boolean =>
  JSON.stringify(before?.ssh) === JSON.stringify(after.ssh)

/** The way to the SSH server and the way on to the database have the time each. */
const connectLimitMs = ({ connectTimeoutMs, ssh }: Pick<Profile, 'connectTimeoutMs' | 'ssh'>) =>
  ssh ? 2 * connectTimeoutMs : connectTimeoutMs

function defaultsOf(driver: Driver | null): Profile['fields'] {
  const fields: Profile['fields'] = {}
  for (const { name, kind, defaultValue } of driver?.profileFields ?? [])
    if (kind !== 'secret' && defaultValue !== undefined) fields[name] = defaultValue
  return fields
}
