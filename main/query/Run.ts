import { randomUUID } from 'node:crypto'
import type { Column } from '../../contract/columns.ts'
import { toWireError, WorkbenchError } from '../../contract/errors.ts'
import type { RunEvent, RunSummary } from '../../contract/query.ts'
import type { ParameterValue } from '../../contract/parameters.ts'
import type { Clock } from '../clock.ts'
import type { Statement } from '../drivers/driver.ts'
import type { FrameStore } from '../frame/FrameStore.ts'
import type { StoredResult } from '../frame/StoredResult.ts'
import type { Lease } from '../pool/Lease.ts'
import { type Answer, type AnswerCache, copyRows } from './AnswerCache.ts'
import { shownStatement } from '../workspace/maskSecrets.ts'
import { type BoundStatement, runBound, unbound } from './bindStatement.ts'
import { isOutOfReach } from './isOutOfReach.ts'
import { rememberRun, type RunHistory } from './rememberRun.ts'
import type { OwnSession, SessionSource } from './SessionSource.ts'
import { StatementSink } from './StatementSink.ts'

export type RunRequest = {
  runId: string
  profileId: string
  label: string
  statements: readonly string[]
  /** Values for the placeholders of the statements. */
  parameters?: readonly ParameterValue[]
  /** See `query.run`. */
  mustOnlyRead?: boolean
  /** Of a transaction that the tab keeps open; left out: each statement is its own. */
  transactionId?: string | undefined
  /** Of the tab; left out: what the statements change of the session is nobody else's. */
  session?: Omit<OwnSession, 'clientId'> | undefined
}

/** A statement that ran, whether it succeeded or not; its text without secrets. */
export type TimedStatement = {
  readonly poolId: string
  readonly profileId: string
  readonly sql: string
  readonly label: string
  readonly startedAtMs: number
  readonly elapsedMs: number
  readonly rowCount: number | null
  readonly hasFailed: boolean
}

/** What runs are made with. */
export type RunEnvironment = RunHistory & {
  sessions: SessionSource
  frames: Pick<FrameStore, 'open'>
  clock: Clock
  /** Binds the placeholders of a statement as the profile's database has it. */
  bind?: (profileId: string, sql: string, values: readonly ParameterValue[]) => BoundStatement
  /** A transaction that statements leave open goes on. */
  keepsTransactions?: (profileId: string) => boolean
  /** What is shown while no server can be reached. */
  answers?: AnswerCache
  /** Called after each statement, whether it succeeded or not. */
  onStatementRan?: (profileId: string, sql: string) => void
  /** The same, with what it took. */
  onStatementTimed?: (ran: TimedStatement) => void
}

/** How far a run got. */
type Progress = {
  outcome: RunSummary['outcome']
  waitedMs: number
  rowCount: number | null
  errorMessage: string | null
}

export type RunTerms = { emit: (event: RunEvent) => void; signal: AbortSignal; clientId: string }

