import type { EncodedRows } from '../../bulkLoad.ts'
import type { Exchange } from '../Exchange.ts'
import { BACKEND, type ReportFields } from '../wire/backend.ts'
import * as frontend from '../wire/frontend.ts'
import type { MessageBytes, Wire } from '../wire/Wire.ts'

/** Signature, flags and length of the header's extension (PostgreSQL's manual, COPY, "Binary"). */
const BINARY_HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
/** Stands in place of a row's number of cells. */
const BINARY_END = Buffer.of(0xff, 0xff)

/** One COPY … FROM STDIN: sends rows for as long as the server takes them. */
export class CopyIn implements Exchange {
  readonly #wire: Wire
  readonly #sql: string
  readonly #isBinary: boolean
  readonly #nextRows: () => Promise<EncodedRows | null>
  readonly #over = Promise.withResolvers<null>()
  #sending: Promise<void> = Promise.resolve()
  #isOver = false
  writtenRows = 0
  error: ReportFields | null = null
  /** What the rows' source threw. */
  failure: { readonly error: unknown } | null = null

  /** `nextRows` gives CopyData messages, and null at the end. */
  constructor(
    wire: Wire,
    { sql, isBinary }: { sql: string; isBinary: boolean },
    nextRows: () => Promise<EncodedRows | null>,
  ) {
    this.#wire = wire
    this.#sql = sql
    this.#isBinary = isBinary
    this.#nextRows = nextRows
  }

  /** Settles when nothing more is asked for or sent. */
  get sent(): Promise<void> {
    return this.#sending
  }

  start(): void {
    this.#wire.send(frontend.query(this.#sql))
  }

  receive(code: number, _message: MessageBytes, _start: number): void {
    if (code === BACKEND.copyInResponse) this.#sending = this.#send()
  }

  fail(fields: ReportFields): void {
    this.error ??= fields
    this.end()
  }

  notice(): void {}

  isDone(): boolean {
    this.end()
    return true
  }

  discard(): void {
    if (this.#isOver) return
    this.end()
    this.#wire.send(frontend.copyFail('given up'))
  }

  /** Sends nothing more; also for a session that is gone. */
  end(): void {
    this.#isOver = true
    this.#over.resolve(null)
  }

  async #send(): Promise<void> {
    try {
      if (this.#isBinary) this.#wire.send(message(BINARY_HEADER))
      for (let rows = await this.#next(); rows !== null; rows = await this.#next()) {
        await Promise.race([this.#wire.sendWhole(rows.bytes), this.#over.promise])
        this.writtenRows += rows.rowCount
      }
      if (this.#isOver) return
      if (this.#isBinary) this.#wire.send(message(BINARY_END))
      this.#wire.send(frontend.copyDone())
    } catch (error) {
      this.failure = { error }
      if (!this.#isOver) this.#wire.send(frontend.copyFail('the rows ended too early'))
    }
  }

  /** Null also when the server wants no more, whatever the source is still at. */
  async #next(): Promise<EncodedRows | null> {
    if (this.#isOver) return null
    return Promise.race([this.#nextRows(), this.#over.promise])
  }
}

const message = (bytes: Uint8Array): Uint8Array =>
  frontend.copyData(Buffer.concat([new Uint8Array(frontend.COPY_HEADER_BYTES), bytes]))
