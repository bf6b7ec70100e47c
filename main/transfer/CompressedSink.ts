import { once } from 'node:events'
import type { Transform } from 'node:stream'
import { createGzip, createZstdCompress } from 'node:zlib'
import { isTextFormat, type ExportCompression, type ExportFormat } from '../../contract/exports.ts'
import type { ExportSink } from './ExportSink.ts'

/** The sink itself where the file is not to be compressed as a whole. */
export function compressed(
  sink: ExportSink,
  { format, compression }: { format: ExportFormat; compression: ExportCompression },
): ExportSink {
  if (!isTextFormat(format) || compression === 'none') return sink
  return new CompressedSink(sink, compression === 'gzip' ? createGzip() : createZstdCompress())
}

/**
 * Compresses what goes into another sink, in the threads that Node has for it. The whole is one gzip
 * member or zstd frame, since not every reader takes several behind one another.
 */
class CompressedSink implements ExportSink {
  readonly #sink: ExportSink
  readonly #compressor: Transform
  readonly #moved: Promise<void>

  constructor(sink: ExportSink, compressor: Transform) {
    this.#sink = sink
    this.#compressor = compressor
    this.#moved = this.#move()
    this.#moved.catch(() => {}) // told by the next write or the end
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (bytes.byteLength === 0) return
    const hasRoom = this.#compressor.write(bytes)
    // Where the sink failed, no room comes any more; the failure does.
    if (!hasRoom) await Promise.race([this.#room(), this.#moved])
  }

  async end(): Promise<void> {
    this.#compressor.end()
    await this.#moved
    await this.#sink.end()
  }

  async abort(): Promise<void> {
    this.#compressor.destroy()
    await this.#sink.abort()
  }

  async #room(): Promise<void> {
    await once(this.#compressor, 'drain')
  }

  async #move(): Promise<void> {
    for await (const bytes of this.#compressor) await this.#sink.write(bytes as Uint8Array)
  }
}
