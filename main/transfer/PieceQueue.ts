import { giveBack } from '../frame/giveBack.ts'
import type { ExportSink } from './ExportSink.ts'
import { unlessAborted } from './unlessAborted.ts'

/** Batches being encoded while one is written; more would only take memory. */
const BATCHES_AHEAD = 3

/**
 * Pieces of a file on their way from an encoder into a sink, in order and without waiting for those
 * that follow. Encoding and writing overlap; the slower of them sets the pace.
 */
export class PieceQueue {
  /** Ends with the caller's, and when a piece could not be written: nothing more need come then. */
  readonly signal: AbortSignal
  readonly #sink: ExportSink
  readonly #onWritten: (rowCount: number) => void
  readonly #failure = new AbortController()
  readonly #underWay: Promise<void>[] = []
  #lastWrite = Promise.resolve()

  constructor(sink: ExportSink, onWritten: (rowCount: number) => void, signal: AbortSignal) {
    this.#sink = sink
    this.#onWritten = onWritten
    this.signal = AbortSignal.any([signal, this.#failure.signal])
  }

  /** Takes a piece that may still be in the making; `rowCount` rows are done when it is written. */
  push(rowCount: number, bytes: Promise<Uint8Array>): void {
    bytes.catch(() => {}) // told when its turn to be written comes, unless something failed before
    this.#lastWrite = this.#writeAfter(this.#lastWrite, rowCount, bytes)
    this.#lastWrite.catch((error: unknown) => this.#failure.abort(error))
    this.#underWay.push(this.#lastWrite)
  }

  /** Resolves when more may come. */
  async makeRoom(): Promise<void> {
    if (this.#underWay.length > BATCHES_AHEAD) await this.#underWay.shift()
  }

  /** Resolves when all has been written. */
  async drain(): Promise<void> {
    await this.#lastWrite
  }

  async #writeAfter(
    before: Promise<void>,
    rowCount: number,
    bytes: Promise<Uint8Array>,
  ): Promise<void> {
    await before
    const encoded = await unlessAborted(bytes, this.signal)
    await unlessAborted(this.#sink.write(encoded), this.signal)
    if (this.#sink.keepsNothing) giveBack(encoded)
    this.#onWritten(rowCount)
  }
}
