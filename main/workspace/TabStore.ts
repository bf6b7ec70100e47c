import type { Database } from 'better-sqlite3'
import { tabSchema, type EditorTab } from '../../contract/workspace.ts'

type Row = Omit<EditorTab, 'charts'> & { charts: string | null }

/** The open tabs and what was typed in them. Each save is one committed statement. */
export class TabStore {
  readonly #save
  readonly #delete
  readonly #list

  constructor(database: Database) {
    this.#save = database.prepare<Row>(
      `insert into tabs (id, title, profile_id, text, cursor_offset, position, saved_id, charts)
       values (:id, :title, :profileId, :text, :cursorOffset, :position, :savedId, :charts)
       on conflict (id) do update set title = excluded.title, profile_id = excluded.profile_id,
         text = excluded.text, cursor_offset = excluded.cursor_offset,
         position = excluded.position, saved_id = excluded.saved_id, charts = excluded.charts`,
    )
    this.#delete = database.prepare<[string]>('delete from tabs where id = ?')
    this.#list = database.prepare<[], Row>(
      `select id, title, profile_id as profileId, text, cursor_offset as cursorOffset, position,
         saved_id as savedId, charts
       from tabs order by position, id`,
    )
  }

  list(): EditorTab[] {
    return this.#list
      .all()
      .map((row) => tabSchema.parse({ ...row, charts: row.charts && JSON.parse(row.charts) }))
  }

  /** On disk when it returns. */
  save(tab: EditorTab): void {
    this.#save.run({ ...tab, charts: tab.charts && JSON.stringify(tab.charts) })
  }

  delete(tabId: string): void {
    this.#delete.run(tabId)
  }
}
