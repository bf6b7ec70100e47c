type JournalOptions<Entry> = {
  /** Puts an entry on disk. */
  readonly save: (entry: Entry) => Promise<void>
  /** The entry as it is now; null: there is nothing to write. */
  readonly read: (id: string) => Entry | null
  readonly onFailed: (error: unknown) => void
  readonly setTimer: (callback: () => void, delayMs: number) => () => void
}

/** What was typed is on its way to disk this long after the first keystroke at the latest. */
const DELAY_MS = 200
const RETRY_MS = 1_000

/**
 * Writes what the user does to disk as it changes: a burst of keystrokes is one write, writes of one
 * id never overtake each other, and one that failed is tried again.
 */
export class Journal<Entry> {
  readonly #options: JournalOptions<Entry>
  readonly #timers = new Map<string, () => void>()
  readonly #writing = new Set<string>()
  readonly #again = new Set<string>()

  constructor(options: JournalOptions<Entry>) {
    this.#options = options
  }

  /** Something is not on disk yet. */
  get isWaiting(): boolean {
    return this.#timers.size > 0 || this.#writing.size > 0
  }

  /** This one is not on disk yet. */
  isWaitingFor(id: string): boolean {
    return this.#timers.has(id) || this.#writing.has(id)
  }

  touch(id: string, delayMs = DELAY_MS): void {
    if (this.#timers.has(id)) return
    const stop = this.#options.setTimer(() => {
      this.#timers.delete(id)
      void this.#write(id)
    }, delayMs)
    this.#timers.set(id, stop)
  }

  /** Writes what is waiting now: the window may be about to go. */
  flush(): void {
    for (const [id, stop] of [...this.#timers]) {
      stop()
      this.#timers.delete(id)
      void this.#write(id)
    }
  }

  async #write(id: string): Promise<void> {
    if (this.#writing.has(id)) {
      this.#again.add(id)
      return
    }
    const entry = this.#options.read(id)
    if (!entry) return
    this.#writing.add(id)
    try {
      await this.#options.save(entry)
    } catch (error) {
      this.#options.onFailed(error)
      this.touch(id, RETRY_MS)
    } finally {
      this.#writing.delete(id)
      if (this.#again.delete(id)) void this.#write(id)
    }
  }
}
