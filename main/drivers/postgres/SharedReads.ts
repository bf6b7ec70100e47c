import type { RunSink, Statement, StatementOutcome } from '../driver.ts'
import { type PreparedStatement, PreparedStatements } from './PreparedStatements.ts'
import type { Session } from './Session.ts'
import { cancelledError } from './sessionErrors.ts'
import { StatementExchange } from './StatementExchange.ts'
import { statementError } from './statementError.ts'
import type { TypeNames } from './TypeNames.ts'

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

  async #perform({ sql, parameters = [] }: Statement, sink: RunSink): Promise<StatementExchange> {
    const exchange = new StatementExchange({
      wire: this.#session.wire,
      sql,
      parameters,
      sink,
      typeNames: this.#typeNames,
      prepared: await this.#prepared(sql),
      onSinkFailure: () => {},
    })
    await this.#session.perform(exchange)
    if (exchange.failure) throw exchange.failure.error
    return exchange
  }

  #prepared(sql: string): PreparedStatement | Promise<PreparedStatement> {
    const known = this.#statements.look(sql)
    if (typeof known === 'object') return known
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
