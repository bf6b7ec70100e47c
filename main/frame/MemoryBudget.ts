/** A result may take up to this many times what is left for the others. */
const SHARE = 3

/**
 * Memory that all results have together. A batch that finds no room goes to disk as it arrives, and
 * those in memory stay: so the first rows, which are looked at first, need no disk, nothing is
 * moved later, and a spilled batch is one read of about a megabyte away. No result gets all of it:
 * while the first of three kept open is huge, small ones after it still find room.
 */
export class MemoryBudget {
  readonly totalBytes: number
  #usedBytes = 0

  constructor(totalBytes: number) {
    this.totalBytes = totalBytes
  }

  get usedBytes(): number {
    return this.#usedBytes
  }

  /** Takes room for a result that holds `heldBytes` already; false: there is none for it. */
  tryTake(sizeBytes: number, heldBytes: number): boolean {
    const leftBytes = this.totalBytes - this.#usedBytes - sizeBytes
    if (leftBytes < 0 || heldBytes + sizeBytes > leftBytes * SHARE) return false
    this.#usedBytes += sizeBytes
    return true
  }

  /** Takes room for what cannot be on disk, where there is none too: batches to come find less. */
  take(sizeBytes: number): void {
    this.#usedBytes += sizeBytes
  }

  giveBack(sizeBytes: number): void {
    this.#usedBytes -= sizeBytes
  }
}
