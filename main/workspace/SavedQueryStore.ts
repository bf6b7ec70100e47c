import type { Database } from 'better-sqlite3'
import { WorkbenchError } from '../../contract/errors.ts'
import { savedItemSchema, type SavedItem } from '../../contract/saved.ts'
import { Listeners } from '../pool/Listeners.ts'

/** Queries kept by name, in folders. */
export class SavedQueryStore {
  readonly #listeners = new Listeners<void>()
  readonly #list
  readonly #save
  readonly #delete

  constructor(database: Database) {
    this.#list = database.prepare<[], SavedItem>(
      `select id, kind, parent_id as parentId, name, text, profile_id as profileId
       from saved_queries order by name collate nocase, id`,
    )
    this.#save = database.prepare<SavedItem>(
      `insert into saved_queries (id, kind, parent_id, name, text, profile_id)
       values (:id, :kind, :parentId, :name, :text, :profileId)
       on conflict (id) do update set parent_id = excluded.parent_id, name = excluded.name,
         text = excluded.text, profile_id = excluded.profile_id`,
    )
    this.#delete = database.prepare<[string]>(
      `with recursive gone(id) as (
         select ? union select child.id from saved_queries child join gone on child.parent_id = gone.id
       )
       delete from saved_queries where id in (select id from gone)`,
    )
  }

  list(): SavedItem[] {
    return this.#list.all().map((row) => savedItemSchema.parse(row))
  }

  save(item: SavedItem): void {
    const folders = new Map(this.list().map((each) => [each.id, each]))
    for (let { parentId } = item; parentId !== null;) {
      const folder = folders.get(parentId)
      if (folder?.kind !== 'folder')
        throw new WorkbenchError('not-found', 'The folder is no longer there. Choose another one.')
      if (folder.id === item.id)
        throw new WorkbenchError('invalid-request', `“${item.name}” cannot be moved into itself.`)
      parentId = folder.parentId
    }
    this.#save.run(item)
    this.#listeners.emit()
  }

  delete(itemId: string): void {
    this.#delete.run(itemId)
    this.#listeners.emit()
  }

  onChanged(listener: () => void): () => void {
    return this.#listeners.add(listener)
  }
}
