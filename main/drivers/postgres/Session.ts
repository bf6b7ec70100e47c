import type { Socket } from 'node:net'
import { WorkbenchError } from '../../../contract/errors.ts'
import type { Exchange } from './Exchange.ts'
import { cancelledError, lossError } from './sessionErrors.ts'
import { stopStatement, type CancelTarget } from './stopStatement.ts'
import {
  BACKEND,
  readParameterStatus,
  readReport,
  readTransactionStatus,
  type ReportFields,
  type TransactionStatus,
} from './wire/backend.ts'
import { terminate } from './wire/frontend.ts'
import { Wire, type MessageBytes } from './wire/Wire.ts'

const CLOSE_DEADLINE_MS = 2_000

/** Carries exchanges over one socket, each to its end, and knows when the session is gone. */
export class Session {
  readonly wire: Wire
  readonly #cancelTarget: CancelTarget
  readonly #closed = Promise.withResolvers<void>()
  readonly #lostListeners: ((error: WorkbenchError) => void)[] = []
  #status: TransactionStatus = 'I'
  #encoding = 'UTF8'
  /** The one answered now, then those whose questions are sent already. */
  readonly #active: { exchange: Exchange; ended: PromiseWithResolvers<void> }[] = []
  /** The server's last words, if it said why it ends the session. */
  #farewell: ReportFields | null = null
  #lost: WorkbenchError | null = null
  #isEndedByUs = false

  constructor(socket: Socket, cancelTarget: CancelTarget) {
    this.#cancelTarget = cancelTarget
    this.wire = new Wire(socket, {
      onMessage: (code, message, start) => this.#receive(code, message, start),
      onClosed: (error) => this.#end(error),
    })
  }

  get status(): TransactionStatus {
    return this.#status
  }

  /** `client_encoding`, as the server last told it. */
  get encoding(): string {
    return this.#encoding
  }

  /** Why nothing more can be asked; null while the session stands. */
  get lost(): WorkbenchError | null {
    return this.#lost ?? (this.#isEndedByUs ? lossError(null, null, true) : null)
  }

  /**
   * Performs an exchange to its end; rejects when the session ends before. One that asks all at its
   * start may be begun while others have not ended: the server answers one after the other.
   */
  perform(exchange: Exchange): Promise<void> {
    const { lost } = this
    if (lost) return Promise.reject(lost)
    const ended = Promise.withResolvers<void>()
    this.#active.push({ exchange, ended })
    exchange.start()
    return ended.promise
  }

  /** Performs an exchange that is stopped on the server when the signal aborts, or by `stop`. */
  async performStoppable(
    exchange: Exchange,
    signal: AbortSignal,
    offerStop: (stop: () => void) => void = () => {},
  ): Promise<void> {
    if (signal.aborted) throw cancelledError()
    const stopping: Promise<void>[] = []
    const ended = this.perform(exchange)
    const stop = () => {
      exchange.discard()
      if (stopping.length === 0) stopping.push(this.#stopOnServer(ended))
    }
    offerStop(stop)
    signal.addEventListener('abort', stop, { once: true })
    try {
      await ended
    } catch (error) {
      throw signal.aborted ? cancelledError(error) : error
    } finally {
      signal.removeEventListener('abort', stop)
      // Until the server has dealt with the request, it might hit the next statement.
      await Promise.all(stopping)
    }
  }

  /** For exchanges too short to be stopped on the server: aborting them costs the session. */
  async performOrDestroy(exchange: Exchange, signal: AbortSignal): Promise<void> {
    const abort = () => this.destroy()
    signal.addEventListener('abort', abort, { once: true })
    try {
      signal.throwIfAborted()
      await this.perform(exchange)
    } catch (error) {
      if (!signal.aborted) throw error
      this.destroy()
      throw new WorkbenchError('aborted', 'Given up while the server was asked', { cause: error })
    } finally {
      signal.removeEventListener('abort', abort)
    }
  }

  async close(): Promise<void> {
    if (this.lost) return this.#closed.promise
    this.#isEndedByUs = true
    this.wire.end(terminate())
    const timer = setTimeout(() => this.wire.destroy(), CLOSE_DEADLINE_MS)
    await this.#closed.promise
    clearTimeout(timer)
  }

  destroy(): void {
    if (!this.#lost) this.#isEndedByUs = true
    this.wire.destroy()
  }

  onLost(listener: (error: WorkbenchError) => void): void {
    if (this.#lost && !this.#isEndedByUs) listener(this.#lost)
    else this.#lostListeners.push(listener)
  }

  async #stopOnServer(ended: Promise<void>): Promise<void> {
    if (!(await stopStatement(this.#cancelTarget, ended))) this.wire.destroy()
  }

  #receive(code: number, message: MessageBytes, start: number): void {
    const exchange = this.#active[0]?.exchange
    // First what comes a million times.
    if (code === BACKEND.dataRow) exchange?.receive(code, message, start)
    else if (code === BACKEND.readyForQuery) this.#ready(readTransactionStatus(message, start))
    else if (code === BACKEND.error) this.#report(readReport(message, start))
    else if (code === BACKEND.notice) exchange?.notice(readReport(message, start))
    else if (code === BACKEND.parameterStatus) this.#noteParameter(message, start)
    else exchange?.receive(code, message, start)
  }

  #ready(status: TransactionStatus): void {
    this.#status = status
    const [active] = this.#active
    if (!active?.exchange.isDone()) return
    this.#active.shift()
    active.ended.resolve()
  }

  #report(fields: ReportFields): void {
    // V is S untranslated. After these the server closes the connection.
    const severity = fields.V ?? fields.S
    if (severity === 'FATAL' || severity === 'PANIC') this.#farewell = fields
    else this.#active[0]?.exchange.fail(fields)
  }

  #noteParameter(message: MessageBytes, start: number): void {
    const [name, value] = readParameterStatus(message, start)
    if (name === 'client_encoding') this.#encoding = value
  }

  #end(cause: Error | null): void {
    this.#lost = lossError(this.#farewell, cause, this.#isEndedByUs)
    this.#closed.resolve()
    for (const { ended } of this.#active.splice(0)) ended.reject(this.#lost)
    if (this.#isEndedByUs) return
    for (const listener of this.#lostListeners.splice(0)) listener(this.#lost)
  }
}
