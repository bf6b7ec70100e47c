import Database from 'better-sqlite3'
import type { Batch } from '../../frame/Batch.ts'
import type { Parameter, StatementOutcome } from '../driver.ts'
import { forbidWrites, openDatabase, start } from './openDatabase.ts'
import { type LiveState, NO_OUTCOME, type OpenOptions } from './protocol.ts'
import { changesRows, isSettingPragma, statementCommand } from './statementCommand.ts'
import { type BoundStatement, PreparedStatements } from './PreparedStatements.ts'
import { RowLoad } from './RowLoad.ts'
import { type RowStream, streamRows } from './streamRows.ts'

/** An open database in the child process, with what the user's statements left in it. */
export class SqliteSession {
  readonly #options: OpenOptions
  #database: Database.Database
  #statements: PreparedStatements
  #hasChangedSettings = false
  /** Those that the profile's own SQL makes on opening. */
  readonly #startObjects: string
  #load: RowLoad | null = null

  constructor(options: OpenOptions) {
    this.#options = options
    this.#database = openDatabase(options)
    this.#startObjects = this.#temporaryObjects()
    this.#statements = new PreparedStatements(this.#database)
  }

  get version(): string {
    const read = this.#database.prepare('select sqlite_version()').pluck()
    return String(read.get())
  }

  get state(): LiveState {
    if (this.#database.inTransaction) return 'in-transaction'
    return this.#hasChangedSettings || this.#hasTemporaryObjects() ? 'dirty' : 'clean'
  }

  /** Null: the statement was stopped between two rows, and what it changed is undone. */
  async run(
    sql: string,
    parameters: readonly Parameter[],
    stream: RowStream,
  ): Promise<StatementOutcome | null> {
    const command = statementCommand(sql)
    if (command === null) return NO_OUTCOME
    this.#refuseNewFiles(command)
    const bound = this.#statements.prepare(sql, parameters)
    try {
      if (!bound.statement.reader) return this.#runToEnd(bound, command)
      if (!changesRows(command))
        return (await streamRows(bound, stream)) ? { affectedRows: null, command } : null
      return await this.#runReturning(bound, command, stream)
    } finally {
      this.#noteSettings(sql, command)
    }
  }

  startLoad(sql: string): void {
    this.#load = new RowLoad(this.#database, sql)
  }

  loadBatch(batch: Batch): void {
    this.#load!.write(batch)
  }

  endLoad(isWhole: boolean): void {
    const load = this.#load
    this.#load = null
    load?.end(isWhole)
  }

  ping(): void {
    this.#database.prepare('select 1').get()
  }

  reset(): void {
    if (this.#database.inTransaction) this.#database.exec('rollback')
    // What is in memory would go with the connection to it.
    const { path } = this.#options
    if (this.state !== 'dirty') return
    // What is in memory would go with the connection to it.
    if (path === ':memory:') {
      this.#dropTemporaryObjects()
      start(this.#database, this.#options)
    } else this.#reopen()
    this.#hasChangedSettings = false
  }

  close(): void {
    this.#database.close()
  }

  /**
   * Of what a read-only session may not do, SQLite refuses these too late or never: VACUUM INTO
   * makes a file first, and ATTACH one when the session was not opened on a file.
   */
  #refuseNewFiles(command: string): void {
    const isMemory = this.#options.path === ':memory:'
    if (!this.#options.isReadOnly || !(command === 'VACUUM' || (command === 'ATTACH' && isMemory)))
      return
    const message = `${command} is not for read-only profiles`
    throw Object.assign(new Error(message), { code: 'SQLITE_READONLY' })
  }

  #runToEnd(bound: BoundStatement, command: string): StatementOutcome {
    const { changes } = bound.run()
    return { affectedRows: changesRows(command) ? changes : null, command }
  }

  /**
   * All changes are made before the first row comes back; the savepoint lets stopping between rows
   * undo them.
   */
  async #runReturning(
    bound: BoundStatement,
    command: string,
    stream: RowStream,
  ): Promise<StatementOutcome | null> {
    this.#database.exec(`savepoint ${SAVEPOINT}`)
    try {
      const isWhole = await streamRows(bound, stream)
      if (!isWhole) {
        this.#undo()
        return null
      }
      const affectedRows = Number(this.#database.prepare('select changes()').pluck().get())
      this.#database.exec(`release ${SAVEPOINT}`)
      return { affectedRows, command }
    } catch (error) {
      // A conflict clause or a full disk may have rolled everything back already.
      if (this.#database.inTransaction) this.#undo()
      throw error
    }
  }

  #undo(): void {
    this.#database.exec(`rollback to ${SAVEPOINT}; release ${SAVEPOINT}`)
  }

  #noteSettings(sql: string, command: string): void {
    if (command === 'ATTACH' || command === 'DETACH') this.#hasChangedSettings = true
    if (command !== 'PRAGMA') return
    if (isSettingPragma(sql)) this.#hasChangedSettings = true
    if (this.#options.isReadOnly) forbidWrites(this.#database)
  }

  #hasTemporaryObjects(): boolean {
    return this.#temporaryObjects() !== this.#startObjects
  }

  /** Their names, as one text. */
  #temporaryObjects(): string {
    const names = this.#database.prepare('select name from temp.sqlite_schema order by 1').pluck()
    return names.all().join('\n')
  }

  #reopen(): void {
    this.#database.close()
    this.#database = openDatabase({ ...this.#options, mode: 'must-exist' })
    this.#statements = new PreparedStatements(this.#database)
  }

  #dropTemporaryObjects(): void {
    const objects = this.#database
      .prepare(
        "select type, name from temp.sqlite_schema where type in ('table', 'view', 'trigger')",
      )
      .all() as { type: string; name: string }[]
    for (const { type, name } of objects)
      this.#database.exec(`drop ${type} if exists temp."${name.replaceAll('"', '""')}"`)
    const attached = this.#database
      .prepare("select name from pragma_database_list where name not in ('main', 'temp')")
      .pluck()
      .all() as string[]
    for (const name of attached) this.#database.exec(`detach "${name.replaceAll('"', '""')}"`)
    this.#database.pragma('foreign_keys = on')
  }
}

const SAVEPOINT = '"sluice statement"'
