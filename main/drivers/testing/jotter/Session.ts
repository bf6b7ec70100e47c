import type { Socket } from 'node:net'
import { WorkbenchError } from '../../../../contract/errors.ts'

const CLOSE_DEADLINE_MS = 2_000

export type WireCell = string | number | boolean | null
export type WireColumn = readonly [name: string, type: string]
/** A statement's answer is `columns` and `row`s where it has any, then `done` or `error`. */
export type Message =
  | { readonly columns: readonly WireColumn[] }
  | { readonly row: readonly WireCell[] }
  | { readonly done: Done }
  | { readonly error: { readonly code: string; readonly text: string } }
export type Done = {
  readonly changed?: number | null
  readonly isDirty?: boolean
  readonly version?: string
  readonly sessionId?: string
}

/** Messages over one socket, and when it is gone. Reads no further than they are taken. */
export class Session {
  readonly #socket: Socket
  readonly #closed = Promise.withResolvers<void>()
  readonly #lostListeners: ((error: WorkbenchError) => void)[] = []
  #lines: string[] = []
  #nextLine = 0
  #beginning = ''
  #arrived = Promise.withResolvers<void>()
  #lost: WorkbenchError | null = null
  #isEndedByUs = false
  #lastNumber = 0

  constructor(socket: Socket) {
    this.#socket = socket
    let cause: Error | null = null
    socket.setNoDelay(true).setEncoding('utf8')
    socket.on('data', (text: string) => this.#feed(text))
    socket.on('error', (error) => (cause = error))
    socket.once('close', () => this.#end(cause))
  }

  /** Why nothing more can be asked; null while the session stands. */
  get lost(): WorkbenchError | null {
    return this.#lost ?? (this.#isEndedByUs ? lossError(null, true) : null)
  }

  /** Answers with the number by which the request can be stopped. */
  send(request: object): number {
    const number = ++this.#lastNumber
    this.#socket.write(`${JSON.stringify({ number, ...request })}\n`)
    return number
  }

  /** The next message, where it is there already. */
  take(): Message | null {
    if (this.#nextLine === this.#lines.length) return null
    const line = this.#lines[this.#nextLine++]!
    // Also while nothing is asked: the end of the stream is to be seen.
    if (this.#nextLine === this.#lines.length) this.#socket.resume()
    try {
      return JSON.parse(line) as Message
    } catch (error) {
      // Out of step with the server: nothing that comes after can be understood.
      this.#lost = foreignError(error)
      this.#socket.destroy()
      throw this.#lost
    }
  }

  /** The next message, when it comes; rejects when the session ends before. */
  async receive(): Promise<Message> {
    for (;;) {
      const message = this.take()
      if (message) return message
      if (this.lost) throw this.lost
      await this.#arrived.promise
    }
  }

  async close(): Promise<void> {
    if (!this.lost) {
      this.#isEndedByUs = true
      this.#socket.end().resume()
    }
    const timer = setTimeout(() => this.#socket.destroy(), CLOSE_DEADLINE_MS)
    await this.#closed.promise
    clearTimeout(timer)
  }

  destroy(): void {
    if (!this.#lost) this.#isEndedByUs = true
    this.#socket.destroy()
  }

  onLost(listener: (error: WorkbenchError) => void): void {
    if (this.#lost && !this.#isEndedByUs) listener(this.#lost)
    else this.#lostListeners.push(listener)
  }

  #feed(text: string): void {
    if (this.#isEndedByUs) return
    const lines = (this.#beginning + text).split('\n')
    this.#beginning = lines.pop()!
    if (lines.length === 0) return
    this.#lines = [...this.#lines.slice(this.#nextLine), ...lines]
    this.#nextLine = 0
    this.#socket.pause()
    this.#wake()
  }

  #end(cause: Error | null): void {
    this.#lost ??= lossError(cause, this.#isEndedByUs)
    this.#closed.resolve()
    this.#wake()
    if (this.#isEndedByUs) return
    for (const listener of this.#lostListeners) listener(this.#lost)
  }

  #wake(): void {
    this.#arrived.resolve()
    this.#arrived = Promise.withResolvers()
  }
}

const lossError = (cause: Error | null, isEndedByUs: boolean): WorkbenchError =>
  isEndedByUs
    ? new WorkbenchError('connection-lost', 'The session was closed by Sluice.')
    : new WorkbenchError('connection-lost', 'The server ended the session. Run it again.', {
        cause: cause ?? undefined,
      })

const foreignError = (cause: unknown): WorkbenchError =>
  new WorkbenchError(
    'connection-lost',
    'The server answers, but not in the language of Jotter. Check the port.',
    { cause },
  )
