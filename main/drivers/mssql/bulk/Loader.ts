import { WorkbenchError } from '../../../../contract/errors.ts'
import type { Batch } from '../../../frame/Batch.ts'
import { TimeSlice } from '../../../frame/TimeSlice.ts'
import { DEAF, type Session } from '../Session.ts'
import type { Stoppable } from '../Stoppable.ts'
import { quoted, type LoadTarget } from './describeTarget.ts'
import { encodeColumns, encodeEnd, encodeRows, misfit, MisfitError } from './encodeRows.ts'
import { RowBytes } from './RowBytes.ts'

/**
 * Bytes of rows that go out in one message. The server does not tell which row it refused, so a part
 * stays in memory until it is taken, to be looked through again.
 */
const PART_BYTES = 16 * 1024 * 1024
const CHUNK_BYTES = 64 * 1024
/** Cells encoded between two looks at the clock. */
const STEP_CELLS = 8_192

/** Constraints and triggers hold as for an INSERT, and NULL means NULL where there is a default. */
const OPTIONS = 'CHECK_CONSTRAINTS, FIRE_TRIGGERS, KEEP_NULLS'

/** Rows `from` up to `to` of a batch, whose first row is `firstRow` of the load. */
type Stretch = {
  readonly batch: Batch
  readonly firstRow: number
  readonly from: number
  readonly to: number
}

/** One load, in as many messages as its size needs. The transaction is its caller's. */
export class Loader {
  readonly #session: Session
  readonly #stoppable: Stoppable
  readonly #target: LoadTarget
  readonly #batches: AsyncIterator<Batch>
  #rowCount = 0
  /** What the source threw. */
  #failure: { readonly error: unknown } | null = null
  /** Of the part on its way. */
  #partBytes = 0

  constructor(
    session: Session,
    stoppable: Stoppable,
    { target, batches }: { readonly target: LoadTarget; readonly batches: AsyncIterator<Batch> },
  ) {
    this.#session = session
    this.#stoppable = stoppable
    this.#target = target
    this.#batches = batches
  }

  /** Gives how many rows were written. */
  async run(): Promise<number> {
    let first = await this.#stoppable.whileWaiting(this.#next())
    while (first !== null) {
      await this.#sendPart(first)
      first = await this.#stoppable.whileWaiting(this.#next())
    }
    return this.#rowCount
  }

  async #next(): Promise<Batch | null> {
    try {
      const { value, done } = await this.#batches.next()
      return done ? null : value
    } catch (error) {
      this.#failure = { error }
      throw error
    }
  }

  /** Batches from the first on, up to the size of a part, each noted when it goes out. */
  async *#partOf(first: Batch, part: Stretch[]): AsyncGenerator<Stretch> {
    this.#partBytes = 0
    let batch: Batch | null = first
    while (batch !== null) {
      const stretch = { batch, firstRow: this.#rowCount, from: 0, to: batch.rowCount }
      part.push(stretch)
      this.#rowCount += batch.rowCount
      yield stretch
      batch = this.#partBytes < PART_BYTES ? await this.#next() : null
    }
  }

  async #sendPart(first: Batch): Promise<void> {
    const part: Stretch[] = []
    try {
      await this.#send(this.#partOf(first, part))
    } catch (error) {
      throw isRowFault(error) ? await this.#located(error, part) : error
    }
  }

  /** Announces rows and sends them. What is refused leaves none of them in the table. */
  async #send(stretches: AsyncIterable<Stretch>): Promise<void> {
    const { table, columns } = this.#target
    const list = columns.map(({ name, wire }) => `${quoted(name)} ${wire.declaration}`)
    const sql = `INSERT BULK ${table} (${list.join(', ')}) WITH (${OPTIONS})`
    await this.#perform(() => this.#session.run(sql, () => {}, DEAF))
    await this.#perform(() => this.#session.sendRows(this.#message(stretches), DEAF))
  }

  async *#message(stretches: AsyncIterable<Stretch>): AsyncGenerator<Buffer> {
    const out = new RowBytes()
    encodeColumns(out, this.#target.columns)
    for await (const stretch of stretches) yield* this.#encode(out, stretch)
    encodeEnd(out)
    yield out.take()
  }

  async *#encode(out: RowBytes, { batch, firstRow, from, to }: Stretch): AsyncGenerator<Buffer> {
    const slice = new TimeSlice()
    const stepRows = Math.max(1, Math.floor(STEP_CELLS / this.#target.columns.length))
    for (let at = from; at < to; at += stepRows) {
      try {
        encodeRows(out, this.#target.columns, batch, { from: at, to: Math.min(at + stepRows, to) })
      } catch (error) {
        throw error instanceof MisfitError ? misfit(error, firstRow) : error
      }
      if (out.used >= CHUNK_BYTES) {
        this.#partBytes += out.used
        yield out.take()
      }
      await slice.breathe()
    }
  }

  /**
   * Sends a refused part again in halves to find its first bad row, as long as the transaction
   * stands. What of it is written then is undone with the load.
   */
  async #located(error: WorkbenchError, part: readonly Stretch[]): Promise<unknown> {
    let refusal = error
    let from = part[0]!.firstRow
    let to = this.#rowCount
    while (to - from > 1) {
      if (!this.#session.isInTransaction) return refusal
      const middle = Math.floor((from + to) / 2)
      const failure = await this.#failureOf(within(part, from, middle))
      if (failure === null) from = middle
      else if (isRowFault(failure)) [to, refusal] = [middle, failure]
      else return failure
    }
    const { code, message, details, cause } = refusal
    return new WorkbenchError(code, message, { details: { ...details, row: from }, cause })
  }

  /** Null: the rows were taken. */
  async #failureOf(stretches: AsyncIterable<Stretch>): Promise<unknown> {
    try {
      await this.#send(stretches)
      return null
    } catch (error) {
      return error
    }
  }

  async #perform(work: () => Promise<void>): Promise<void> {
    try {
      await this.#stoppable.run(work)
    } catch (error) {
      throw this.#failure ? this.#failure.error : error
    }
  }
}

/** The stretches between two rows of the load. */
async function* within(
  part: readonly Stretch[],
  from: number,
  to: number,
): AsyncGenerator<Stretch> {
  for (const { batch, firstRow } of part) {
    const first = Math.max(0, from - firstRow)
    const last = Math.min(batch.rowCount, to - firstRow)
    if (first < last) yield { batch, firstRow, from: first, to: last }
  }
}

/** Numbers of `sys.messages` that a value is to blame for: conversions, overflows, lengths, XML. */
const DATA_ERRORS = new Set([
  220, 232, 241, 242, 245, 248, 8114, 8115, 8152, 2628, 9402, 9411, 9420,
])
/** From here on numbers are those of triggers. */
const FIRST_OWN_NUMBER = 50_000

/** The server has something against a row, and not against the load as such. */
function isRowFault(error: unknown): error is WorkbenchError {
  if (!(error instanceof WorkbenchError)) return false
  if (error.code === 'constraint-violation') return true
  const number = Number(error.details.number)
  return DATA_ERRORS.has(number) || number >= FIRST_OWN_NUMBER
}
