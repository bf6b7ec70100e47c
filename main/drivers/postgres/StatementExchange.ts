import { WorkbenchError } from '../../../contract/errors.ts'
import type { Parameter, ResultSink, RunSink, StatementOutcome } from '../driver.ts'
import { bindParameter, typesInsteadOfText } from './bindParameter.ts'
import { RowWriter } from './columns/RowWriter.ts'
import { serverColumn, type ServerColumn } from './columns/ServerColumn.ts'
import type { Exchange } from './Exchange.ts'
import { readCommand } from './readCommand.ts'
import type { PreparedStatement } from './PreparedStatements.ts'
import { firstWord } from './sql/tokens.ts'
import { reportText } from './statementError.ts'
import type { TypeNames } from './TypeNames.ts'
import {
  BACKEND,
  readCommandTag,
  readParameterTypes,
  readRowDescription,
  type ReportFields,
  type RowField,
} from './wire/backend.ts'
import * as frontend from './wire/frontend.ts'
import type { MessageBytes, Wire } from './wire/Wire.ts'

type Phase = 'describing' | 'naming-types' | 'running'

/**
 * Runs one statement by the extended protocol. Its columns are described first, so that each can be
 * asked for in the form that is exact and quickest to decode; then its rows stream into the sink.
 */
export class StatementExchange implements Exchange {
  readonly #wire: Wire
  readonly #sql: string
  readonly #parameters: readonly Parameter[]
  readonly #sink: RunSink
  readonly #typeNames: TypeNames
  readonly #prepared: PreparedStatement | null
  readonly #declaredTypes: readonly number[]
  readonly #asksForTypes: boolean
  readonly #sharesSync: boolean
  readonly #onSinkFailure: () => void
  #phase: Phase = 'describing'
  #parameterTypes: readonly number[] = []
  #fields: readonly RowField[] = []
  #columns: readonly ServerColumn[] | null = null
  #result: ResultSink | null = null
  #writer: RowWriter | null = null
  #isDiscarding = false

  outcome: StatementOutcome = { affectedRows: null, command: null }
  /** The server's error, if it reported one. */
  error: ReportFields | null = null
  /** Set where it did not run, as these types for its placeholders are to be tried first. */
  typesToDeclare: readonly number[] | null = null
  /** The server refused it before anything of it ran. */
  isUndescribed = false
  /** What went wrong on our side: the sink refused, or the statement is one we cannot serve. */
  failure: { readonly error: unknown } | null = null
  /** Rows were thrown away, or the statement was not even started. */
  isIncomplete = false

  constructor({
    wire,
    sql,
    parameters,
    sink,
    typeNames,
    prepared = null,
    declaredTypes = [],
    asksForTypes = false,
    sharesSync = false,
    onSinkFailure,
  }: {
    wire: Wire
    sql: string
    parameters: readonly Parameter[]
    sink: RunSink
    typeNames: TypeNames
    /** The statement as the session keeps it; null: it is described first. */
    prepared?: PreparedStatement | null
    /** Of the placeholders; none: the server finds out. */
    declaredTypes?: readonly number[]
    /** Stops before it runs where types should be declared; see `typesToDeclare`. */
    asksForTypes?: boolean
    /** Sync is sent by whoever began it, for several prepared statements at once. */
    sharesSync?: boolean
    /** The rest of the answer is not wanted: the statement should be stopped. */
    onSinkFailure: () => void
  }) {
    this.#wire = wire
    this.#sql = sql
    this.#parameters = parameters
    this.#sink = sink
    this.#typeNames = typeNames
    this.#prepared = prepared
    this.#declaredTypes = declaredTypes
    this.#asksForTypes = asksForTypes
    this.#sharesSync = sharesSync
    this.#onSinkFailure = onSinkFailure
  }

  start(): void {
    if (this.#prepared) {
      this.#parameterTypes = this.#prepared.parameterTypes
      this.#columns = this.#prepared.columns
      this.#execute()
      return
    }
    // Flush, not Sync: what was described stays as it is until the statement has run.
    this.#wire.send(
      frontend.parse(this.#sql, '', this.#declaredTypes),
      frontend.describeStatement(),
      frontend.flush(),
    )
  }

