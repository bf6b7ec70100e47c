import type { FrameStore } from '../frame/FrameStore.ts'
import type { StoredResult } from '../frame/StoredResult.ts'
import { FrameLoader, KEPT_BYTES } from './FrameLoader.ts'
import type { PolarsThread } from './PolarsThread.ts'
import { PolarsThreads } from './PolarsThreads.ts'

export type WorkshopOptions = {
  frames: Pick<FrameStore, 'onClosed'>
  /** The file of a built module by its name; here `polarsWorker`. */
  resolveModule: (moduleName: string) => string
  /** What each thread may keep of results; 192 MiB when left out. */
  keptBytes?: number
}

/** Where stored results are worked on: the Polars threads, with what they hold of results. */
export class Workshop {
  readonly #threads: PolarsThreads
  readonly #loader: FrameLoader

  constructor({ frames, resolveModule, keptBytes = KEPT_BYTES }: WorkshopOptions) {
    this.#loader = new FrameLoader(keptBytes)
    this.#threads = new PolarsThreads({ modulePath: resolveModule('polarsWorker') })
    frames.onClosed((resultId) => {
      for (const thread of this.#threads.all) this.#loader.forget(thread, resultId)
    })
  }

  /** Lends a thread, the one that has most of the results already. Aborting gives up at once. */
  use<T>(
    { results, signal }: { results: readonly StoredResult[]; signal: AbortSignal },
    work: (thread: PolarsThread, loader: FrameLoader) => Promise<T>,
  ): Promise<T> {
    const prefers = (thread: PolarsThread): boolean =>
      results.some(({ resultId }) => this.#loader.has(thread, resultId))
    return this.#threads.use({ signal, prefers }, async (thread) => {
      try {
        return await work(thread, this.#loader)
      } finally {
        this.#loader.trim(thread)
      }
    })
  }

  /** Ends the threads; what they had under way rejects. */
  async shutdown(): Promise<void> {
    await this.#threads.shutdown()
  }
}
