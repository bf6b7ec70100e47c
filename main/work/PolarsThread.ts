import { Worker } from 'node:worker_threads'
import { fromWireError, WorkbenchError } from '../../contract/errors.ts'
import type { DropNotice, WorkAnswer, WorkRequest } from './messages.ts'

/** A thread for one piece of work at a time. Requests are answered in order, one at a time. */
export interface PolarsThread {
  ask(request: WorkRequest, transfer?: readonly ArrayBuffer[]): Promise<WorkAnswer>
  tell(notice: DropNotice): void
}

type Question = { resolve: (answer: WorkAnswer) => void; reject: (error: WorkbenchError) => void }

/** A thread that runs Polars. `onEnd` is called once, when it has ended or is about to. */
export class RunningThread implements PolarsThread {
  readonly #worker: Worker
  readonly #onEnd: () => void
  #question: Question | null = null
  #ending: WorkbenchError | null = null
  #givenUp: WorkbenchError | null = null
  /** Called when the answer to a question that was given up arrives. */
  #onSettled: (() => void) | null = null

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
      const refusal = this.#ending ?? this.#givenUp
      if (refusal) return reject(refusal)
      this.#question = { resolve, reject }
      // A thread with work keeps the program alive, an idle one does not.
      this.#worker.ref()
      this.#worker.postMessage(request, transfer)
    })
  }

  tell(notice: DropNotice): void {
    if (!this.#ending) this.#worker.postMessage(notice)
  }

  /**
   * Rejects the question under way and those that would follow. The thread is of use again when the
   * answer is there, and it is `renew`ed.
   */
  giveUp(error: WorkbenchError): void {
    this.#givenUp = error
    const question = this.#question
    if (!question) return
    this.#question = { resolve: () => {}, reject: () => {} }
    this.#worker.unref()
    question.reject(error)
  }

  /** Takes questions of another piece of work. */
  renew(): void {
    this.#givenUp = null
  }

  /** Resolves when it is idle; false: it was not within the time, or has ended. */
  settled(timeMs: number): Promise<boolean> {
    if (this.isIdle || this.#ending) return Promise.resolve(this.isIdle)
    return new Promise((resolve) => {
      const settle = () => {
        clearTimeout(timer)
        this.#onSettled = null
        resolve(this.isIdle)
      }
      const timer = setTimeout(settle, timeMs)
      timer.unref()
      this.#onSettled = settle
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
    this.#onSettled?.()
  }

  #fail(error: WorkbenchError): void {
    this.#ending ??= error
    this.#question?.reject(error)
    this.#question = null
    this.#onSettled?.()
    this.#onEnd()
  }
}

const died = (reason: string): WorkbenchError =>
  new WorkbenchError(
    'process-died',
    `The thread that works on results ended in the middle of it (${reason}). Try again.`,
    { details: { reason } },
  )
