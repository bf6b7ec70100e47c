import type { Database } from 'better-sqlite3'

/** Things the program does once in the life of its data, such as offering the sample. */
export class Milestones {
  readonly #find
  readonly #reach

  constructor(database: Database) {
    this.#find = database.prepare<[string]>('select 1 from milestones where name = ?').pluck()
    this.#reach = database.prepare<[string, number]>(
      'insert or ignore into milestones (name, reached_at_ms) values (?, ?)',
    )
  }

  isReached(name: string): boolean {
    return this.#find.get(name) !== undefined
  }

  /** Whether it is passed only now. */
  passes(name: string, atMs: number): boolean {
    if (this.isReached(name)) return false
    this.reach(name, atMs)
    return true
  }

  reach(name: string, atMs: number): void {
    this.#reach.run(name, atMs)
  }
}
