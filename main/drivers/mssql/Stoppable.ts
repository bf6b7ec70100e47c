import { WorkbenchError } from '../../../contract/errors.ts'
import { unlessCancelled } from '../unlessCancelled.ts'
import type { Session } from './Session.ts'
import { cancelledError, timeoutError } from './sessionErrors.ts'
import { statementError, type StatementPart } from './statementError.ts'

/** Requests to a session that the user or the profile's time limit may stop on the server. */
export class Stoppable {
  readonly #session: Session
  readonly #timeoutMs: number
  readonly #signal: AbortSignal
  #stopped: { readonly because: unknown } | null = null
  /** Told before the server is. */
  onStop: () => void = () => {}

  constructor(
    session: Session,
    /** 0: no limit. */
    { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
  ) {
    this.#session = session
    this.#timeoutMs = timeoutMs
    this.#signal = signal
  }

  /** Asks the server to stop what runs, which then rejects with this. */
  stop(because: unknown): void {
    this.#stopped ??= { because }
    this.onStop()
    this.#session.cancel()
  }

  /** For what the server has no part in: gives up waiting when the user does. */
  whileWaiting<T>(work: Promise<T>): Promise<T> {
    return unlessCancelled(work, this.#signal, cancelledError)
  }

  /**
   * Rejects with what the server has against the work, or with why it was stopped, after the server
   * confirmed. `part` is the text of the user, for the place of an error in it.
   */
  async run<T>(work: () => Promise<T>, part: StatementPart | null = null): Promise<T> {
    if (this.#signal.aborted) throw cancelledError()
    const timer =
      this.#timeoutMs > 0
        ? setTimeout(() => this.stop(timeoutError(this.#timeoutMs)), this.#timeoutMs)
        : undefined
    const abort = () => this.stop(cancelledError())
    this.#signal.addEventListener('abort', abort, { once: true })
    try {
      const done = await work()
      if (this.#stopped) throw this.#stopped.because
      return done
    } catch (error) {
      if (this.#stopped) throw this.#stopped.because
      throw error instanceof WorkbenchError ? error : statementError(error, part)
    } finally {
      clearTimeout(timer)
      this.#signal.removeEventListener('abort', abort)
    }
  }
}
