import { ByteWriter } from './ByteWriter.ts'
import type { Outcome } from './Engine.ts'
import { columnMetadata, done, DONE, ROW, type Done } from './tokens.ts'
import type { Wire } from './Wire.ts'
import { writeValue } from './writeValue.ts'

/** Bytes gathered before they go out. */
const CHUNK_BYTES = 32_768

/** The one message that answers a request, written piece by piece. */
export class Response {
  readonly #wire: Wire
  readonly #isStopped: () => boolean
  readonly #out = new ByteWriter()
  #number = 1
  /** Inside of a procedure its statements end otherwise. */
  isProcedure = false

  constructor(wire: Wire, isStopped: () => boolean) {
    this.#wire = wire
    this.#isStopped = isStopped
  }

  add(token: Buffer): void {
    this.#out.bytes(token)
  }

  endStatement(end: Omit<Done, 'kind'>): void {
    this.add(done({ ...end, kind: this.isProcedure ? DONE.inProcedure : DONE.statement }))
  }

  /** Rows up to their end, or to the client's wish to stop. */
  async addRows({ columns, rows }: Extract<Outcome, { kind: 'rows' }>): Promise<number> {
    this.add(columnMetadata(columns))
    let count = 0
    for (const row of rows) {
      this.#out.uint8(ROW)
      for (let at = 0; at < columns.length; at++) writeValue(this.#out, columns[at]!.type, row[at]!)
      count++
      if (this.#out.length < CHUNK_BYTES) continue
      await this.#flush()
      if (this.#isStopped()) break
    }
    return count
  }

  async end(): Promise<void> {
    await this.#wire.send(this.#out.take(), { isLast: true, number: this.#number })
  }

  async #flush(): Promise<void> {
    const { rest, number } = await this.#wire.send(this.#out.take(), {
      isLast: false,
      number: this.#number,
    })
    this.#number = number
    this.#out.bytes(rest)
    // What the client sends meanwhile is heard.
    await new Promise((resolve) => setImmediate(resolve))
  }
}
