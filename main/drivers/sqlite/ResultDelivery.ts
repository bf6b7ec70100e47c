import type { Batch } from '../../frame/Batch.ts'
import type { ResultSink, RunSink } from '../driver.ts'
import type { Reply } from './protocol.ts'

/** Hands a run's rows to its sink in order, waiting while the store behind it is busy. */
export class ResultDelivery {
  readonly #sink: RunSink
  readonly #onTaken: () => void
  readonly #onRefused: (error: unknown) => void
  #result: ResultSink | null = null
  #queue: Batch[] = []
  #writing: Promise<void> | null = null
  readonly #cutting = Promise.withResolvers<void>()
  #isCut = false

  /** `onTaken`: after each batch. `onRefused`: the sink failed, no more can be delivered. */
  constructor(
    sink: RunSink,
    { onTaken, onRefused }: { onTaken: () => void; onRefused: (error: unknown) => void },
  ) {
    this.#sink = sink
    this.#onTaken = onTaken
    this.#onRefused = onRefused
  }

  get hasResult(): boolean {
    return this.#result !== null
  }

  take(reply: Reply): void {
    if (this.#isCut) return
    if (reply.kind === 'warning') this.#sink.message({ severity: 'WARNING', text: reply.text })
    if (reply.kind === 'columns') this.#result = this.#sink.openResult(reply.columns)
    if (reply.kind !== 'batch') return
    this.#queue.push(reply.batch)
    this.#writing ??= this.#writeQueue()
  }

  /**
   * Settles when all that was taken is written, or when it is cut. `isWhole`: these are all rows of
   * the result, which ends with them.
   */
  async finish({ isWhole }: { isWhole: boolean }): Promise<void> {
    await Promise.race([this.#writing, this.#cutting.promise])
    if (isWhole && !this.#isCut) this.#result?.end()
  }

  /** Drops what is not written yet, and all that may still come. */
  cut(): void {
    this.#isCut = true
    this.#queue = []
    this.#cutting.resolve()
  }

  async #writeQueue(): Promise<void> {
    try {
      for (let batch = this.#queue.shift(); batch; batch = this.#queue.shift()) {
        await this.#result?.write(batch)
        if (!this.#isCut) this.#onTaken()
      }
    } catch (error) {
      this.cut()
      this.#onRefused(error)
    } finally {
      this.#writing = null
    }
  }
}
