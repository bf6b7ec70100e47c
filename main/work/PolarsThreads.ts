import { WorkbenchError } from '../../contract/errors.ts'
import { type PolarsThread, RunningThread } from './PolarsThread.ts'

const THREADS = 2
/** How long a thread may go on with what was given up before it is ended, with all that it holds. */
const GRACE_MS = 1_000

export type UseOptions = {
  signal: AbortSignal
  /** Which of the idle threads to take first, such as one that holds the frame already. */
  prefers?: (thread: PolarsThread) => boolean
}

/**
 * The threads that run Polars, started when first needed and kept for the next piece of work.
 * `modulePath` is `polarsWorker` as the host resolves it: a built `.js`, or the `.ts` source.
 */
export class PolarsThreads {
  readonly #modulePath: string
  readonly #all = new Set<RunningThread>()
  readonly #idle: RunningThread[] = []
  readonly #waiting: (() => void)[] = []
  #busyCount = 0
  #isClosed = false

  constructor({ modulePath }: { modulePath: string }) {
    this.#modulePath = modulePath
  }

  /**
   * Lends a thread, waiting for one where all are at work. Aborting rejects with `aborted` at once;
   * the thread is lent again when it is through with its step, or ended where that takes too long.
   */
  async use<T>(options: UseOptions, work: (thread: PolarsThread) => Promise<T>): Promise<T> {
    while (this.#busyCount >= THREADS) await new Promise<void>((next) => this.#waiting.push(next))
    this.#busyCount++
    try {
      if (options.signal.aborted) throw aborted()
      return await this.#lend(options, work)
    } finally {
      this.#busyCount--
      this.#waiting.shift()?.()
    }
  }

  /** Those that run, at work or not. */
  get all(): Iterable<PolarsThread> {
    return this.#all
  }

  /** Ends all threads; what they had under way rejects. */
  async shutdown(): Promise<void> {
    this.#isClosed = true
    await Promise.all([...this.#all].map((thread) => thread.end(closed())))
  }

  async #lend<T>(
    { signal, prefers = () => false }: UseOptions,
    work: (thread: PolarsThread) => Promise<T>,
  ): Promise<T> {
    if (this.#isClosed) throw closed()
    const thread = this.#takeIdle(prefers) ?? this.#start()
    thread.renew()
    const abort = () => thread.giveUp(aborted())
    signal.addEventListener('abort', abort, { once: true })
    try {
      return await work(thread)
    } catch (error) {
      throw signal.aborted ? aborted() : error
    } finally {
      signal.removeEventListener('abort', abort)
      void this.#takeBack(thread)
    }
  }

  #takeIdle(prefers: (thread: PolarsThread) => boolean): RunningThread | undefined {
    const preferred = this.#idle.findLast(prefers)
    if (!preferred) return this.#idle.pop()
    this.#idle.splice(this.#idle.indexOf(preferred), 1)
    return preferred
  }

  async #takeBack(thread: RunningThread): Promise<void> {
    if (thread.isIdle || (await thread.settled(GRACE_MS))) this.#idle.push(thread)
    else await thread.end(aborted())
  }

  #start(): RunningThread {
    const thread = new RunningThread(this.#modulePath, () => {
      this.#all.delete(thread)
      const place = this.#idle.indexOf(thread)
      if (place >= 0) this.#idle.splice(place, 1)
    })
    this.#all.add(thread)
    return thread
  }
}

const aborted = (): WorkbenchError =>
  new WorkbenchError('aborted', 'The work on the result was given up.')

const closed = (): WorkbenchError =>
  new WorkbenchError('aborted', 'Sluice is closing; no more work is done on results.')
