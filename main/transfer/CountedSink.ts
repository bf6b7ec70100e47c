import type { ExportSink } from './ExportSink.ts'

/** A sink that tells how many bytes have gone into it. */
export class CountedSink implements ExportSink {
  readonly #sink: ExportSink
  #writtenBytes = 0

  constructor(sink: ExportSink) {
    this.#sink = sink
  }

  get writtenBytes(): number {
    return this.#writtenBytes
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.#sink.write(bytes)
    this.#writtenBytes += bytes.byteLength
  }

  get keepsNothing() {
    return this.#sink.keepsNothing
  }

  end(): Promise<void> {
    return this.#sink.end()
  }

  async abort(): Promise<void> {
    await this.#sink.abort()
  }
}
