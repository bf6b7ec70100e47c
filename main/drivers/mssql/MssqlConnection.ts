import { WorkbenchError } from '../../../contract/errors.ts'
import { splitStatements } from '../../../contract/sql/splitStatements.ts'
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
import { startFailed } from '../startFailed.ts'
import { bindParameters } from './bindParameters.ts'
import { bulkInsert } from './bulk/bulkInsert.ts'
import type { Session } from './Session.ts'
import { Stoppable } from './Stoppable.ts'
import { dirtiesSession } from './sql/dirtiesSession.ts'
import { refuseWriting } from './sql/refuseWriting.ts'
import { statementError, type StatementPart } from './statementError.ts'
import { StatementRun } from './StatementRun.ts'

const NOTHING_DONE: StatementOutcome = { affectedRows: null, command: null }
const SILENT: RunSink = {
  openResult: () => ({ write: () => {}, end: () => {} }),
  message: () => {},
}

/** What a user's batches do to a session, and what the session does around them. */
export class MssqlConnection implements Connection {
  readonly server: ServerInfo
  readonly #session: Session
  readonly #isReadOnly: boolean
  readonly #statementTimeoutMs: number
  readonly #startSql: string
  #isDirty = false
  #isRunning = false

  constructor({
    session,
    server,
    isReadOnly,
    statementTimeoutMs,
    startSql,
  }: {
    session: Session
    server: ServerInfo
    isReadOnly: boolean
    /** 0: no limit. */
    statementTimeoutMs: number
    /** Of the profile. */
    startSql: string
  }) {
    this.server = server
    this.#session = session
    this.#isReadOnly = isReadOnly
    this.#statementTimeoutMs = statementTimeoutMs
    this.#startSql = startSql
  }

  get session(): SessionState {
    if (this.#session.lost) return 'lost'
    if (this.#session.isInTransaction) return 'in-transaction'
    return this.#isDirty ? 'dirty' : 'clean'
  }

  /** Batches of a script, between lines of GO, run one after the other. */
  run(statement: Statement, sink: RunSink, signal: AbortSignal): Promise<StatementOutcome> {
    const { sql, parameters = [] } = statement
    return this.#exclusively(async () => {
      let outcome = NOTHING_DONE
      for (const part of splitStatements(sql, 'mssql')) {
        outcome = await this.#runPart(part, parameters, sink, signal)
      }
      return outcome
    })
  }

  bulkInsert(load: BulkLoad, signal: AbortSignal): Promise<BulkOutcome> {
    return this.#exclusively(() => {
      if (this.#isReadOnly)
        throw new WorkbenchError(
          'read-only',
          `The connection is read-only; “${load.table}” is as it was.`,
        )
      const stoppable = new Stoppable(this.#session, {
        timeoutMs: this.#statementTimeoutMs,
        signal,
      })
      return bulkInsert(this.#session, stoppable, load)
    })
  }

  async ping(signal: AbortSignal): Promise<void> {
    await this.#exclusively(() => this.#orDestroy(this.#ask('SELECT 1'), signal))
  }

  async reset(signal: AbortSignal): Promise<void> {
    await this.#exclusively(async () => {
      if (this.#session.isInTransaction)
        await this.#orDestroy(this.#ask('IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION'), signal)
      await this.#orDestroy(this.#session.reset(), signal)
      await this.#start(signal)
    })
    this.#isDirty = false
  }

  /** Part of connecting. */
  start(signal: AbortSignal): Promise<void> {
    return this.#exclusively(() => this.#start(signal))
  }

  async #start(signal: AbortSignal): Promise<void> {
    try {
      for (const { text } of splitStatements(this.#startSql, 'mssql'))
        await this.#orDestroy(this.#ask(text), signal)
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
    part: StatementPart,
    parameters: readonly Parameter[],
    sink: RunSink,
    signal: AbortSignal,
  ): Promise<StatementOutcome> {
    if (!this.#isReadOnly) return this.#stoppable(part, parameters, sink, signal)
    refuseWriting(part.text)
    await this.#session.begin()
    try {
      return await this.#stoppable(part, parameters, sink, signal)
    } finally {
      // The server ends the transaction by itself at some errors.
      if (!this.#session.lost && this.#session.isInTransaction) await this.#session.rollback()
    }
  }

  async #stoppable(
    part: StatementPart,
    parameters: readonly Parameter[],
    sink: RunSink,
    signal: AbortSignal,
  ): Promise<StatementOutcome> {
    const timeoutMs = this.#statementTimeoutMs
    const stoppable = new Stoppable(this.#session, { timeoutMs, signal })
    const run = new StatementRun(sink, {
      pause: (ready) => this.#session.pauseUntil(ready),
      onFailure: (error) => stoppable.stop(error),
    })
    stoppable.onStop = () => run.discard()
    this.#isDirty ||= dirtiesSession(part.text)
    await stoppable.run(
      () => this.#session.run(part.text, (request) => bindParameters(request, parameters), run),
      part,
    )
    return run.outcome
  }

  /** Statements of the program's own. */
  #ask(sql: string): Promise<void> {
    const run = new StatementRun(SILENT, { pause: () => {}, onFailure: () => {} })
    return this.#session.run(sql, () => {}, run)
  }

  /** For what is too short to be stopped on the server: aborting it costs the session. */
  async #orDestroy(work: Promise<void>, signal: AbortSignal): Promise<void> {
    const abort = () => this.destroy()
    signal.addEventListener('abort', abort, { once: true })
    if (signal.aborted) abort()
    try {
      await work
    } catch (error) {
      if (signal.aborted)
        throw new WorkbenchError('aborted', 'Given up while the server was asked', { cause: error })
      throw error instanceof WorkbenchError ? error : statementError(error)
    } finally {
      signal.removeEventListener('abort', abort)
    }
  }
}
