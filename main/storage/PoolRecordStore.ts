import type { Database } from 'better-sqlite3'
import type { PoolEvent } from '../../contract/pools.ts'
import type { PoolStatements } from '../../contract/statements.ts'

/** What happened in the pools, and what ran on them. */
export class PoolRecordStore {
  readonly #database
  readonly #addEvent
  readonly #latest
  readonly #prune
  readonly #poolIds
  readonly #trim
  readonly #forgetEvents
  readonly #forgetStatements
  readonly #saveStatements
  readonly #statements
  readonly #clearStatements

  constructor(database: Database) {
    this.#database = database
    this.#addEvent = database.prepare<[string, number, string]>(
      'insert into pool_events (pool_id, at_ms, event) values (?, ?, ?)',
    )
    this.#latest = database
      .prepare<[string, number], string>(
        'select event from pool_events where pool_id = ? order by id desc limit ?',
      )
      .pluck()
    this.#prune = database.prepare<[number]>('delete from pool_events where at_ms < ?')
    this.#poolIds = database.prepare<[], string>('select distinct pool_id from pool_events').pluck()
    this.#trim = database.prepare<[string, string, number]>(
      `delete from pool_events where pool_id = ? and id <= (
         select id from pool_events where pool_id = ? order by id desc limit 1 offset ?)`,
    )
    const ofProfile = `pool_id = ? or pool_id like ? escape '\\'`
    this.#forgetEvents = database.prepare<[string, string]>(
      `delete from pool_events where ${ofProfile}`,
    )
    this.#forgetStatements = database.prepare<[string, string]>(
      `delete from pool_statements where ${ofProfile}`,
    )
    this.#saveStatements = database.prepare<[string, string]>(
      `insert into pool_statements (pool_id, statements) values (?, ?)
       on conflict do update set statements = excluded.statements`,
    )
    this.#statements = database
      .prepare<[string], string>('select statements from pool_statements where pool_id = ?')
      .pluck()
    this.#clearStatements = database.prepare<[string]>(
      'delete from pool_statements where pool_id = ?',
    )
  }

  /** All or none. */
  addEvents(events: readonly PoolEvent[]): void {
    this.#database.transaction(() => {
      for (const event of events)
        this.#addEvent.run(event.poolId, event.atMs, JSON.stringify(event))
    })()
  }

  /** Newest first. */
  latestEvents(poolId: string, limit: number): PoolEvent[] {
    return this.#latest.all(poolId, limit).map((event) => JSON.parse(event) as PoolEvent)
  }

  /** Lets go of events before a moment, and of the oldest where a pool has more than so many. */
  pruneEvents(beforeMs: number, mostOfPool: number): void {
    this.#prune.run(beforeMs)
    for (const poolId of this.#poolIds.all()) this.#trim.run(poolId, poolId, mostOfPool)
  }

  saveStatements(poolId: string, statements: PoolStatements): void {
    this.#saveStatements.run(poolId, JSON.stringify(statements))
  }

  statements(poolId: string): PoolStatements | null {
    const kept = this.#statements.get(poolId)
    return kept === undefined ? null : (JSON.parse(kept) as PoolStatements)
  }

  clearStatements(poolId: string): void {
    this.#clearStatements.run(poolId)
  }

  /** Of all servers of a profile. */
  forget(profileId: string): void {
    const servers = `${profileId.replace(/[\\%_]/g, String.raw`\$&`)}#%`
    this.#forgetEvents.run(profileId, servers)
    this.#forgetStatements.run(profileId, servers)
  }
}
