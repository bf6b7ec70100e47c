import type { Database } from 'better-sqlite3'
import { columnLayoutSchema, type ColumnLayout } from '../../contract/workspace.ts'

/** Layouts kept; those not looked at for longest go first. */
const KEPT_LAYOUTS = 1_000

/** How results were laid out, by their columns. */
export class ColumnLayoutStore {
  readonly #find
  readonly #save
  readonly #prune

  constructor(database: Database) {
    this.#find = database.prepare<[string], { layout: string }>(
      'select layout from column_layouts where columns = ?',
    )
    this.#save = database.prepare<[string, string]>(
      `insert or replace into column_layouts (columns, layout) values (?, ?)`,
    )
    this.#prune = database.prepare<[number]>(
      `delete from column_layouts where rowid <=
         (select rowid from column_layouts order by rowid desc limit 1 offset ?)`,
    )
  }

  find(columns: string): ColumnLayout | null {
    const row = this.#find.get(columns)
    return row ? columnLayoutSchema.parse(JSON.parse(row.layout)) : null
  }

  /** Saving anew gives a new row, so that the oldest rows are those not changed for longest. */
  save(columns: string, layout: ColumnLayout): void {
    this.#save.run(columns, JSON.stringify(layout))
    this.#prune.run(KEPT_LAYOUTS)
  }
}
