import type { Column, ColumnType } from '../../contract/columns.ts'
import type {
  Capabilities,
  DialectInfo,
  DriverIcon,
  DriverInfo,
  ProfileField,
} from '../../contract/drivers.ts'
import type { ErrorCode, WorkbenchError } from '../../contract/errors.ts'
import type {
  BrowsePage,
  Catalog,
  KeyLifetime,
  ReferringKey,
  RelationDetail,
  RelationInfo,
  RoutineInfo,
  SchemaInfo,
  SchemaItem,
  SchemaObject,
} from '../../contract/explorer.ts'
import type { Plan } from '../../contract/plans.ts'
import type { ParsedUrl } from '../../contract/profiles.ts'
import type { ServerMessage } from '../../contract/query.ts'
import type { ModelParts, SchemaModel } from '../../contract/schemaModel.ts'
import type { Batch } from '../frame/Batch.ts'
import type { BulkLoad, BulkOutcome } from './bulkLoad.ts'
import type { EditDialect } from './editDialect.ts'
import type { ObjectWriter } from './ObjectWriter.ts'
import type { ServerAddress } from './networkErrors.ts'
import type { SpawnProcess } from './process.ts'
import type { SchemaWriter } from './SchemaWriter.ts'

/** All we know about one database. Adding one is a folder with this and a line in `registry.ts`. */
export interface Driver {
  readonly id: string
  readonly label: string
  /** `database` where it is left out. */
  readonly icon?: DriverIcon
  /** The usual one first, without the colon. */
  readonly urlSchemes: readonly string[]
  readonly urlExample: string
  /** What other programs call it in their files, in lower case, beyond the schemes. */
  readonly otherNames?: readonly string[]
  readonly capabilities: Capabilities
  readonly profileFields: readonly ProfileField[]
  readonly dialect: Dialect
  /** Takes a connection URL apart; throws `invalid-url` with `details.part` for the broken part. */
  parseUrl(url: string): ParsedUrl
  /** The URL that is meant by what other programs write instead of one; null: it is none of these. */
  readOtherUrl?(text: string): string | null
  /**
   * Opens one session. Gives up when the signal aborts or `target.connectTimeoutMs` has passed,
   * and leaves nothing open then.
   */
  connect(
    target: ConnectionTarget,
    environment: DriverEnvironment,
    signal: AbortSignal,
  ): Promise<Connection>
  readonly introspect: Introspector
  /** There where the explorer shows a tree instead of schemas and tables. */
  readonly browse?: Browser
  /** There where `capabilities.keyLifetimes`. */
  readonly keyEditor?: KeyEditor
  /** What a server is among others of the same data; left out where each is for itself. */
  inspectServer?(connection: Connection, signal: AbortSignal): Promise<ServerFacts>
  classifyError(error: unknown): ErrorCode
  /**
   * Asks for the plan of one statement; there where `capabilities.plans`. A measured one runs it. The
   * place of an error is one in `sql`.
   */
  explain?(
    connection: Connection,
    request: ExplainRequest,
    signal: AbortSignal,
  ): Promise<DriverPlan>
}

export type ExplainRequest = Statement & { readonly isMeasured: boolean }

/** Whether anything was undone is not the driver's business. */
export type DriverPlan = Omit<Plan, 'isUndone'>

/** Where and how to connect: a profile with its secrets filled in. Never logged. */
export type ConnectionTarget = {
  readonly profileName: string
  /** By name, as `profileFields` lists them; secrets among them. */
  readonly fields: Readonly<Record<string, string | number | boolean>>
  readonly isReadOnly: boolean
  readonly connectTimeoutMs: number
  /** Set on the session; 0: no limit. */
  readonly statementTimeoutMs: number
  /** Run on every new session, and again when it is reset; there where `capabilities.startsWithSql`. */
  readonly startSql?: string
  /**
   * There where the way leads through a tunnel: the near end of the way to a server, where to open
   * sockets instead. Names in certificates stay those of the server. See `nearEnd`.
   */
  readonly locate?: ((server: ServerAddress) => Promise<ServerAddress>) | undefined
}

/** What a driver may use of the outside beyond its client library. */
export type DriverEnvironment = {
  readonly spawnProcess: SpawnProcess
}

/** Pure: how this database writes things. */
export interface Dialect extends Omit<
  DialectInfo,
  'isolationLevels' | 'editsRows' | 'objectActions' | 'choosesSchema'
