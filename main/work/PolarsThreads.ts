import { Worker } from 'node:worker_threads'
import { fromWireError, WorkbenchError } from '../../contract/errors.ts'
import type { WorkAnswer, WorkRequest } from './messages.ts'

const THREADS = 2

/** A thread for one piece of work at a time. Requests are answered in order, one at a time. */
export interface PolarsThread {
  ask(request: WorkRequest, transfer?: readonly ArrayBuffer[]): Promise<WorkAnswer>
}

/**
 * The threads that run Polars, started when first needed and kept for the next piece of work.
 * `modulePath` is `polarsWorker` as the host resolves it: a built `.js`, or the `.ts` source.
 */
export class PolarsThreads {
  readonly #modulePath: string
  readonly #all = new Set<Thread>()
  readonly #idle: Thread[] = []
  readonly #waiting: (() => void)[] = []
  #busyCount = 0
  #isClosed = false

  constructor({ modulePath }: { modulePath: string }) {
    this.#modulePath = modulePath
  }

  /**
   * Lends a thread, waiting for one where all are at work. Aborting ends the thread in the middle of
   * whatever it does and rejects with `aborted`; another takes its place when it is needed.
   */
  async use<T>(signal: AbortSignal, work: (thread: PolarsThread) => Promise<T>): Promise<T> {
    while (this.#busyCount >= THREADS) await new Promise<void>((next) => this.#waiting.push(next))
    this.#busyCount++
    try {
      if (signal.aborted) throw aborted()
      return await this.#lend(signal, work)
    } finally {
      this.#busyCount--
      this.#waiting.shift()?.()
    }
  }

  /** Ends all threads; what they had under way rejects. */
  async shutdown(): Promise<void> {
    this.#isClosed = true
    await Promise.all([...this.#all].map((thread) => thread.end(closed())))
  }

  async #lend<T>(signal: AbortSignal, work: (thread: PolarsThread) => Promise<T>): Promise<T> {
    if (this.#isClosed) throw closed()
    const thread = this.#idle.pop() ?? this.#start()
    const abort = () => void thread.end(aborted())
    signal.addEventListener('abort', abort, { once: true })
    try {
      return await work(thread)
    } catch (error) {
      throw signal.aborted ? aborted() : error
    } finally {
      signal.removeEventListener('abort', abort)
      // One that is still busy with a question nobody waits for is of no more use.
      if (thread.isIdle) this.#idle.push(thread)
      else void thread.end(aborted())
    }
  }

  #start(): Thread {
    const thread = new Thread(this.#modulePath, () => {
      this.#all.delete(thread)
      const place = this.#idle.indexOf(thread)
      if (place >= 0) this.#idle.splice(place, 1)
    })
    this.#all.add(thread)
    return thread
  }
}

type Question = { resolve: (answer: WorkAnswer) => void; reject: (error: WorkbenchError) => void }

class Thread implements PolarsThread {
  readonly #worker: Worker
  readonly #onEnd: () => void
  #question: Question | null = null
  #ending: WorkbenchError | null = null

  constructor(modulePath: string, onEnd: () => void) {
    this.#onEnd = onEnd
    this.#worker = new Worker(modulePath, { execArgv: [] })
    this.#worker.unref()
    this.#worker.on('message', (answer: WorkAnswer) => this.#take(answer))
    // 'exit' follows, and a thread that was never up has nothing more to say.
    let reason = ''
    this.#worker.on('error', (error) => {
      reason = `: ${error instanceof Error ? error.message : String(error)}`
    })
    this.#worker.on('exit', (code) => this.#fail(died(`exit code ${code}${reason}`)))
  }

  get isIdle(): boolean {
    return this.#question === null && this.#ending === null
  }

  ask(request: WorkRequest, transfer: readonly ArrayBuffer[] = []): Promise<WorkAnswer> {
    return new Promise((resolve, reject) => {
      if (this.#ending) return reject(this.#ending)
      this.#question = { resolve, reject }
      // A thread with work keeps the program alive, an idle one does not.
      this.#worker.ref()
      this.#worker.postMessage(request, transfer)
    })
  }

  /** Rejects its question at once; a call into Polars itself still runs to its end. */
  async end(error: WorkbenchError): Promise<void> {
    this.#fail(error)
    this.#worker.unref()
    await this.#worker.terminate()
  }

  #take(answer: WorkAnswer): void {
    const question = this.#question
    this.#question = null
    this.#worker.unref()
    if (answer.kind === 'failed') question?.reject(fromWireError(answer.error))
    else question?.resolve(answer)
  }

  #fail(error: WorkbenchError): void {
    this.#ending ??= error
    this.#question?.reject(error)
    this.#question = null
    this.#onEnd()
  }
}

const aborted = (): WorkbenchError =>
  new WorkbenchError('aborted', 'The sorting or filtering was given up.')

const closed = (): WorkbenchError =>
  new WorkbenchError('aborted', 'Sluice is closing; nothing more is sorted or filtered.')

const died = (reason: string): WorkbenchError =>
  new WorkbenchError(
    'process-died',
    `The thread that sorts and filters ended while it was at work (${reason}). Try again.`,
    { details: { reason } },
  )
