import type { ColumnType } from '../../../contract/columns.ts'
import type { ErrorCode } from '../../../contract/errors.ts'
import type { RoutineInfo } from '../../../contract/explorer.ts'
import type { ConnectionTarget, Driver, DriverEnvironment, Statement } from '../driver.ts'

/** A driver with a real server for it, and what is particular to the two. */
export type DriverUnderTest = {
  readonly driver: Driver
  readonly environment: DriverEnvironment
  /** Gives a database with nothing in it. */
  start(): Promise<ServerUnderTest>
}

export type ServerUnderTest = {
  readonly target: ConnectionTarget
  /** Ways not to get a session, each with what the error has to be and to say. */
  readonly unreachable: readonly {
    readonly case: string
    readonly target: ConnectionTarget
    readonly code: ErrorCode
    readonly says: RegExp
  }[]
  readonly statements: StatementsUnderTest
  /** Makes the server end a session, as an administrator or a crash would. */
  endSession(sessionId: string): Promise<void>
  /** Whether the server is still at work for the session; also false when there is none. */
  isRunning(sessionId: string): Promise<boolean>
  stop(): Promise<void>
}

/** Statements on something of a name that no other test has. */
export type StoreUnderTest = {
  create?(name: string): string
  add(name: string): string
  /** Gives one row whose last cell is how often something was added; no row where there is none. */
  count(name: string): string
}

/** Only what cannot be written the same way for every database. */
export type StatementsUnderTest = {
  /** Takes a minute or longer, unless it is stopped. */
  readonly endless: string
  /** `count` rows of a number from 1 on and a text of 100 characters. */
  manyRows(count: number): string
  /** A statement that gives one row with the number as its last cell; `SELECT` of it by default. */
  echo?(number: number): string
  /** Rows of a number from 1 on and a text of 100 characters have these cells before the two. */
  readonly leadingCells?: number
  /** A statement that gives one row of the expressions; `SELECT` of them by default. */
  selectValues?(expressions: readonly string[]): string
  /** A type for texts of any length; `text` by default. */
  readonly longText?: string
  /** How the driver shows a value that was loaded into a table; as `cellText` by default. */
  shownAs?(type: ColumnType, text: string): string
  /** Adds 1 and 2 to a table and gives them back; with RETURNING by default. */
  insertReturning?(table: string): string
  /** Makes a temporary table whose name ends so; CREATE TEMPORARY TABLE by default. */
  temporaryTable?(name: string): string
  /** What makes something exist that grows and can be counted; a table by default. */
  readonly store?: StoreUnderTest
  /** A statement that is only a comment; `-- nothing to do` by default. */
  readonly comment?: string
  /** One row of values, with what each column has to be and the exact text of its value. */
  readonly values: readonly {
    readonly expression: string
    readonly type: ColumnType
    readonly text: string | null
  }[]
  /** A statement with values bound, and the one row that comes back. */
  readonly bound: Statement & { readonly row: readonly (string | null)[] }
  /** A text of several statements, where the driver takes one, and the first cell of each result. */
  readonly script?: { readonly sql: string; readonly firstCells: readonly string[] }
  /** Rows without columns, where there is such a thing. */
  readonly zeroColumns?: { readonly sql: string; readonly rowCount: number }
  /** A statement of which the server says something, where it ever does. */
  readonly noisy?: { readonly sql: string; readonly says: RegExp }
  /** What a user might try to get around a read-only profile, each followed by an INSERT. */
  readonly readOnlyEscapes: readonly string[]
  /** Where the database has limits of its own on how long a statement may run. */
  readonly hasStatementTimeout: boolean
  /** Where there are tables: the schema that new ones land in. */
  readonly defaultSchema?: string
  /** A function or procedure without arguments, where the database has such things. */
  readonly routine?: { create(name: string): string; readonly kind: RoutineInfo['kind'] }
  /** What makes a trigger that fires after an INSERT, where there are tables. */
  trigger?(names: { name: string; table: string }): readonly string[]
  /** What gives a table and a column of it a description, where the database keeps such. */
  describe?(names: {
    schema: string
    table: string
    column: string
    comment: string
  }): readonly string[]
  /** Where there are tables: what the driver says was done by `CREATE TABLE` and `INSERT`. */
  readonly commands?: { readonly createTable: string | null; readonly insert: string | null }
}
