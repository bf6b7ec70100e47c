import type { EditorTab } from '../../contract/workspace.ts'

type TabJournalOptions = {
  /** Puts a tab on disk. */
  readonly save: (tab: EditorTab) => Promise<void>
  /** The tab as it is now; null: it was closed. */
  readonly read: (tabId: string) => EditorTab | null
  readonly onFailed: (error: unknown) => void
  readonly setTimer: (callback: () => void, delayMs: number) => () => void
}

/** What was typed is on its way to disk this long after the first keystroke at the latest. */
const DELAY_MS = 200
const RETRY_MS = 1_000

/**
 * Writes tabs to disk as they change: a burst of keystrokes is one write, writes of a tab never
 * overtake each other, and one that failed is tried again.
 */
export class TabJournal {
  readonly #options: TabJournalOptions
  readonly #timers = new Map<string, () => void>()
  readonly #writing = new Set<string>()
  readonly #again = new Set<string>()

  constructor(options: TabJournalOptions) {
    this.#options = options
  }

  touch(tabId: string, delayMs = DELAY_MS): void {
    if (this.#timers.has(tabId)) return
    const stop = this.#options.setTimer(() => {
      this.#timers.delete(tabId)
      void this.#write(tabId)
    }, delayMs)
    this.#timers.set(tabId, stop)
  }

  /** Writes what is waiting now: the window may be about to go. */
  flush(): void {
    for (const [tabId, stop] of [...this.#timers]) {
      stop()
      this.#timers.delete(tabId)
      void this.#write(tabId)
    }
  }

  async #write(tabId: string): Promise<void> {
    if (this.#writing.has(tabId)) {
      this.#again.add(tabId)
      return
    }
    const tab = this.#options.read(tabId)
    if (!tab) return
    this.#writing.add(tabId)
    try {
      await this.#options.save(tab)
    } catch (error) {
      this.#options.onFailed(error)
      this.touch(tabId, RETRY_MS)
    } finally {
      this.#writing.delete(tabId)
      if (this.#again.delete(tabId)) void this.#write(tabId)
    }
  }
}
