import type { Database } from 'better-sqlite3'
import { parameterValueSchema, type ParameterValue } from '../../contract/parameters.ts'

/** The values last given for placeholders, by connection and name. */
export class ParameterStore {
  readonly #find
  readonly #save
  readonly #forget

  constructor(database: Database) {
    this.#find = database.prepare<[string, string], ParameterValue>(
      'select name, type, text from parameter_values where profile_id = ? and name = ?',
    )
    this.#save = database.prepare<ParameterValue & { profileId: string }>(
      `insert or replace into parameter_values (profile_id, name, type, text)
       values (:profileId, :name, :type, :text)`,
    )
    this.#forget = database.prepare<[string]>('delete from parameter_values where profile_id = ?')
  }

  find(profileId: string, names: readonly string[]): ParameterValue[] {
    const rows = names.map((name) => this.#find.get(profileId, name))
    return rows.filter((row) => row !== undefined).map((row) => parameterValueSchema.parse(row))
  }

  save(profileId: string, values: readonly ParameterValue[]): void {
    for (const value of values) this.#save.run({ ...value, profileId })
  }

  forget(profileId: string): void {
    this.#forget.run(profileId)
  }
}
