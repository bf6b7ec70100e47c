import { WorkbenchError } from '../../../../contract/errors.ts'
import type { Batch } from '../../../frame/Batch.ts'
import { TimeSlice } from '../../../frame/TimeSlice.ts'
import type { Exchange } from '../Exchange.ts'
import { BACKEND, type ReportFields } from '../wire/backend.ts'
import * as frontend from '../wire/frontend.ts'
import type { MessageBytes, Wire } from '../wire/Wire.ts'
import { CopyBuffer } from './CopyBuffer.ts'
import { MisfitError, type RowEncoder } from './encodeRows.ts'

/** Signature, flags and length of the header's extension (PostgreSQL's manual, COPY, "Binary"). */
const BINARY_HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const BINARY_END = -1
/** Rows encoded between two looks at the clock. */
const STEP_CELLS = 8_192

export type CopyForm = { readonly isBinary: boolean; readonly encode: RowEncoder }

/** One COPY … FROM STDIN: sends batches for as long as the server takes them. */
export class CopyIn implements Exchange {
  readonly #wire: Wire
  readonly #sql: string
  readonly #form: CopyForm
  readonly #nextBatch: () => Promise<Batch | null>
  readonly #over = Promise.withResolvers<null>()
  readonly #out = new CopyBuffer()
  #sending: Promise<void> = Promise.resolve()
  #isOver = false
  writtenRows = 0
  error: ReportFields | null = null
  /** What the batches threw, or a value that the column's type has no form for. */
  failure: { readonly error: unknown } | null = null

  /** `nextBatch` gives null at the end. */
  constructor(wire: Wire, sql: string, form: CopyForm, nextBatch: () => Promise<Batch | null>) {
    this.#wire = wire
    this.#sql = sql
    this.#form = form
    this.#nextBatch = nextBatch
  }

  /** Settles when nothing more is encoded or sent. */
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
      this.#startMessage()
      if (this.#form.isBinary) this.#out.append(BINARY_HEADER)
      for (let batch = await this.#next(); batch !== null; batch = await this.#next())
        await this.#sendBatch(batch)
      if (this.#isOver) return
      if (this.#form.isBinary) this.#out.int16(BINARY_END)
      this.#flush()
      this.#wire.send(frontend.copyDone())
    } catch (error) {
      this.failure = { error: error instanceof MisfitError ? this.#locate(error) : error }
      if (!this.#isOver) this.#wire.send(frontend.copyFail('the rows ended too early'))
    }
  }

  async #sendBatch(batch: Batch): Promise<void> {
    const slice = new TimeSlice()
    const stepRows = Math.max(1, Math.floor(STEP_CELLS / Math.max(1, batch.columns.length)))
    for (let from = 0; from < batch.rowCount && !this.#isOver; from += stepRows) {
      const to = Math.min(from + stepRows, batch.rowCount)
      this.#form.encode(this.#out, batch, from, to)
      await slice.breathe()
    }
    if (this.#isOver) return
    this.writtenRows += batch.rowCount
    this.#flush()
    await Promise.race([this.#wire.drained(), this.#over.promise])
  }

  /** Null also when the server wants no more, whatever the source is still at. */
  async #next(): Promise<Batch | null> {
    if (this.#isOver) return null
    return Promise.race([this.#nextBatch(), this.#over.promise])
  }

  #startMessage(): void {
    this.#out.used = frontend.COPY_HEADER_BYTES
  }

  #flush(): void {
    this.#wire.send(frontend.copyData(this.#out.take()))
    this.#startMessage()
  }

  #locate({ row, error }: MisfitError): WorkbenchError {
    const details = { ...error.details, row: this.writtenRows + row }
    return new WorkbenchError(error.code, error.message, { details })
  }
}