> {
  quoteIdentifier(name: string): string
  /** `select *` from all of a relation. */
  selectAll(schema: string, name: string): string
  /**
   * The type of a column that keeps values of this kind exactly, as CREATE TABLE takes it; there
   * where tables can be made by statements.
   */
  typeFor?(type: ColumnType): string
  /**
   * What a statement changes of its session that whoever wrote it expects to find again, in the
   * database's words: a setting, a temporary table. Null: nothing that is known.
   */
  sessionChange?(sql: string): string | null
  /** Has names without a schema looked for in this one first. */
  useSchema?(schema: string): string
  /** Words around statements that belong together; there where `capabilities.transactions`. */
  readonly transaction?: TransactionWords
  /** How rows of a result are changed; there where they can be. */
  readonly edits?: EditDialect
  /** Names without quotes are those in lower case, and not the same in any case. */
  readonly foldsNames?: boolean
  /** There where statements about objects can be written for the user to look at. */
  readonly objects?: ObjectWriter
  /** There where a script can give one schema the shape of another. */
  readonly schemaWriter?: SchemaWriter
}

/** Statements without a name in them, but for `savepoint` and its two ends. */
export type TransactionWords = {
  readonly begin: string
  /** What begins at another isolation level than the usual one, by the level's name. */
  readonly beginAt?: Readonly<Record<string, string>>
  readonly commit: string
  readonly rollback: string
  /** There where `capabilities.savepoints`. */
  readonly savepoint?: {
    set(name: string): string
    rollbackTo(name: string): string
    /** Empty where a savepoint need not be released. */
    release(name: string): string
    /**
     * Has the server refuse to write until the rollback to the savepoint before it; there where a
     * query that fails, or is stopped, leaves the transaction open.
     */
    readonly refuseWrites?: string
  }
}

/**
 * One session on a server. One statement at a time: a second `run` before the first has ended is a
 * bug of the caller.
 */
export interface Connection {
  readonly server: ServerInfo
  readonly session: SessionState
  /** The server refuses all but a rollback: there where one failed statement fails a transaction. */
  readonly hasFailedTransaction?: boolean
  /**
   * Runs one statement and gives its results to the sink, with the error of the server translated
   * to a `WorkbenchError`. Aborting the signal stops the statement on the server: the promise then
   * rejects with `statement-cancelled`, and only after the server confirmed or the session died.
   */
  run(statement: Statement, sink: RunSink, signal: AbortSignal): Promise<StatementOutcome>
  /**
   * Writes rows into a table by the quickest way the server has; there where `capabilities.bulkLoad`
   * says so. Inside a transaction the rows become a part of it. Outside of one the load is its own
   * where the database has transactions: all rows or none; elsewhere what was written before an
   * error stays, at least the rows before the one at fault. The values arrive exactly, or the load
   * fails. Where one row was at fault, `details.row` of the error is its number in the load, from 0.
   * Aborting undoes the load and rejects with `statement-cancelled`, after the server confirmed or
   * the session died; a read-only session refuses with `read-only`.
   */
  bulkInsert?(load: BulkLoad, signal: AbortSignal): Promise<BulkOutcome>
  /**
   * What `bulkInsert` writes for a row, with names of columns in the places of values; there where
   * `capabilities.bulkLoad` is `keys` or `points`.
   */
  describeLoad?(load: Pick<BulkLoad, 'table' | 'columns' | 'points'>): string
  /** One round trip to the server. */
  ping(signal: AbortSignal): Promise<void>
  /** Back to the state after connecting: no transaction, no settings, no temporary tables. */
  reset(signal: AbortSignal): Promise<void>
  /** Says goodbye to the server; falls back to `destroy` within two seconds. */
  close(): Promise<void>
  /** Cuts the session at once. */
  destroy(): void
  /** Called once when the session ends without our asking, whatever it was doing. */
  onLost(listener: (error: WorkbenchError) => void): void
}

/** `dirty`: settings or temporary objects that the next user must not find. */
export type SessionState = 'clean' | 'dirty' | 'in-transaction' | 'lost'

export type ServerInfo = {
  readonly product: string
  readonly version: string
  /** The server's name for the session, such as PostgreSQL's backend pid. */
  readonly sessionId: string
}

/** What routing has to know of a server. */
export type ServerFacts = {
  /** False for a standby. */
  readonly isWritable: boolean
  /**
   * Of one that takes writes: `id` is the same for all copies of the same data, `step` rises each time
   * another copy takes over. Null for a standby, and where the server knows no such thing.
   */
  readonly history: { readonly id: string; readonly step: number } | null
  /** Of a standby: how old what it shows may be; null for others, and where it cannot be known. */
  readonly lagMs: number | null
}

export type Statement = {
  readonly sql: string
  /** Bound values, in order: text, numbers, bigints, booleans, bytes, null. */
  readonly parameters?: readonly Parameter[]
  /**
   * Outside of a transaction, the server refuses it as `read-only` where it writes; there where the
   * server can tell before it did.
   */
  readonly mustOnlyRead?: boolean
  /** The placeholders are the program's: nothing of them is the user's to mend, so no error speaks of them. */
  readonly hidesPlaceholders?: boolean
}
export type Parameter = string | number | bigint | boolean | Uint8Array | null

