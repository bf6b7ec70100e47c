/** Who wants to hear of something. A listener that throws is reported and stops no other. */
export class Listeners<T> {
  readonly #listeners = new Set<(value: T) => void>()

  get size(): number {
    return this.#listeners.size
  }

  /** What it returns takes the listener away again. */
  add(listener: (value: T) => void): () => void {
    // Wrapped, so that the same function added twice is two listeners.
    const entry = (value: T) => listener(value)
    this.#listeners.add(entry)
    return () => void this.#listeners.delete(entry)
  }

  emit(value: T): void {
    for (const listener of this.#listeners) {
      try {
        listener(value)
      } catch (error) {
        process.emitWarning(error instanceof Error ? error : String(error))
      }
    }
  }
}
