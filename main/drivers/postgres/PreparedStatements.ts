import { type ServerColumn, serverColumn } from './columns/ServerColumn.ts'
import type { Exchange } from './Exchange.ts'
import type { TypeNames } from './TypeNames.ts'
import {
  BACKEND,
  readParameterTypes,
  readRowDescription,
  type ReportFields,
  type RowField,
} from './wire/backend.ts'
import { closeStatement, describeStatement, parse, sync } from './wire/frontend.ts'
import type { MessageBytes, Wire } from './wire/Wire.ts'

/** A statement that the session keeps: each run of it is one round trip, and is not parsed anew. */
export type PreparedStatement = {
  readonly name: string
  readonly parameterTypes: readonly number[]
  /** Null: it gives no rows. */
  readonly columns: readonly ServerColumn[] | null
}

const MOST_KEPT = 100
const NO_SUCH_STATEMENT = '26000'
const NAME_IS_TAKEN = '42P05'

/**
 * What a session has prepared, by text; of more than a hundred the one unused for longest goes. Behind
 * a pooler that gives each transaction another session, names mean nothing: the first sign of that
 * ends it for the session.
 */
export class PreparedStatements {
  readonly #byText = new Map<string, PreparedStatement | null>()
  #toClose: string[] = []
  #nextNumber = 1
  #isOff = false

  /** `new`: not seen before, so not worth it yet. `known`: seen, and to be prepared. */
  look(sql: string): PreparedStatement | 'new' | 'known' {
    if (this.#isOff) return 'new'
    const kept = this.#byText.get(sql)
    this.#byText.delete(sql)
    this.#byText.set(sql, kept ?? null)
    if (this.#byText.size > MOST_KEPT) this.#dropOldest()
    return kept ?? (kept === undefined ? 'new' : 'known')
  }

  newExchange(wire: Wire, sql: string): PrepareExchange {
    const name = `sluice_${this.#nextNumber++}`
    return new PrepareExchange(wire, sql, { name, toClose: this.#toClose.splice(0) })
  }

  keep(sql: string, prepared: PreparedStatement): void {
    this.#byText.set(sql, prepared)
  }

  /** Whether running it once more, not prepared, would mend this error. */
  isStale({ C: code, R: routine }: ReportFields): boolean {
    if (code === NO_SUCH_STATEMENT || code === NAME_IS_TAKEN) this.#isOff = true
    // A relation it reads has changed: "cached plan must not change result type".
    return this.#isOff || (code === '0A000' && routine === 'RevalidateCachedQuery')
  }

  forget(sql: string): void {
    const kept = this.#byText.get(sql)
    if (kept) this.#toClose.push(kept.name)
    this.#byText.delete(sql)
  }

  /** Heeds what a user may do to the names: DEALLOCATE, DISCARD. */
  dropIfNamed(sql: string): void {
    if (/\b(deallocate|discard)\b/i.test(sql)) this.forgetAll()
  }

  /** The session keeps none any more. */
  forgetAll(): void {
    this.#byText.clear()
    this.#toClose = []
  }

  #dropOldest(): void {
    const [oldest] = this.#byText.keys()
    if (oldest !== undefined) this.forget(oldest)
  }
}

/** Has the server parse and keep a statement, and tells what it takes and gives. */
export class PrepareExchange implements Exchange {
  readonly #wire: Wire
  readonly #sql: string
  readonly #name: string
  readonly #toClose: readonly string[]
  #parameterTypes: readonly number[] = []
  #fields: readonly RowField[] | null = null
  error: ReportFields | null = null

  constructor(
    wire: Wire,
    sql: string,
    { name, toClose }: { name: string; toClose: readonly string[] },
  ) {
    this.#wire = wire
    this.#sql = sql
    this.#name = name
    this.#toClose = toClose
  }

  start(): void {
    this.#wire.send(
      ...this.#toClose.map(closeStatement),
      parse(this.#sql, this.#name),
      describeStatement(this.#name),
      sync(),
    )
  }

  receive(code: number, message: MessageBytes, start: number): void {
    if (code === BACKEND.parameterDescription)
      this.#parameterTypes = readParameterTypes(message, start)
    else if (code === BACKEND.rowDescription) this.#fields = readRowDescription(message, start)
  }

  fail(fields: ReportFields): void {
    this.error ??= fields
  }

  notice(): void {}

  isDone(): boolean {
    return true
  }

  discard(): void {}

  /** Null when a type of it has a name that has to be asked for, or it could not be prepared. */
  prepared(typeNames: TypeNames): PreparedStatement | null {
    const fields = this.#fields
    if (this.error || (fields && typeNames.lookup(fields))) return null
    return {
      name: this.#name,
      parameterTypes: this.#parameterTypes,
      columns: fields && fields.map((field) => serverColumn(field, typeNames.nameOf(field))),
    }
  }
}
