import { Worker } from 'node:worker_threads'
import type { Column } from '../../contract/columns.ts'
import { fromWireError, WorkbenchError } from '../../contract/errors.ts'
import type { Batch } from './Batch.ts'
import type { EncodeOptions } from './encode/RowEncoder.ts'
import type { EncodeAnswer, EncodeRequest } from './encodeMessages.ts'

const THREADS = 2

/**
 * One result being encoded in a worker. Answers come in the order of the calls, which need not wait
 * for each other; how many are under way is the caller's choice. Rejects with `process-died` when
 * the worker ended meanwhile.
 */
export interface WorkerEncoder {
  readonly header: Promise<Uint8Array>
  batch(batch: Batch): Promise<Uint8Array>
  /** As `batch`, mostly without a copy: the batch cannot be read any more afterwards. */
  takeBatch(batch: Batch): Promise<Uint8Array>
  footer(): Promise<Uint8Array>
  close(): void
}

/**
 * The threads that encode exports, started when first needed. `modulePath` is `frameWorker` as the
 * host resolves it: a built `.js`, or the `.ts` source.
 */
export class FrameWorkers {
  readonly #modulePath: string
  readonly #threads: FrameThread[] = []
  #lastEncoderId = 0

  constructor({ modulePath }: { modulePath: string }) {
    this.#modulePath = modulePath
  }

  /** Opens an encoder on the thread with the fewest. */
  openEncoder(options: EncodeOptions, columns: readonly Column[]): WorkerEncoder {
    const thread = this.#pickThread()
    const encoderId = ++this.#lastEncoderId
    thread.encoderCount++
    const ask = (request: EncodeRequest, transfer?: ArrayBuffer[]) => thread.ask(request, transfer)
    return {
      header: ask({ kind: 'open', encoderId, options, columns }),
      batch: (batch) => ask({ kind: 'batch', encoderId, batch }),
      takeBatch: (batch) => ask({ kind: 'batch', encoderId, batch }, ownBuffersOf(batch)),
      footer: () => ask({ kind: 'footer', encoderId }),
      close: () => {
        thread.encoderCount--
        thread.tell({ kind: 'close', encoderId })
      },
    }
  }

  /** Ends all threads; what they had under way rejects. */
  async shutdown(): Promise<void> {
    await Promise.all(this.#threads.splice(0).map((thread) => thread.terminate()))
  }

  #pickThread(): FrameThread {
    const alive = this.#threads.filter((thread) => !thread.isDead)
    this.#threads.splice(0, this.#threads.length, ...alive)
    const idle = alive.find((thread) => thread.encoderCount === 0)
    if (idle) return idle
    if (alive.length < THREADS) {
      const thread = new FrameThread(this.#modulePath)
      this.#threads.push(thread)
      return thread
    }
    return alive.reduce((least, thread) =>
      thread.encoderCount < least.encoderCount ? thread : least,
    )
  }
}

/** Those that hold nothing else: what came through a pipe shares its buffer with the next messages. */
const ownBuffersOf = ({ columns }: Batch): ArrayBuffer[] =>
  columns
    .flatMap(({ values, offsets, validity }) => [values, offsets, validity])
    .filter((array) => array !== null && array.byteLength === array.buffer.byteLength)
    .map((array) => array!.buffer as ArrayBuffer)

type Question = { resolve: (bytes: Uint8Array) => void; reject: (error: WorkbenchError) => void }

class FrameThread {
  encoderCount = 0
  isDead = false
  readonly #worker: Worker
  /** A worker answers in the order it is asked. */
  readonly #questions: Question[] = []

  constructor(modulePath: string) {
    this.#worker = new Worker(modulePath, { execArgv: [] })
    this.#worker.unref()
    this.#worker.on('message', (answer: EncodeAnswer) => this.#take(answer))
    // 'exit' follows, and a thread that was never up has nothing more to say.
    let reason = ''
    this.#worker.on('error', (error) => {
      reason = `: ${error instanceof Error ? error.message : String(error)}`
    })
    this.#worker.on('exit', (code) => this.#die(`exit code ${code}${reason}`))
  }

  ask(request: EncodeRequest, transfer: ArrayBuffer[] = []): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      if (this.isDead) return reject(diedError('it had ended already'))
      this.#questions.push({ resolve, reject })
      // A thread with work keeps the program alive, an idle one does not.
      this.#worker.ref()
      this.#worker.postMessage(request, transfer)
    })
  }

  tell(request: EncodeRequest): void {
    if (!this.isDead) this.#worker.postMessage(request)
  }

  async terminate(): Promise<void> {
    await this.#worker.terminate()
  }

  #take(answer: EncodeAnswer): void {
    const question = this.#questions.shift()
    if (this.#questions.length === 0) this.#worker.unref()
    if ('error' in answer) question?.reject(fromWireError(answer.error))
    else question?.resolve(answer.bytes)
  }

  #die(reason: string): void {
    this.isDead = true
    for (const question of this.#questions.splice(0)) question.reject(diedError(reason))
  }
}

const diedError = (reason: string): WorkbenchError =>
  new WorkbenchError(
    'process-died',
    `The thread that writes exports ended while it was at work (${reason}). Export again.`,
    { details: { reason } },
  )
