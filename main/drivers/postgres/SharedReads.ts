import type { RunSink, Statement, StatementOutcome } from '../driver.ts'
import { type PreparedStatement, PreparedStatements } from './PreparedStatements.ts'
import { type PendingRead, ReadBatch } from './ReadBatch.ts'
import type { Session } from './Session.ts'
import { cancelledError } from './sessionErrors.ts'
import { StatementExchange } from './StatementExchange.ts'
import { statementError } from './statementError.ts'
import type { TypeNames } from './TypeNames.ts'

/** More in one batch, and client and server work in turns instead of side by side. */
const MAX_BATCH_READS = 8

/**
 * Short reads of many callers on one session, sent without waiting for each other's answers. For
 * statements of the program's own that belong to no transaction and end soon: whoever comes behind a
 * slow one waits for it, and none can be stopped on the server.
 */
export class SharedReads {
  readonly #session: Session
  readonly #typeNames: TypeNames
  readonly #statements = new PreparedStatements()
  /** Those being prepared, so that many first callers have it done once. */
  readonly #preparing = new Map<string, Promise<PreparedStatement>>()
  /** To be sent at the end of the tick. */
  #gathered: PendingRead[] = []

  constructor(session: Session, typeNames: TypeNames) {
    this.#session = session
    this.#typeNames = typeNames
  }

  /** As `Connection.run`, for one statement; aborting drops what it gives. */
  async run(statement: Statement, sink: RunSink, signal: AbortSignal): Promise<StatementOutcome> {
    if (signal.aborted) throw cancelledError()
    const exchange = await this.#perform(statement, sink)
    const isStale = exchange.error && this.#statements.isStale(exchange.error)
    if (isStale) this.#statements.forget(statement.sql)
    const last = isStale ? await this.#perform(statement, sink) : exchange
    if (signal.aborted) throw cancelledError()
    if (last.error) throw statementError(last.error)
    return last.outcome
  }

  async #perform(statement: Statement, sink: RunSink): Promise<StatementExchange> {
    const { sql, parameters = [] } = statement
    const prepared = this.#statements.look(sql)
    const known = typeof prepared === 'object' ? prepared : await this.#prepared(sql)
    // What gives no rows may be more than a read, and refused; it takes no others with it.
    const sharesSync = known.columns !== null
    const exchange = new StatementExchange({
      wire: this.#session.wire,
      sql,
      parameters,
      sink,
      typeNames: this.#typeNames,
      prepared: known,
      sharesSync,
      onSinkFailure: () => {},
    })
    if (!sharesSync) await this.#session.perform(exchange)
    else if ((await this.#gather(exchange)) === 'skipped') return this.#perform(statement, sink)
    if (exchange.failure) throw exchange.failure.error
    return exchange
  }

  #gather(exchange: StatementExchange): PendingRead['ended']['promise'] {
    const ended: PendingRead['ended'] = Promise.withResolvers()
    if (this.#gathered.push({ exchange, ended }) === 1) process.nextTick(() => this.#sendGathered())
    return ended.promise
  }

  #sendGathered(): void {
    const reads = this.#gathered
    this.#gathered = []
    for (let from = 0; from < reads.length; from += MAX_BATCH_READS)
      void this.#sendBatch(reads.slice(from, from + MAX_BATCH_READS))
  }

  async #sendBatch(reads: readonly PendingRead[]): Promise<void> {
    const batch = new ReadBatch(this.#session.wire, reads)
    try {
      await this.#session.perform(batch)
      for (const { ended } of batch.unanswered) ended.resolve('skipped')
    } catch (error) {
      for (const { ended } of batch.unanswered) ended.reject(error)
    }
  }

  #prepared(sql: string): Promise<PreparedStatement> {
    const running = this.#preparing.get(sql)
    if (running) return running
    const preparing = this.#prepare(sql).finally(() => this.#preparing.delete(sql))
    this.#preparing.set(sql, preparing)
    return preparing
  }

  async #prepare(sql: string): Promise<PreparedStatement> {
    const exchange = this.#statements.newExchange(this.#session.wire, sql)
    await this.#session.perform(exchange)
    if (exchange.error) throw statementError(exchange.error)
    const prepared = exchange.prepared(this.#typeNames)
    if (!prepared) throw new Error('A shared read gives types that only its database knows')
    this.#statements.keep(sql, prepared)
    return prepared
  }
}
