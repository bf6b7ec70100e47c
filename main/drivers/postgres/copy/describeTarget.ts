import type { Exchange } from '../Exchange.ts'
import { BACKEND, readParameterTypes, type ReportFields } from '../wire/backend.ts'
import * as frontend from '../wire/frontend.ts'
import type { MessageBytes, Wire } from '../wire/Wire.ts'

/**
 * Asks for the types of columns by preparing an INSERT: it needs no other right than the load
 * itself, and locks the table's shape until the transaction ends.
 */
export class DescribeTarget implements Exchange {
  readonly #wire: Wire
  readonly #sql: string
  oids: readonly number[] = []
  error: ReportFields | null = null

  /** `table` and `columns` stand in the statement as they are. */
  constructor(wire: Wire, table: string, columns: readonly string[]) {
    this.#wire = wire
    const places = columns.map((_, index) => `$${index + 1}`)
    this.#sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`
  }

  start(): void {
    this.#wire.send(frontend.parse(this.#sql), frontend.describeStatement(), frontend.sync())
  }

  receive(code: number, message: MessageBytes, start: number): void {
    if (code === BACKEND.parameterDescription) this.oids = readParameterTypes(message, start)
  }

  fail(fields: ReportFields): void {
    this.error ??= fields
  }

  notice(): void {}

  isDone(): boolean {
    return true
  }

  discard(): void {}
}
