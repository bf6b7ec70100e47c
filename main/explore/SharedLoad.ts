/** One piece of work for all who want its answer; stopped when the last of them gave up. */
export class SharedLoad<T> {
  readonly #controller = new AbortController()
  readonly #answer: Promise<T>
  #waiting = 0

  constructor(load: (signal: AbortSignal) => Promise<T>) {
    this.#answer = Promise.resolve().then(() => load(this.#controller.signal))
    // Each who waits hears of a failure; that nobody does is no failure of its own.
    this.#answer.catch(() => {})
  }

  /** Nobody wants it any more: not to be joined. */
  get isGivenUp(): boolean {
    return this.#controller.signal.aborted
  }

  /** Waits for the answer, until the signal aborts. */
  async join(signal: AbortSignal): Promise<T> {
    signal.throwIfAborted()
    const aborted = Promise.withResolvers<never>()
    const onAbort = () => aborted.reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    this.#waiting++
    try {
      return await Promise.race([this.#answer, aborted.promise])
    } finally {
      signal.removeEventListener('abort', onAbort)
      this.#waiting--
      if (this.#waiting === 0) this.#controller.abort(signal.reason)
    }
  }
}
