import Database from 'better-sqlite3'
import { createCatalog, fillCatalog } from './catalogTables.ts'
import { SqlError, toSqlError } from './SqlError.ts'
import { moduleType } from './moduleText.ts'
import { TABLE_TYPE_PREFIX, tableLines } from './objectText.ts'
import type { ServerColumn } from './tokens.ts'
import { firstWords, selectedColumns, toSqlite } from './translate.ts'
import { parseType, typeOfValue, type Value } from './types.ts'
import { convert } from './values.ts'

/** Types of expressions are told by the first value that is not NULL, among as many rows. */
const LOOKED_AHEAD_ROWS = 500

/** What a statement gives: rows, or how many it changed. */
export type Outcome =
  | {
      readonly kind: 'rows'
      readonly columns: readonly ServerColumn[]
      readonly rows: Iterable<Value[]>
      /** The word the server says was done. */
      readonly command: string
    }
  | { readonly kind: 'changed'; readonly command: string; readonly count: number | null }

/** One session's view of the database, which is a file of SQLite; runs T-SQL on it. */
export class Engine {
  readonly #path: string
  readonly #sessionId: number
  #database: Database.Database
  transactionDepth = 0

  constructor(path: string, sessionId: number) {
    this.#path = path
    this.#sessionId = sessionId
    this.#database = this.#open()
  }

  run(sql: string, parameters: Readonly<Record<string, Value>>): Outcome {
    try {
      return this.#run(sql, parameters)
    } catch (error) {
      throw toSqlError(error)
    }
  }

  begin(): boolean {
    if (this.transactionDepth++ > 0) return false
    this.#database.exec('BEGIN')
    return true
  }

  /** Whether this ended the transaction. */
  commit(): boolean {
    if (this.transactionDepth === 0)
      throw new SqlError(
        3902,
        'The COMMIT TRANSACTION request has no corresponding BEGIN TRANSACTION.',
      )
    if (--this.transactionDepth > 0) return false
    this.#database.exec('COMMIT')
    return true
  }

