import type { Database } from 'better-sqlite3'
import { snippetSchema, type Snippet } from '../../contract/saved.ts'
import { Listeners } from '../pool/Listeners.ts'

/** The user's own snippets; those that come with a database are its driver's. */
export class SnippetStore {
  readonly #listeners = new Listeners<void>()
  readonly #list
  readonly #save
  readonly #delete

  constructor(database: Database) {
    this.#list = database.prepare<[], Snippet>(
      `select id, prefix, name, text, driver_id as driverId
       from snippets order by prefix collate nocase, id`,
    )
    this.#save = database.prepare<Snippet>(
      `insert or replace into snippets (id, prefix, name, text, driver_id)
       values (:id, :prefix, :name, :text, :driverId)`,
    )
    this.#delete = database.prepare<[string]>('delete from snippets where id = ?')
  }

  list(): Snippet[] {
    return this.#list.all().map((row) => snippetSchema.parse(row))
  }

  save(snippet: Snippet): void {
    this.#save.run(snippet)
    this.#listeners.emit()
  }

  delete(snippetId: string): void {
    this.#delete.run(snippetId)
    this.#listeners.emit()
  }

  onChanged(listener: () => void): () => void {
    return this.#listeners.add(listener)
  }
}
