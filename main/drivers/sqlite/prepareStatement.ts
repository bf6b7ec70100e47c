import type Database from 'better-sqlite3'
import type { Parameter } from '../driver.ts'

/** Compiles one statement and binds its values. */
export function prepareStatement(
  database: Database.Database,
  sql: string,
  parameters: readonly Parameter[],
): Database.Statement {
  return bind(compile(database, sql), parameters.map(asBindable))
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
function bind(statement: Database.Statement, values: readonly Bindable[]): Database.Statement {
  try {
    return statement.bind(...values)
  } catch (error) {
    const named = Object.fromEntries(values.map((value, index) => [index + 1, value]))
    return bindNamed(statement, named, error)
  }
}

function bindNamed(
  statement: Database.Statement,
  named: Record<string, Bindable>,
  cause: unknown,
): Database.Statement {
  try {
    return statement.bind(named)
  } catch {
    throw badRequest(
      `The placeholders of the statement (?, ?1, :name …) do not match the ` +
        `${Object.keys(named).length} values given for them.`,
      cause,
    )
  }
}

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