  /** To a savepoint where there is one of the name. */
  rollback(name: string): boolean {
    if (this.transactionDepth === 0)
      throw new SqlError(
        3903,
        'The ROLLBACK TRANSACTION request has no corresponding BEGIN TRANSACTION.',
      )
    if (name !== '') {
      this.#database.exec(`ROLLBACK TO "${name}"`)
      return false
    }
    this.transactionDepth = 0
    if (this.#database.inTransaction) this.#database.exec('ROLLBACK')
    return true
  }

  save(name: string): void {
    if (this.transactionDepth === 0)
      throw new SqlError(628, 'Cannot issue SAVE TRANSACTION when there is no active transaction.')
    this.#database.exec(`SAVEPOINT "${name}"`)
  }

  /** All rows or none. */
  load(table: string, columns: readonly string[], rows: readonly Value[][]): number {
    const names = columns.map((name) => `"${name}"`).join(', ')
    try {
      const declared = this.#declaredTypes(table)
      const types = columns.map((name) => parseType(declared.get(name.toLowerCase()) ?? ''))
      const insert = this.#database.prepare(
        `INSERT INTO ${table} (${names}) VALUES (${columns.map(() => '?').join(', ')})`,
      )
      this.#database.transaction(() => {
        for (const row of rows)
          insert.run(row.map((value, at) => (types[at] ? convert(value, types[at]) : value)))
      })()
      return rows.length
    } catch (error) {
      throw toSqlError(error)
    }
  }

  /** A table to load into has to be there, with these columns. */
  checkTable(table: string, columns: readonly string[]): void {
    const declared = this.#declaredTypes(table)
    if (declared.size === 0) throw new SqlError(208, `Invalid object name '${table}'.`)
    for (const column of columns)
      if (!declared.has(column.toLowerCase()))
        throw new SqlError(207, `Invalid column name '${column}'.`)
  }

  /** What a new session begins with: no transaction, no temporary tables. */
  reset(): void {
    this.close()
    this.transactionDepth = 0
    this.#database = this.#open()
  }

  close(): void {
    this.#database.close()
  }

  #declaredTypes(table: string): Map<string, string> {
    const rows = this.#database
      .prepare('SELECT name, type FROM pragma_table_xinfo(?)')
      .all(table.replaceAll(/["[\]]/g, '')) as { name: string; type: string }[]
    return new Map(rows.map(({ name, type }) => [name.toLowerCase(), type]))
  }

  #open(): Database.Database {
    const database = new Database(this.#path, { timeout: 0 })
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = OFF')
    database.pragma('foreign_keys = ON')
    database.defaultSafeIntegers(true)
    database.exec(
      `CREATE TABLE IF NOT EXISTS tds_modules (name TEXT PRIMARY KEY, type, parent, event, definition);
       CREATE TABLE IF NOT EXISTS tds_objects (name TEXT PRIMARY KEY, kind, definition);
       CREATE TABLE IF NOT EXISTS tds_properties (name, object, "column", value)`,
    )
    createCatalog(database)
    this.#addFunctions(database)
    return database
  }

  #addFunctions(database: Database.Database): void {
    database.function('tds_cast', { deterministic: true }, (value, type) => {
      const known = parseType(String(type))
      if (!known) throw new SqlError(243, `Type ${String(type)} is not a defined system type.`)
      return convert(value as Value, known)
    })
    database.function('tds_global', (name) => {
      if (name === 'spid') return BigInt(this.#sessionId)
      if (name === 'trancount') return BigInt(this.transactionDepth)
      if (name === 'version') return 'Sluice TDS test server 16.0'
      throw new SqlError(137, `Must declare the scalar variable "@@${String(name)}".`)
    })
    database.function('SCHEMA_NAME', () => 'dbo')
    database.function('DB_NAME', () => 'master')
    database.function('LEN', (text) => (text === null ? null : BigInt(String(text).length)))
    database.function('REPLICATE', (text, count) => String(text).repeat(Number(count)))
    database.function('RIGHT', (text, count) => String(text).slice(-Number(count)))
    database.table('GENERATE_SERIES', {
      columns: ['value'],
      parameters: ['first', 'last'],
      *rows(first: unknown, last: unknown) {
        const end = Number(last)
        for (let value = Number(first); value <= end; value++) yield [value]
      },
    })
  }

  #run(sql: string, parameters: Readonly<Record<string, Value>>): Outcome {
    const words = firstWords(sql)
    const [first = '', second = ''] = words
    if (first === 'create' && /^(trigger|procedure|function|view)$/.test(second))
      return this.#createModule(sql, second)
    if (first === 'create' && /^(type|sequence)$/.test(second))
      return this.#createObject(sql, second)
    const [, verb] =
      /^sp_(add|update|drop)extendedproperty$/.exec(first === 'exec' ? second : '') ?? []
    if (verb) return this.#changeProperty(sql, verb)
    const translated = toSqlite(sql)
    if (/\bsys\b/i.test(sql)) fillCatalog(this.#database)
    const statement = this.#database.prepare(translated)
    const bound = Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [name.replace(/^@/, ''), value]),
    )
    const values = translated.includes('@') ? [bound] : []
    if (!statement.reader) {
      const { changes } = statement.run(...values)
      if (first === 'drop')
        this.#database.prepare('DELETE FROM tds_modules WHERE name = ?').run(words[2])
      const counts = /^(insert|update|delete|merge|with)$/.test(first)
      return { kind: 'changed', command: first, count: counts ? changes : null }
    }
    return this.#rowsOf(statement, sql, first, values)
  }

  #rowsOf(
    statement: Database.Statement,
    sql: string,
    first: string,
    values: readonly Record<string, Value>[],
  ): Outcome {
    const rows = statement.raw().iterate(...values) as IterableIterator<Value[]>
    const head: Value[][] = []
    for (let next = rows.next(); !next.done; next = rows.next())
      if (head.push(next.value) === LOOKED_AHEAD_ROWS) break
    const selected = selectedColumns(sql)
    const columns = statement.columns().map(({ name, column, type }, index): ServerColumn => {
      const item = selected[index]
      const known =
        (item?.type && parseType(item.type)) ||
        (type && parseType(type)) ||
        typeOfValue(head.find((row) => row[index] !== null)?.[index] ?? null)
      return { name: item && !item.hasName && column === null ? '' : name, type: known }
    })
    const isChanging = /^(insert|update|delete)$/.test(first)
    return {
      kind: 'rows',
      columns,
      rows: joined(head, rows),
      command: isChanging ? first : 'select',
    }
  }

  /** `EXEC sp_addextendedproperty @name = N'…', …`, of objects and their columns. */
  #changeProperty(sql: string, verb: string): Outcome {
    const given = Object.fromEntries(
      [...sql.matchAll(/@(\w+)\s*=\s*N?'((?:[^']|'')*)'/g)].map(([, name, value]) => [
        name!.toLowerCase(),
        value!.replaceAll("''", "'"),
      ]),
    )
    const place = [given.name, given.level1name, given.level2name ?? null]
    const { changes } = this.#database
      .prepare('DELETE FROM tds_properties WHERE name = ? AND object = ? AND "column" IS ?')
      .run(...place)
    if ((changes === 0) !== (verb === 'add'))
      throw new SqlError(
        15_233,
        `Property cannot be changed. Property '${given.name}' of '${given.level1name}'.`,
      )
    if (verb !== 'drop')
      this.#database
        .prepare('INSERT INTO tds_properties VALUES (?, ?, ?, ?)')
        .run(...place, given.value)
    return { kind: 'changed', command: 'exec', count: null }
  }

  /** The text is kept for the catalog, and the columns of a table type as those of a table. */
  #createObject(sql: string, kind: string): Outcome {
    const [, name = ''] = /^create\s+\w+\s+(?:\[?dbo\]?\.)?\[?([^\s(\]]+)/i.exec(sql) ?? []
    const lines = kind === 'type' ? tableLines(sql) : null
    if (lines !== null)
      this.#database.exec(toSqlite(`CREATE TABLE ${TABLE_TYPE_PREFIX}${name} ${lines}`))
    this.#database.prepare('INSERT INTO tds_objects VALUES (?, ?, ?)').run(name, kind, sql)
    return { kind: 'changed', command: 'create', count: null }
  }

  /** The text is kept for the catalog; views and simple triggers work as well. */
  #createModule(sql: string, kind: string): Outcome {
    const trigger =
      /^create\s+trigger\s+(?:\[?dbo\]?\.)?(\S+)\s+on\s+(?:\[?dbo\]?\.)?(\S+)\s+after\s+(\w+)\s+as\s+([\s\S]+)$/i.exec(
        sql,
      )
    const [, name = ''] = /^create\s+\w+\s+(?:\[?dbo\]?\.)?\[?([^\s(\]]+)/i.exec(sql) ?? []
    if (kind === 'view') this.#database.exec(toSqlite(sql))
    if (kind === 'trigger') {
      if (!trigger) throw new SqlError(102, `Incorrect syntax near '${name}'.`, 15)
      const [, , table, event, body] = trigger
      this.#database.exec(
        `CREATE TRIGGER ${name} AFTER ${event} ON ${table} BEGIN ${toSqlite(body!)}; END`,
      )
    }
    const type = moduleType(kind, sql)
    this.#database
      .prepare('INSERT INTO tds_modules VALUES (?, ?, ?, ?, ?)')
      .run(name, type, trigger?.[2] ?? null, trigger?.[3]?.toUpperCase() ?? null, sql)
    return { kind: 'changed', command: 'create', count: null }
  }
}

function* joined(head: readonly Value[][], rows: IterableIterator<Value[]>) {
  try {
    yield* head
    yield* rows
  } finally {
    // Frees the statement when no more of its rows are wanted.
    rows.return?.()
  }
}
