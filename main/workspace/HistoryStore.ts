import type { Database } from 'better-sqlite3'
import type { HistoryEntry } from '../../contract/workspace.ts'
import { Listeners } from '../pool/Listeners.ts'
import { maskSecrets } from './maskSecrets.ts'

/** Beyond these, the oldest go. */
export const MAX_ENTRIES = 10_000
/** A longer text is cut, and says so. */
export const MAX_SQL_LENGTH = 262_144

export type HistorySearch = { search: string; profileId?: string | undefined; limit: number }

/** What was run, newest first. Holds no parameter values and no passwords. */
export class HistoryStore {
  readonly #listeners = new Listeners<HistoryEntry>()
  readonly #insert
  readonly #trim
  readonly #search

  constructor(database: Database, { maxEntries = MAX_ENTRIES }: { maxEntries?: number } = {}) {
    this.#insert = database.prepare<Omit<HistoryEntry, 'id'>>(
      `insert into history
         (profile_id, sql, started_at_ms, elapsed_ms, row_count, outcome, error_message)
       values (:profileId, :sql, :startedAtMs, :elapsedMs, :rowCount, :outcome, :errorMessage)`,
    )
    this.#trim = database.prepare<[]>(
      `delete from history where id <= (select max(id) from history) - ${maxEntries}`,
    )
    this.#search = database.prepare<
      { profileId: string | null; pattern: string; limit: number },
      HistoryEntry
    >(
      `select id, profile_id as profileId, sql, started_at_ms as startedAtMs,
         elapsed_ms as elapsedMs, row_count as rowCount, outcome, error_message as errorMessage
       from history
       where (:profileId is null or profile_id = :profileId) and sql like :pattern escape '\\'
       order by id desc limit :limit`,
    )
  }

  add(entry: Omit<HistoryEntry, 'id'>): HistoryEntry {
    const kept = {
      ...entry,
      sql: cut(maskSecrets(entry.sql)),
      errorMessage: entry.errorMessage && maskSecrets(entry.errorMessage),
    }
    const { lastInsertRowid } = this.#insert.run(kept)
    this.#trim.run()
    const added = { ...kept, id: Number(lastInsertRowid) }
    this.#listeners.emit(added)
    return added
  }

  /** Newest first. The search finds its text anywhere in the statement; case counts for nothing. */
  search({ search, profileId, limit }: HistorySearch): HistoryEntry[] {
    const pattern = `%${search.replace(/[\\%_]/g, String.raw`\$&`)}%`
    return this.#search.all({ pattern, profileId: profileId ?? null, limit })
  }

  onAdded(listener: (entry: HistoryEntry) => void): () => void {
    return this.#listeners.add(listener)
  }
}

function cut(sql: string): string {
  if (sql.length <= MAX_SQL_LENGTH) return sql
  const shown = MAX_SQL_LENGTH.toLocaleString('en')
  const all = sql.length.toLocaleString('en')
  return `${sql.slice(0, MAX_SQL_LENGTH)}\n-- (cut here: ${shown} of ${all} characters are kept)`
}