export type StatementOutcome = {
  /** Rows changed; null where the statement changes none. */
  readonly affectedRows: number | null
  /** The server's word for what was done, such as `INSERT`; null when it says nothing. */
  readonly command: string | null
}

/** Takes what a statement gives, in the order the server sends it. */
export interface RunSink {
  openResult(columns: readonly Column[]): ResultSink
  message(message: ServerMessage): void
}

export interface ResultSink {
  /**
   * Takes the batch over. A promise means that the store is behind: the driver waits for it before
   * it reads on from its socket or cursor.
   */
  write(batch: Batch): void | Promise<void>
  end(): void
}

/** Reads of the catalog. Each is one lease; none may take long on 20,000 tables. */
export type Counted = {
  readonly of: 'relation' | 'database' | 'server'
  readonly relation: string
}

export interface Introspector {
  schemas(connection: Connection, signal: AbortSignal): Promise<SchemaInfo[]>
  relations(connection: Connection, schema: string, signal: AbortSignal): Promise<RelationInfo[]>
  relation(
    connection: Connection,
    schema: string,
    name: string,
    signal: AbortSignal,
  ): Promise<RelationDetail>
  /** Functions and procedures; empty where there are none. */
  routines(connection: Connection, schema: string, signal: AbortSignal): Promise<RoutineInfo[]>
  /** Types, sequences, constraints, indexes and triggers, those of the server's own schemas left out. */
  items?(connection: Connection, signal: AbortSignal): Promise<SchemaItem[]>
  /** The statements that make the object, each with its end; throws `not-found`. */
  definition(connection: Connection, object: SchemaObject, signal: AbortSignal): Promise<string>
  catalog(connection: Connection, signal: AbortSignal): Promise<Catalog>
  /**
   * Entries of a relation named as in a statement, of the session's database, or of the server; there
   * where `select count(*)` does not tell. Throws `unsupported`.
   */
  count?(connection: Connection, counted: Counted, signal: AbortSignal): Promise<bigint>
  /**
   * Foreign keys of other tables, of any schema, that lead to a table; there where a key may leave its
   * schema.
   */
  referring?(
    connection: Connection,
    schema: string,
    name: string,
    signal: AbortSignal,
  ): Promise<ReferringKey[]>
  /** A whole schema by a bounded number of statements; there where there are tables. */
  model?(
    connection: Connection,
    request: { readonly schema: string; readonly parts: ModelParts },
    signal: AbortSignal,
  ): Promise<SchemaModel>
}

/** Reads of a tree, level by level. Each is one lease, and ends soon on any number of entries. */
export interface Browser {
  /** A part of what stands below a path; the empty one is the root. */
  level(connection: Connection, request: BrowseRequest, signal: AbortSignal): Promise<BrowsePage>
  /** A statement, or one a line, that shows what stands at a path. */
  openStatement(
    connection: Connection,
    path: readonly string[],
    signal: AbortSignal,
  ): Promise<string>
}

/** Changes of what stands at a path of the tree. They throw `not-found` and `read-only`. */
export interface KeyEditor {
  lifetime(
    connection: Connection,
    path: readonly string[],
    signal: AbortSignal,
  ): Promise<KeyLifetime>
  /** Null: lives on. */
  setLifetime(
    connection: Connection,
    path: readonly string[],
    ttlMs: number | null,
    signal: AbortSignal,
  ): Promise<void>
  remove(connection: Connection, path: readonly string[], signal: AbortSignal): Promise<void>
}

export type BrowseRequest = {
  readonly path: readonly string[]
  /** Not empty: all entries below the path whose name matches, without levels. */
  readonly pattern: string
  /** `nextCursor` of the part before; null: from the start. */
  readonly cursor: string | null
}

/** The part of a driver that crosses to the window. */
export function describeForWindow(driver: Driver): DriverInfo {
  const {
    id,
    label,
    icon = 'database',
    urlSchemes,
    urlExample,
    capabilities,
    profileFields,
  } = driver
  const { dialect } = driver
  const { splitter, identifierQuote, plainIdentifier, keywords, functions } = dialect
  const { rowLimit, literals, parameters, signatures, snippets, callsWithSchema } = dialect
  return {
    id,
    label,
    icon,
    urlSchemes,
    urlExample,
    capabilities,
    explorer: driver.browse ? 'tree' : 'relations',
    profileFields,
    dialect: {
      splitter,
      identifierQuote,
      plainIdentifier,
      keywords,
      functions,
      ...(rowLimit && { rowLimit }),
      ...(literals && { literals }),
      ...(parameters && { parameters }),
      ...(signatures && { signatures }),
      ...(snippets && { snippets }),
      ...(callsWithSchema && { callsWithSchema }),
      isolationLevels: Object.keys(dialect.transaction?.beginAt ?? {}),
      editsRows: dialect.edits !== undefined,
      ...(dialect.objects && { objectActions: dialect.objects.actions }),
      choosesSchema: dialect.useSchema !== undefined,
    },
  }
}
