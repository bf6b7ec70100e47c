import type { Database } from 'better-sqlite3'
import { type KeptChange, keptChangesSchema, type KeptEdits } from '../../contract/keptEdits.ts'

/** Changes of a result's rows as they are kept, with the tab they were made in. */
export type KeptEntry = Omit<KeptEdits, 'counts'> & { readonly changes: readonly KeptChange[] }

type Row = Omit<KeptEdits, 'counts'> & { changes: string }

/** Changes of rows that were not applied yet, so that they outlive the program. */
export class KeptEditStore {
  readonly #save
  readonly #drop
  readonly #dropOfTab
  readonly #list

  constructor(database: Database) {
    // A tab may have gone just before its changes were written.
    database.exec('delete from kept_edits where tab_id not in (select id from tabs)')
    this.#save = database.prepare<Row>(
      `insert into kept_edits (id, tab_id, profile_id, statement, changes)
       values (:id, :tabId, :profileId, :statement, :changes)
       on conflict (id) do update set tab_id = excluded.tab_id, profile_id = excluded.profile_id,
         statement = excluded.statement, changes = excluded.changes`,
    )
    this.#drop = database.prepare<[string]>('delete from kept_edits where id = ?')
    this.#dropOfTab = database.prepare<[string]>('delete from kept_edits where tab_id = ?')
    this.#list = database.prepare<[], Row>(
      `select id, tab_id as tabId, profile_id as profileId, statement, changes
       from kept_edits order by rowid`,
    )
  }

  list(): KeptEntry[] {
    return this.#list
      .all()
      .map((row) => ({ ...row, changes: keptChangesSchema.parse(JSON.parse(row.changes)) }))
  }

  find(id: string): KeptEntry | undefined {
    return this.list().find((entry) => entry.id === id)
  }

  /** On disk when it returns. */
  save(entry: KeptEntry): void {
    this.#save.run({ ...entry, changes: JSON.stringify(entry.changes) })
  }

  drop(id: string): void {
    this.#drop.run(id)
  }

  dropOfTab(tabId: string): void {
    this.#dropOfTab.run(tabId)
  }
}
