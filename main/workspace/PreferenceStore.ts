import type { Database } from 'better-sqlite3'
import {
  preferencesSchema,
  type PreferenceChange,
  type Preferences,
} from '../../contract/workspace.ts'

/** The user's choices. One that is missing or that this version does not know takes its default. */
export class PreferenceStore {
  readonly #database
  readonly #list
  readonly #save

  constructor(database: Database) {
    this.#database = database
    this.#list = database.prepare<[], { name: string; value: string }>(
      'select name, value from preferences',
    )
    this.#save = database.prepare<[string, string]>(
      `insert into preferences (name, value) values (?, ?)
       on conflict (name) do update set value = excluded.value`,
    )
  }

  get(): Preferences {
    const known = preferencesSchema.parse({})
    for (const { name, value } of this.#list.all()) {
      const parsed = preferencesSchema.safeParse({ ...known, [name]: parseJson(value) })
      if (parsed.success) Object.assign(known, parsed.data)
    }
    return known
  }

  save(change: PreferenceChange): void {
    this.#database.transaction(() => {
      for (const [name, value] of Object.entries(change))
        if (value !== undefined) this.#save.run(name, JSON.stringify(value))
    })()
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // not written by us: the schema refuses it, and the default stands
  }
}