  receive(code: number, message: MessageBytes, start: number): void {
    switch (code) {
      case BACKEND.dataRow:
        if (this.#phase === 'naming-types') this.#typeNames.learn(message, start)
        else this.#writeRow(message, start)
        return
      case BACKEND.parameterDescription:
        this.#parameterTypes = readParameterTypes(message, start)
        return
      case BACKEND.rowDescription:
        this.#fields = readRowDescription(message, start)
        this.#nameTypes()
        return
      case BACKEND.noData:
        this.#execute()
        return
      case BACKEND.commandComplete:
        if (this.#phase === 'naming-types') this.#describeColumns()
        else this.#complete(readCommandTag(message, start))
        return
      case BACKEND.copyInResponse:
        this.#refuseCopy('COPY … FROM STDIN needs a file to read. Import it instead.')
        // In this state the server overlooks the Sync it was sent before.
        this.#wire.send(frontend.copyFail('Sluice sends no data'), frontend.sync())
        return
      case BACKEND.copyOutResponse:
        this.#refuseCopy(
          'COPY … TO STDOUT gives no rows to show. Run its query and export the result.',
        )
        this.#onSinkFailure()
    }
  }

  fail(fields: ReportFields): void {
    this.error ??= fields
    this.isUndescribed = this.#phase === 'describing'
    // Until Sync the server overlooks everything; `running` has sent it already.
    if (this.#phase !== 'running') this.#wire.send(frontend.sync())
    this.#phase = 'running'
  }

  notice(fields: ReportFields): void {
    if (!this.#isDiscarding) {
      this.#sink.message({ severity: fields.S ?? 'NOTICE', text: reportText(fields) })
    }
  }

  isDone(): boolean {
    const isWhole = !this.error && !this.failure && !this.#isDiscarding
    if (isWhole) this.#guard(() => this.#result?.end())
    return true
  }

  discard(): void {
    this.#isDiscarding = true
    if (this.#columns) this.isIncomplete = true
    this.#wire.resume()
  }

  /** Names of types that are not the same in every database are asked for once. */
  #nameTypes(): void {
    // A procedure may commit, which it cannot once another statement ran before it.
    const lookup = firstWord(this.#sql) === 'call' ? null : this.#typeNames.lookup(this.#fields)
    if (!lookup || this.#isDiscarding) {
      this.#describeColumns()
      return
    }
    this.#phase = 'naming-types'
    const name = 'sluice_type_names'
    this.#wire.send(
      frontend.parse(lookup, name),
      frontend.bind([], [frontend.TEXT_FORMAT], name),
      frontend.execute(),
      frontend.closeStatement(name),
      frontend.flush(),
    )
  }

  #describeColumns(): void {
    this.#columns = this.#fields.map((field) => serverColumn(field, this.#typeNames.nameOf(field)))
    this.#execute()
  }

  #execute(): void {
    this.#phase = 'running'
    if (this.#asksForTypes && !this.#isDiscarding)
      this.typesToDeclare = typesInsteadOfText(this.#parameters, this.#parameterTypes)
    if (this.typesToDeclare) return this.#wire.send(frontend.sync())
    if (this.#isDiscarding) {
      this.isIncomplete = true
      this.#wire.send(frontend.sync())
      return
    }
    this.#wire.sendSoon(
      frontend.bindAndExecute(
        this.#parameters.map((value, index) => bindParameter(value, this.#parameterTypes[index])),
        this.#columns?.map(({ reader }) => reader.format) ?? [],
        {
          name: this.#prepared?.name,
          ...(this.#sharesSync && { end: frontend.EXECUTE }),
        },
      ),
    )
  }

  #writeRow(message: MessageBytes, start: number): void {
    if (this.#isDiscarding) return
    // Not by `#guard`: this runs for every row.
    try {
      if (!this.#writer) this.#openResult()
      this.#writer!.write(message, start)
    } catch (error) {
      this.#failSink(error)
    }
  }

  #complete(tag: string): void {
    this.outcome = readCommand(tag, { hasRows: this.#columns !== null })
    if (this.#isDiscarding || !this.#columns) return
    this.#guard(() => {
      this.#openResult()
      this.#writer!.flush()
    })
  }

  /** At the first row or the end: a statement that fails before either shows no empty result. */
  #openResult(): void {
    if (this.#writer) return
    const columns = this.#columns!
    this.#result = this.#sink.openResult(columns.map(({ column }) => column))
    this.#writer = new RowWriter(columns, this.#result, (ready) => this.#waitFor(ready))
  }

  #waitFor(ready: Promise<void>): void {
    this.#wire.pause()
    ready.then(
      () => this.#wire.resume(),
      (error: unknown) => this.#failSink(error),
    )
  }

  #guard(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#failSink(error)
    }
  }

  #failSink(error: unknown): void {
    this.failure ??= { error }
    this.isIncomplete = true
    this.#onSinkFailure()
  }

  #refuseCopy(message: string): void {
    this.failure = { error: new WorkbenchError('unsupported', message) }
  }
}
