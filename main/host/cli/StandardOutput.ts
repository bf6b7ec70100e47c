import { once } from 'node:events'
import type { Writable } from 'node:stream'

/**
 * Standard output with its reader's pace. The reader may go before everything is written, as `head`
 * does: `signal` then aborts, and nothing more is written.
 */
export class StandardOutput {
  readonly #stream: Writable
  readonly #gone = new AbortController()

  constructor(stream: Writable) {
    this.#stream = stream
    stream.on('error', (error) => this.#gone.abort(error))
  }

  get signal(): AbortSignal {
    return this.#gone.signal
  }

  /** The reader went by its own will, and not for a full disk behind it. */
  get isReaderGone(): boolean {
    return this.signal.aborted && (this.signal.reason as NodeJS.ErrnoException).code === 'EPIPE'
  }

  /** Resolves when the reader takes more. `signal` is what else ends the wait. */
  async write(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    this.signal.throwIfAborted()
    if (bytes.length === 0 || this.#stream.write(bytes)) return
    await once(this.#stream, 'drain', { signal: AbortSignal.any([this.signal, signal]) })
  }

  /** Resolves when all that was written has gone out. */
  async flush(): Promise<void> {
    this.signal.throwIfAborted()
    await new Promise<void>((resolve, reject) => {
      this.#stream.write('', (error) => (error ? reject(error) : resolve()))
    })
  }
}
