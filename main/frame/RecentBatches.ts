import type { Batch } from './Batch.ts'
import { batchSizeBytes } from './batchSize.ts'

const KEPT_BATCHES = 8
const KEPT_BYTES = 16 * 1024 * 1024

/**
 * The spilled batches read last, so that scrolling within one does not read it again. Those under
 * way are in it too: two windows over one batch read it once.
 */
export class RecentBatches {
  readonly #batches = new Map<object, { batch: Promise<Batch>; sizeBytes: number }>()

  async get(key: object, read: () => Promise<Batch>): Promise<Batch> {
    const known = this.#batches.get(key)
    this.#batches.delete(key)
    const entry = known ?? { batch: read(), sizeBytes: 0 }
    this.#batches.set(key, entry) // now the latest
    try {
      const batch = await entry.batch
      entry.sizeBytes = batchSizeBytes(batch)
      return batch
    } catch (error) {
      this.#batches.delete(key)
      throw error
    } finally {
      this.#forgetOldest()
    }
  }

  forget(key: object): void {
    this.#batches.delete(key)
  }

  #forgetOldest(): void {
    let sizeBytes = 0
    for (const entry of this.#batches.values()) sizeBytes += entry.sizeBytes
    for (const [key, entry] of this.#batches) {
      if (this.#batches.size <= 1) return
      if (this.#batches.size <= KEPT_BATCHES && sizeBytes <= KEPT_BYTES) return
      this.#batches.delete(key)
      sizeBytes -= entry.sizeBytes
    }
  }
}
