import type Database from 'better-sqlite3'
import type { Parameter } from '../driver.ts'

/** A compiled statement with its values, which are bound for one run only. */
export type BoundStatement = {
  readonly statement: Database.Statement
  run(): Database.RunResult
  iterate(): IterableIterator<unknown>
}

/** So many statements stay compiled in a session. */
export const MOST_PREPARED = 100

/**
 * Compiles the statements of one database. Those with values are likely to come again and stay
 * compiled, the least recently used going first; SQLite compiles them anew where the schema changed.
 */
export class PreparedStatements {
  readonly #database: Database.Database
  readonly #kept = new Map<string, Database.Statement>()

  constructor(database: Database.Database) {
    this.#database = database
  }

  get keptCount(): number {
    return this.#kept.size
  }

  prepare(sql: string, parameters: readonly Parameter[]): BoundStatement {
    const statement = this.#kept.get(sql) ?? compile(this.#database, sql)
    if (parameters.length > 0) this.#keep(sql, statement)
    const values = parameters.map(asBindable)
    return {
      statement,
      run: () => withValues(values, (...bound) => statement.run(...bound)),
      iterate: () => withValues(values, (...bound) => statement.iterate(...bound)),
    }
  }

  #keep(sql: string, statement: Database.Statement): void {
    this.#kept.delete(sql)
    this.#kept.set(sql, statement)
    if (this.#kept.size > MOST_PREPARED) this.#kept.delete(this.#kept.keys().next().value!)
  }
}

function compile(database: Database.Database, sql: string): Database.Statement {
  try {
    return database.prepare(sql)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw badRequest('There is more than one statement in the text. Run them one by one.', error)
  }
}

type Bindable = bigint | number | string | Buffer | null

/** By position, or under the names `1`, `2` … for statements that write `?1` or `$1`. */
function withValues<T>(values: readonly Bindable[], use: (...bound: unknown[]) => T): T {
  try {
    return use(...values)
  } catch (error) {
    if (!isOfBinding(error)) throw error
    return withNames(Object.fromEntries(values.map((value, at) => [at + 1, value])), use, error)
  }
}

function withNames<T>(
  named: Record<string, Bindable>,
  use: (...bound: unknown[]) => T,
  cause: unknown,
): T {
  try {
    return use(named)
  } catch (error) {
    if (!isOfBinding(error)) throw error
    throw badRequest(
      `The placeholders of the statement (?, ?1, :name …) do not match the ` +
        `${Object.keys(named).length} values given for them.`,
      cause,
    )
  }
}

/** The library's own; SQLite's are of a class of theirs. */
const isOfBinding = (error: unknown): boolean =>
  error instanceof RangeError || error instanceof TypeError

function asBindable(parameter: Parameter): Bindable {
  if (typeof parameter === 'boolean') return parameter ? 1n : 0n
  if (parameter instanceof Uint8Array) return Buffer.from(parameter)
  // better-sqlite3 binds every number as a real, which a text column would keep as `1.0`.
  if (typeof parameter === 'number' && Number.isSafeInteger(parameter) && !Object.is(parameter, -0))
    return BigInt(parameter)
  return parameter
}

/** `SLUICE_REQUEST` stands beside SQLite's own result codes: the caller asked for the impossible. */
const badRequest = (message: string, cause: unknown): Error =>
  Object.assign(new Error(message, { cause }), { code: 'SLUICE_REQUEST' })