/** One run, from the wait for a session to its entry in the history. */
export class Run {
  readonly #environment: RunEnvironment
  readonly #request: RunRequest
  readonly #terms: RunTerms
  /** Stops the run from the monitor, as its own window can. */
  readonly #stop = new AbortController()
  readonly #signal: AbortSignal
  /** Null where this run's answers are not to be kept, nor old ones given. */
  readonly #answers: AnswerCache | null
  #bound: readonly BoundStatement[] = []
  #hasSession = false
  readonly #progress: Progress = {
    outcome: 'done',
    waitedMs: 0,
    rowCount: null,
    errorMessage: null,
  }

  constructor(environment: RunEnvironment, request: RunRequest, terms: RunTerms) {
    this.#environment = environment
    this.#request = request
    this.#terms = terms
    this.#signal = AbortSignal.any([terms.signal, this.#stop.signal])
    const { profileId, statements, transactionId } = request
    // A transaction sees what others do not; its answers are nobody else's.
    this.#answers =
      transactionId === undefined && environment.answers?.keeps(profileId, statements)
        ? environment.answers
        : null
  }

  async perform(): Promise<RunSummary> {
    const { clock, sessions } = this.#environment
    const { runId, profileId, label, statements, transactionId, session } = this.#request
    const { emit, clientId } = this.#terms
    const startedAtMs = clock.wallClockMs()
    const beganMs = clock.now()
    try {
      const onWaiting = () => emit({ kind: 'waiting' })
      this.#bound = this.#bindAll()
      const own = session && { ...session, clientId }
      const wanted = { profileId, statements, transactionId, session: own }
      const terms = {
        label,
        ownerId: runId,
        statement: shownStatement(statements[0]!),
        signal: this.#signal,
        onWaiting,
      }
      await sessions.use(wanted, terms, (lease) => {
        // Not the lease's own wait: that of a transaction was over before this run began.
        this.#progress.waitedMs = clock.now() - beganMs
        return this.#runAll(lease)
      })
    } catch (error) {
      // No session: the first statement could not even start.
      const waitedMs = clock.now() - beganMs
      this.#progress.waitedMs = waitedMs
      const answers = this.#answersInstead(error)
      if (answers) await this.#giveOldAnswers(answers, error)
      else this.#fail(0, this.#withoutAnswer(error), waitedMs)
    }
    const { outcome, waitedMs } = this.#progress
    const elapsedMs = clock.now() - beganMs - waitedMs
    this.#remember(startedAtMs, elapsedMs)
    return { outcome, elapsedMs, waitedMs }
  }

  #remember(startedAtMs: number, elapsedMs: number): void {
    const { profileId, statements } = this.#request
    const { outcome, rowCount, errorMessage } = this.#progress
    const ran = { profileId, statements, startedAtMs, elapsedMs, rowCount, outcome, errorMessage }
    rememberRun(ran, this.#environment)
  }

  async #runAll(lease: Lease): Promise<void> {
    this.#hasSession = true
    for (const [index, statement] of this.#bound.entries()) {
      if (this.#signal.aborted) {
        this.#progress.outcome = 'cancelled'
        break
      }
      await this.#runOne(lease, index, statement)
      if (this.#progress.outcome !== 'done') break
    }
    this.#warnOfOpenTransaction(lease)
  }

  async #runOne(lease: Lease, index: number, statement: BoundStatement): Promise<void> {
    const { clock, onStatementRan } = this.#environment
    const { emit } = this.#terms
    const signal = this.#signal
    const sink = this.#openSink(index, (event) => {
      lease.noteAnswer()
      emit(event)
    })
    emit({ kind: 'statement-started', index })
    lease.noteStatement(shownStatement(statement.sql), (reason) =>
      this.#stop.abort(new WorkbenchError('statement-cancelled', reason)),
    )
    const beganMs = clock.now()
    try {
      const { affectedRows, command } = await runBound(lease.connection, statement, sink, signal)
      const elapsedMs = clock.now() - beganMs
      lease.recordStatement({ elapsedMs, failedWith: null })
      lease.noteDone(this.#request.statements[index]!)
      sink.finish()
      this.#count(sink.rowCount ?? affectedRows)
      this.#tellTimed(lease, statement, { elapsedMs, rowCount: sink.rowCount ?? affectedRows })
      this.#keepAnswer(statement, sink.answer, lease.connection.session === 'clean')
      emit({ kind: 'statement-ended', index, elapsedMs, affectedRows, command })
    } catch (error) {
      const elapsedMs = clock.now() - beganMs
      // A statement that the user stopped says nothing about the health of the database.
      lease.recordStatement({
        elapsedMs,
        failedWith: signal.aborted ? null : toWireError(error).code,
        isStopped: signal.aborted,
      })
      sink.finish()
      this.#tellTimed(lease, statement, {
        elapsedMs,
        rowCount: sink.rowCount,
        hasFailed: !signal.aborted,
      })
      this.#count(sink.rowCount)
      this.#fail(index, error, elapsedMs)
    } finally {
      lease.noteStatement(null)
      onStatementRan?.(this.#request.profileId, statement.sql)
    }
  }

  #tellTimed(
    { poolId }: Lease,
    { sql }: BoundStatement,
    ran: { elapsedMs: number; rowCount: number | null; hasFailed?: boolean },
  ): void {
    const { clock, onStatementTimed } = this.#environment
    const { profileId, label } = this.#request
    const startedAtMs = clock.wallClockMs() - ran.elapsedMs
    const text = shownStatement(sql)
    onStatementTimed?.({
      hasFailed: false,
      ...ran,
      poolId,
      profileId,
      sql: text,
      label,
      startedAtMs,
    })
  }

  /** What was answered before, where that is wanted and all that can be had. */
  #answersInstead(error: unknown): Answer[] | null {
    if (!this.#answers || this.#hasSession || !isOutOfReach(error)) return null
    return this.#answers.find(this.#request.profileId, this.#bound)
  }

  async #giveOldAnswers(answers: readonly Answer[], error: unknown): Promise<void> {
    const { clock } = this.#environment
    const { emit } = this.#terms
    const reason = toWireError(error)
    for (const [index, { result, answeredAtMs }] of answers.entries()) {
      const beganMs = clock.now()
      emit({ kind: 'statement-started', index })
      const sink = this.#openSink(index)
      const opened = sink.openResult(result.columns)
      emit({ kind: 'stale-answer', index, resultId: opened.resultId, answeredAtMs, reason })
      const ageS = Math.round((clock.wallClockMs() - answeredAtMs) / 1_000)
      const text =
        `No server could be reached. This is the answer of ${new Date(answeredAtMs).toISOString()}, ` +
        `${ageS.toLocaleString('en')} s old. ${reason.message}`
      emit({ kind: 'message', index, message: { severity: 'WARNING', text } })
      try {
        await copyRows(result, opened, this.#signal)
        opened.end()
        this.#count(sink.rowCount)
      } catch (failure) {
        sink.finish()
        return this.#fail(index, failure, clock.now() - beganMs)
      }
      const elapsedMs = clock.now() - beganMs
      emit({ kind: 'statement-ended', index, elapsedMs, affectedRows: null, command: null })
    }
  }

  /** Says that there is nothing to fall back on, where one could have hoped so. */
  #withoutAnswer(error: unknown): unknown {
    if (!this.#answers || this.#hasSession || !isOutOfReach(error)) return error
    const { code, message, details } = error as WorkbenchError
    const more = 'No earlier answer to this statement is kept.'
    return new WorkbenchError(code, `${message} ${more}`, { details, cause: error })
  }

  #keepAnswer(statement: Statement, answer: StoredResult | null, isClean: boolean): void {
    // What was found in a changed session is not what others would find.
    if (answer && isClean) void this.#answers?.keep(this.#request.profileId, statement, answer)
  }

  #bindAll(): BoundStatement[] {
    const { profileId, statements, parameters = [], mustOnlyRead = false } = this.#request
    const { bind } = this.#environment
    return statements.map((sql) => ({
      ...(bind?.(profileId, sql, parameters) ?? unbound(sql)),
      mustOnlyRead,
    }))
  }

  #openSink(index: number, emit = this.#terms.emit): StatementSink {
    return new StatementSink({
      index,
      emit,
      clock: this.#environment.clock,
      openResult: (columns) => this.#openResult(columns),
    })
  }

  #openResult(columns: readonly Column[]) {
    const { clientId } = this.#terms
    return this.#environment.frames.open({ resultId: randomUUID(), columns, clientId })
  }

  #count(rowCount: number | null): void {
    if (rowCount !== null) this.#progress.rowCount = (this.#progress.rowCount ?? 0) + rowCount
  }

  #fail(index: number, error: unknown, elapsedMs: number): void {
    const { emit } = this.#terms
    if (!(error instanceof WorkbenchError))
      this.#environment.logger.error({ err: error }, 'A run ended with a bug.')
    const wireError = toWireError(this.#stop.signal.aborted ? this.#stop.signal.reason : error)
    const isStopped = this.#signal.aborted || wireError.code === 'aborted'
    this.#progress.outcome = isStopped ? 'cancelled' : 'failed'
    this.#progress.errorMessage = wireError.message
    emit({ kind: 'statement-failed', index, elapsedMs, error: wireError })
  }

  #warnOfOpenTransaction({ connection }: Lease): void {
    const { transactionId, session, profileId } = this.#request
    if (connection.session !== 'in-transaction' || transactionId !== undefined) return
    if (session?.opensAs !== undefined && this.#environment.keepsTransactions?.(profileId)) return
    const text =
      'The transaction was still open when the run ended, and is rolled back. ' +
      'Run begin and commit together.'
    const index = this.#request.statements.length - 1
    this.#terms.emit({ kind: 'message', index, message: { severity: 'WARNING', text } })
  }
}
