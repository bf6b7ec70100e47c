import type { Database } from 'better-sqlite3'
import { WorkbenchError } from '../../contract/errors.ts'
import { comparePlaces, type ProfilePlace } from '../../contract/profilePlace.ts'
import { profileSchema, type Profile } from '../../contract/profiles.ts'
import { Listeners } from '../pool/Listeners.ts'

/** Saved profiles. Checks nothing but their shape; see `ProfileService`. */
export class ProfileStore {
  readonly #changed = new Listeners<Profile[]>()
  readonly #profiles = new Map<string, Profile>()
  /** From the configuration; never written down. */
  #configured: ReadonlyMap<string, Profile> = new Map()
  /** Names of the profiles in the store that cannot be read. They stay there. */
  readonly unreadable: readonly string[]
  readonly #save
  readonly #delete
  readonly #saveAll

  constructor(database: Database) {
    this.#save = database.prepare<[string, string, string, number]>(
      `insert into profiles (id, name, settings, created_at_ms) values (?, ?, ?, ?)
       on conflict (id) do update set name = excluded.name, settings = excluded.settings`,
    )
    this.#delete = database.prepare<[string]>('delete from profiles where id = ?')
    this.#saveAll = database.transaction((profiles: readonly Profile[]) => {
      for (const profile of profiles)
        this.#save.run(profile.id, profile.name, JSON.stringify(profile), 0)
    })
    this.unreadable = this.#load(database)
  }

  /** Folders first; see `comparePlaces`. */
  list(): Profile[] {
    return [...this.#profiles.values(), ...this.#configured.values()].sort(comparePlaces)
  }

  find(profileId: string): Profile | null {
    return this.#configured.get(profileId) ?? this.#profiles.get(profileId) ?? null
  }

  isConfigured(profileId: string): boolean {
    return this.#configured.has(profileId)
  }

  /** Shows these beside the saved ones, in place of those shown so before. */
  setConfigured(profiles: readonly Profile[]): void {
    this.#configured = new Map(profiles.map((profile) => [profile.id, profile]))
    this.#changed.emit(this.list())
  }

  /** Throws `not-found`. */
  get(profileId: string): Profile {
    const profile = this.find(profileId)
    if (profile) return profile
    throw new WorkbenchError(
      'not-found',
      'That connection is no longer there. Choose another, or make it anew.',
      { details: { profileId } },
    )
  }

  save(profile: Profile, atMs: number): void {
    this.#save.run(profile.id, profile.name, JSON.stringify(profile), atMs)
    this.#profiles.set(profile.id, profile)
    this.#changed.emit(this.list())
  }

  /** All of them or none. Who is not there is passed over. */
  arrange(places: readonly ({ profileId: string } & ProfilePlace)[]): void {
    const moved = places.flatMap(({ profileId, folder, position }) => {
      const profile = this.#profiles.get(profileId)
      return profile ? [{ ...profile, folder, position }] : []
    })
    this.#saveAll(moved)
    for (const profile of moved) this.#profiles.set(profile.id, profile)
    this.#changed.emit(this.list())
  }

  delete(profileId: string): void {
    this.#delete.run(profileId)
    if (this.#profiles.delete(profileId)) this.#changed.emit(this.list())
  }

  onChanged(listener: (profiles: Profile[]) => void): () => void {
    return this.#changed.add(listener)
  }

  #load(database: Database): string[] {
    const rows = database
      .prepare<[], { name: string; settings: string }>('select name, settings from profiles')
      .all()
    return rows.flatMap(({ name, settings }) => {
      const profile = readProfile(settings)
      if (!profile) return [name]
      this.#profiles.set(profile.id, profile)
      return []
    })
  }
}

function readProfile(settings: string): Profile | null {
  try {
    return profileSchema.parse(JSON.parse(settings))
  } catch {
    return null // told at start by its name, see `unreadable`
  }
}
