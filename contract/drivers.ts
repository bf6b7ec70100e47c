import type { ObjectAction, ObjectKind } from './explorer.ts'
/** By which the connections of a database are told from those of others. */
export type DriverIcon = 'database' | 'server' | 'feather' | 'boxes' | 'activity'

/** By kind of object: what it can be asked for a statement for. */
export type ObjectActions = Readonly<Partial<Record<ObjectKind, readonly ObjectAction[]>>>

/** What a driver says of itself; forms, menus and completion are drawn from it. */
export type DriverInfo = {
  id: string
  label: string
  icon: DriverIcon
  /** URL schemes without the colon, the usual one first. */
  urlSchemes: readonly string[]
  urlExample: string
  capabilities: Capabilities
  /** What the explorer shows: schemas with tables, or a tree that is read level by level. */
  explorer: 'relations' | 'tree'
  profileFields: readonly ProfileField[]
  dialect: DialectInfo
}

export type Capabilities = {
  transactions: boolean
  savepoints: boolean
  /** `server`: the statement is stopped on the server. `process`: its process is ended. */
  cancel: 'server' | 'process'
  /** What rows written in bulk become: rows of a table, keys, points of a series. */
  bulkLoad: false | 'tables' | 'keys' | 'points'
  /** Names have a schema in front, such as `public.orders`. */
  schemas: boolean
  /** Keeps functions or procedures that can be listed. */
  routines: boolean
  /** What a schema is shown with besides tables, views and routines; left out: nothing. */
  schemaItems?: readonly ('types' | 'sequences')[]
  /** Owners and privileges of what a schema holds can be compared. */
  comparesAccess?: boolean
  /** Tells how it carries a statement out; `measured`: also with what that took. Left out: does not. */
  plans?: 'estimated' | 'measured'
  /** Entries of its tree live for a time that can be set, and can be deleted. */
  keyLifetimes?: boolean
  /** A search of its tree with `*`, `?` or `[` in it is a pattern that a whole name has to match. */
  searchesByPattern?: boolean
  /** It opens a file of this machine, with no server, host or network in between. */
  opensFile?: boolean
  /** Statements of the profile are run on every new session. */
  startsWithSql?: boolean
  /** The server keeps no session between statements, so that none can be lost. */
  isStateless?: boolean
}

/** One entry of the connection form. A `secret` goes to the secret store, never into the profile. */
export type ProfileField = {
  name: string
  label: string
  kind: 'text' | 'number' | 'secret' | 'file' | 'choice'
  isRequired: boolean
  defaultValue?: string | number
  choices?: readonly { value: string; label: string }[]
  /** One sentence beside the field. */
  help?: string
  placeholder?: string
  /** The page of the form it stands on; left out: the first. */
  page?: 'tls' | 'pool'
  /** Only asked for while another field has none of these values. */
  hiddenWhile?: { field: string; is: readonly string[] }
}

/** The part of a dialect that the window needs, as data. */
export type DialectInfo = {
  /** Which rules split a script into statements. */
  splitter: 'postgres' | 'sqlite' | 'mssql' | 'redis' | 'influx' | 'none'
  identifierQuote: readonly [open: string, close: string]
  /** Matches names that need no quotes, as a regular expression source. */
  plainIdentifier: string
  keywords: readonly string[]
  functions: readonly string[]
  /** Those a transaction may ask for by name; empty where there is no choice. */
  isolationLevels: readonly string[]
  /** Rows of a result can be changed where they are those of one table. */
  editsRows?: boolean
  /** Which statements can be written for which kinds of objects; left out: none. */
  objectActions?: ObjectActions
  /** A tab can say in which schema names without one are looked for. */
  choosesSchema?: boolean
  /** How a SELECT says how many rows it wants: LIMIT, or OFFSET and FETCH; LIMIT where left out. */
  rowLimit?: 'limit' | 'fetch'
  /** There where INSERT statements can be written for the database. */
  literals?: LiteralStyle
  /** How functions are called, such as `coalesce(value, …)`. */
  signatures?: readonly string[]
  /**
   * T-SQL's way to call what is one's own: a function that gives a value with its schema, one that gives
   * rows only where a table stands, a procedure without parentheses.
   */
  callsWithSchema?: boolean
  snippets?: readonly BuiltInSnippet[]
  /** There where a statement may leave values open, to be asked for before it runs. */
  parameters?: ParameterRules
}

/** See `Snippet` of the user's own. */
export type BuiltInSnippet = {
  readonly prefix: string
  readonly name: string
  readonly text: string
}

/** How placeholders are written in a script and sent to the server. */
export type ParameterRules = {
  /** Beside `:name`, which is one too unless `hasColon` says that a colon means something else. */
  readonly marks: readonly ('@' | '$' | '?')[]
  readonly hasColon?: false
  /** How strings and comments are told, where it is not as for the splitting of scripts. */
  readonly scannedAs?: 'influxql'
  /** What stands before a value's number in the text that is sent: `$` makes `$1`. */
  readonly sentAs: '$' | '@p' | '?'
  /** A number with a fraction: as text, which the server reads exactly, or as a real where it has no other. */
  readonly fractions: 'text' | 'real'
}

/** How SQL text writes values so that the database reads them back exactly. */
export type LiteralStyle = {
  readonly booleans: readonly [no: string, yes: string]
  /** Stands in front of a text in quotes. */
  readonly textPrefix: '' | 'N'
  /** Stand around the hexadecimal digits of bytes. */
  readonly bytes: readonly [before: string, after: string]
  /** Stand around the hexadecimal digits of text that holds NUL; null: no text may. */
  readonly textWithNul: readonly [before: string, after: string] | null
  readonly reals: {
    readonly nan: string
    readonly infinity: string
    readonly negativeInfinity: string
    readonly negativeZero: string
    /** What a plain number lacks to be a real, and not an integer or a decimal; null: nothing. */
    readonly needs: 'point' | 'exponent' | null
  }
  /** A bare decimal of more digits would be rounded, and is written as text; null: none is. */
  readonly decimalDigits: number | null
  /** How the offset of an instant is written. */
  readonly utcOffset: '+00' | ' +00:00'
  /** The server takes no more rows in one INSERT; null: it has no such limit. */
  readonly maxInsertRows: number | null
}
