import { WorkbenchError } from '../../../contract/errors.ts'
import type { BulkLoad, BulkOutcome } from '../bulkLoad.ts'
import type {
  Connection,
  Parameter,
  RunSink,
  ServerInfo,
  SessionState,
  Statement,
  StatementOutcome,
} from '../driver.ts'
import { bulkInsert } from './copy/bulkInsert.ts'
import { ControlExchange } from './Exchange.ts'
import { guardReadOnly, readOnlyViolation } from './readOnlyGuard.ts'
import { type PreparedStatement, PreparedStatements } from './PreparedStatements.ts'
import type { Session } from './Session.ts'
import { cancelledError } from './sessionErrors.ts'
import { SharedReads } from './SharedReads.ts'
import { dirtiesSession } from './sql/dirtiesSession.ts'
import { splitStatements, type StatementPart } from './sql/splitStatements.ts'
import { typesInsteadOfText, typesOfValues } from './bindParameter.ts'
import { StatementExchange } from './StatementExchange.ts'
import { isTypeUnknown, statementError, withTypeHint } from './statementError.ts'
import { TypeNames } from './TypeNames.ts'
import type { ReportFields } from './wire/backend.ts'
import { startFailed } from '../startFailed.ts'
import { query, sync } from './wire/frontend.ts'

const ENCODING = 'UTF8'

type ExchangeOptions = ConstructorParameters<typeof StatementExchange>[0]

const TYPES_SAVEPOINT = 'sluice_types'
type RunPart = StatementPart & Pick<Statement, 'mustOnlyRead' | 'hidesPlaceholders'>

/** What a user's statement does to a session, and what the session does around it. */
export class PostgresConnection implements Connection {
  readonly server: ServerInfo
  readonly #session: Session
  readonly #settingsSql: string
  readonly #startSql: string
  readonly #isReadOnly: boolean
  readonly #typeNames = new TypeNames()
  readonly #statements = new PreparedStatements()
  #isDirty = false
  #isRunning = false

  constructor({
    session,
    server,
    settingsSql,
    startSql,
    isReadOnly,
  }: {
    session: Session
    server: ServerInfo
    /** Sets what every session of the profile has; run again by `reset`. */
    settingsSql: string
    /** Of the profile; run behind them. */
    startSql: string
    isReadOnly: boolean
  }) {
    this.server = server
    this.#session = session
    this.#settingsSql = settingsSql
    this.#startSql = startSql
    this.#isReadOnly = isReadOnly
  }

  get hasFailedTransaction(): boolean {
    return this.#session.status === 'E'
  }

  get session(): SessionState {
    if (this.#session.lost) return 'lost'
    if (this.#session.status !== 'I') return 'in-transaction'
    return this.#isDirty ? 'dirty' : 'clean'
  }

  run(statement: Statement, sink: RunSink, signal: AbortSignal): Promise<StatementOutcome> {
    const { sql, parameters = [], mustOnlyRead = false, hidesPlaceholders = false } = statement
    const how = { mustOnlyRead, hidesPlaceholders }
    // With parameters the text is one statement, and the server says so if it is not.
    const parts = parameters.length === 0 ? splitStatements(sql) : []
    return this.#exclusively(async () => {
      if (parts.length <= 1)
        return this.#runPart({ sql, offset: 0, ...how }, parameters, sink, signal)
      let outcome: StatementOutcome = { affectedRows: null, command: null }
      for (const part of parts)
        outcome = await this.#runPart({ ...part, ...how }, parameters, sink, signal)
      return outcome
    })
  }

