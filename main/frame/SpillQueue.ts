import type { ColumnType } from '../../contract/columns.ts'
import type { WorkbenchError } from '../../contract/errors.ts'
import { decodeArrow, encodeArrowPieces } from './arrowCodec.ts'
import type { Batch } from './Batch.ts'
import type { FilePlace, SpillFile } from './SpillFile.ts'

/** Bytes that may wait for the disk before the one who writes has to wait too. */
const AHEAD_BYTES = 8 * 1024 * 1024

/** Makes the result's file when its first batch is to be written. */
export type ResultSpill = { readonly createFile: () => Promise<SpillFile> }

/**
 * Writes batches of one result to its file, one after the other: each an Arrow IPC stream of its
 * own, since a later batch may have other types.
 */
export class SpillQueue {
  readonly #spill: ResultSpill
  #file: SpillFile | null = null
  #writes: Promise<void> = Promise.resolve()
  #waitingBytes = 0
  #isClosed = false
  failure: WorkbenchError | null = null

  constructor(spill: ResultSpill) {
    this.#spill = spill
  }

  /**
   * `onWritten` tells where a batch is once it is on disk; it is not called after a failure, so that
   * the batch stays in memory. A promise means that too much is waiting.
   */
  add(
    batch: Batch,
    sizeBytes: number,
    onWritten: (place: FilePlace) => void,
  ): Promise<void> | undefined {
    this.#waitingBytes += sizeBytes
    this.#writes = this.#writes.then(async () => {
      await this.#write(batch, onWritten)
      this.#waitingBytes -= sizeBytes
    })
    return this.#waitingBytes > AHEAD_BYTES ? this.#allWritten() : undefined
  }

  /** The file's path; null while nothing was written. */
  get path(): string | null {
    return this.#file?.path ?? null
  }

  async read(place: FilePlace, types: readonly ColumnType[]): Promise<Batch> {
    return decodeArrow(await this.#file!.read(place), types)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#writes
    await this.#file?.remove().catch(() => {})
  }

  async #allWritten(): Promise<void> {
    await this.#writes
    if (this.failure) throw this.failure
  }

  async #write(batch: Batch, onWritten: (place: FilePlace) => void): Promise<void> {
    if (this.#isClosed || this.failure) return
    try {
      this.#file ??= await this.#spill.createFile()
      onWritten(await this.#file.append(await encodeArrowPieces(batch)))
    } catch (error) {
      this.failure = error as WorkbenchError
    }
  }
}