  /**
   * Gives the session away to reads of many callers, which the server keeps from writing; it runs
   * nothing else from then on. Close it as before.
   */
  async shareReads(signal: AbortSignal): Promise<SharedReads> {
    await this.#ask(['SET default_transaction_read_only = on'], signal)
    this.#isRunning = true
    return new SharedReads(this.#session, this.#typeNames)
  }

  bulkInsert(load: BulkLoad, signal: AbortSignal): Promise<BulkOutcome> {
    return this.#exclusively(async () => {
      if (this.#isReadOnly)
        throw new WorkbenchError(
          'read-only',
          `Nothing was written to “${load.table}”: the connection is read-only. Use one that is not.`,
        )
      return bulkInsert(this.#session, load, signal)
    })
  }

  async ping(signal: AbortSignal): Promise<void> {
    const ping = new ControlExchange(() => this.#session.wire.send(sync()))
    await this.#exclusively(() => this.#session.performOrDestroy(ping, signal))
  }

  async reset(signal: AbortSignal): Promise<void> {
    const rollback = this.#session.status === 'I' ? [] : ['ROLLBACK']
    // Queries of their own: DISCARD ALL does not run inside the transaction of a longer one.
    await this.#ask([...rollback, 'DISCARD ALL', this.#settingsSql], signal)
    await this.#start(signal)
    this.#isDirty = false
    this.#statements.forgetAll()
  }

  /** Part of connecting. */
  async applySettings(signal: AbortSignal): Promise<void> {
    await this.#ask([this.#settingsSql], signal)
    await this.#start(signal)
  }

  async #start(signal: AbortSignal): Promise<void> {
    const parts = splitStatements(this.#startSql)
    try {
      for (const { sql } of parts) await this.#ask([sql], signal)
    } catch (error) {
      throw startFailed(error)
    }
  }

  close(): Promise<void> {
    return this.#session.close()
  }

  destroy(): void {
    this.#session.destroy()
  }

  onLost(listener: (error: WorkbenchError) => void): void {
    this.#session.onLost(listener)
  }

  async #exclusively<T>(work: () => Promise<T>): Promise<T> {
    if (this.#session.lost) throw this.#session.lost
    if (this.#isRunning) throw new Error('The session is already running a statement')
    this.#isRunning = true
    try {
      return await work()
    } finally {
      this.#isRunning = false
    }
  }

  async #runPart(
    part: RunPart,
    parameters: readonly Parameter[],
    sink: RunSink,
    signal: AbortSignal,
  ): Promise<StatementOutcome> {
    if (signal.aborted) throw cancelledError()
    const prepared = parameters.length > 0 ? await this.#prepare(part, parameters, signal) : null
    if (!prepared && dirtiesSession(part.sql)) {
      this.#isDirty = true
      this.#statements.dropIfNamed(part.sql)
    }
    const wasIdle = this.#session.status === 'I'
    const exchange = prepared
      ? await this.#perform(part, parameters, sink, signal, { prepared })
      : await this.#performTyped(part, parameters, sink, signal)
    if (exchange.failure) throw exchange.failure.error
    if (prepared && exchange.error && this.#statements.isStale(exchange.error)) {
      this.#statements.forget(part.sql)
      // It failed before it began, so nothing of it was done.
      if (wasIdle) return this.#runPart(part, parameters, sink, signal)
    }
    if (exchange.error) {
      const isOfUser = parameters.length > 0 && !part.hidesPlaceholders
      const error = isOfUser ? withTypeHint(exchange.error) : exchange.error
      throw this.#translate(error, part, signal)
    }
    if (exchange.isIncomplete) throw cancelledError()
    return exchange.outcome
  }

  /** Placeholders have the types of what stands beside them; where nothing does, those of their values. */
  async #performTyped(
    part: RunPart,
    parameters: readonly Parameter[],
    sink: RunSink,
    signal: AbortSignal,
  ): Promise<StatementExchange> {
    const { status } = this.#session
    const asksForTypes = parameters.length > 0
    const first = await this.#perform(part, parameters, sink, signal, { asksForTypes })
    // In a transaction that has failed, nothing more can be tried.
    if (status === 'I' && first.isUndescribed && isTypeUnknown(first.error!)) {
      const declaredTypes = typesOfValues(parameters)
      const again = await this.#perform(part, parameters, sink, signal, { declaredTypes })
      return again.isUndescribed ? first : again
    }
    const declaredTypes = first.typesToDeclare
    if (!declaredTypes) return first
    // A transaction has to outlive the attempt.
    const isOpen = status === 'T'
    if (isOpen) await this.#prepareFor(`SAVEPOINT ${TYPES_SAVEPOINT}`, signal)
    const typed = await this.#perform(part, parameters, sink, signal, { declaredTypes })
    if (!typed.isUndescribed) {
      if (isOpen && this.#session.status === 'T')
        await this.#prepareFor(`RELEASE ${TYPES_SAVEPOINT}`, signal)
      return typed
    }
    // Texts stand beside them, then.
    const undo = `ROLLBACK TO ${TYPES_SAVEPOINT}; RELEASE ${TYPES_SAVEPOINT}`
    if (isOpen) await this.#prepareFor(undo, signal)
    return this.#perform(part, parameters, sink, signal, {})
  }

  async #perform(
    part: RunPart,
    parameters: readonly Parameter[],
    sink: RunSink,
    signal: AbortSignal,
    how: Pick<ExchangeOptions, 'prepared' | 'declaredTypes' | 'asksForTypes'>,
  ): Promise<StatementExchange> {
    const { status } = this.#session
    const isGuarded = this.#isReadOnly || (part.mustOnlyRead && status === 'I')
    const guard = isGuarded ? guardReadOnly(part.sql, status) : null
    let stop = () => {}
    const exchange = new StatementExchange({
      wire: this.#session.wire,
      sql: part.sql,
      parameters,
      sink,
      typeNames: this.#typeNames,
      ...how,
      onSinkFailure: () => stop(),
    })
    try {
      if (guard?.before) await this.#prepareFor(guard.before, signal)
      await this.#session.performStoppable(exchange, signal, (stopNow) => (stop = stopNow))
    } finally {
      if (guard?.opensTransaction) await this.#endGuard()
    }
    await this.#restoreEncoding(sink)
    return exchange
  }

  /** A statement with values that comes again is kept at the server; null: it is run as it is. */
  async #prepare(
    part: StatementPart,
    parameters: readonly Parameter[],
    signal: AbortSignal,
  ): Promise<PreparedStatement | null> {
    const { sql } = part
    const known = this.#statements.look(sql)
    const isTaken = ({ parameterTypes }: PreparedStatement) =>
      typesInsteadOfText(parameters, parameterTypes) === null
    if (typeof known === 'object') return isTaken(known) ? known : null
    if (known === 'new' || dirtiesSession(sql)) return null
    const exchange = this.#statements.newExchange(this.#session.wire, sql)
    await this.#session.performStoppable(exchange, signal)
    if (signal.aborted) throw cancelledError()
    if (exchange.error && isTypeUnknown(exchange.error)) return null
    if (exchange.error && !this.#statements.isStale(exchange.error))
      throw this.#translate(exchange.error, part, signal)
    const prepared = exchange.prepared(this.#typeNames)
    if (prepared) this.#statements.keep(sql, prepared)
    return prepared && isTaken(prepared) ? prepared : null
  }

  #translate(error: ReportFields, part: StatementPart, signal: AbortSignal): WorkbenchError {
    const translated = statementError(error, part)
    if (signal.aborted && error.C === '57014') return cancelledError(translated)
    return this.#isReadOnly ? readOnlyViolation(translated) : translated
  }

  /** Runs what a read-only session puts before a statement of the user. */
  async #prepareFor(sql: string, signal: AbortSignal): Promise<void> {
    const control = this.#queries([sql])
    await this.#session.performStoppable(control, signal)
    if (!control.error) return
    throw signal.aborted ? cancelledError() : statementError(control.error)
  }

  async #endGuard(): Promise<void> {
    const { lost, status } = this.#session
    if (lost || status === 'I') return
    await this.#session.perform(this.#queries([status === 'T' ? 'COMMIT' : 'ROLLBACK']))
  }

  /** Everything here reads and writes UTF-8, whatever encoding a script sets for itself. */
  async #restoreEncoding(sink: RunSink): Promise<void> {
    const { encoding, status } = this.#session
    if (encoding === ENCODING || status === 'E') return
    await this.#session.perform(this.#queries([`SET client_encoding = ${ENCODING}`]))
    const text = `client_encoding stays ${ENCODING} in Sluice; ${encoding} was not kept`
    sink.message({ severity: 'NOTICE', text })
  }

  /** Statements of the program's own, in one round trip. */
  async #ask(statements: readonly string[], signal: AbortSignal): Promise<void> {
    const exchange = this.#queries(statements)
    await this.#exclusively(() => this.#session.performOrDestroy(exchange, signal))
    if (exchange.error) throw statementError(exchange.error)
  }

  #queries(statements: readonly string[]): ControlExchange {
    const send = () => this.#session.wire.send(...statements.map(query))
    return new ControlExchange(send, statements.length)
  }
}
