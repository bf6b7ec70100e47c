import type { Socket } from 'node:net'
import { WorkbenchError } from '../../../contract/errors.ts'
import { encodeCommand } from './wire/encodeCommand.ts'
import { type Reply, ReplyMap } from './wire/Reply.ts'
import { type ReplyHandler, ReplyParser } from './wire/ReplyParser.ts'

const CLOSE_DEADLINE_MS = 2_000

export type Words = readonly (Buffer | string)[]

type Exchange = {
  readonly handler: ReplyHandler
  readonly ended: PromiseWithResolvers<void>
  /** Replies that are still to come. */
  left: number
}

/** Commands and replies over one socket, in order, and when the session is gone. */
export class Session {
  readonly #socket: Socket
  readonly #parser: ReplyParser
  readonly #closed = Promise.withResolvers<void>()
  readonly #lostListeners: ((error: WorkbenchError) => void)[] = []
  #exchanges: Exchange[] = []
  #firstExchange = 0
  #lost: WorkbenchError | null = null
  #isEndedByUs = false

  constructor(socket: Socket) {
    this.#socket = socket
    this.#parser = new ReplyParser({
      value: (value) => this.#endExchange((handler) => handler.value(value)),
      begin: (kind, length) => this.#current?.handler.begin(kind, length),
      element: (value) => this.#current?.handler.element(value),
      end: () => this.#endExchange((handler) => handler.end()),
    })
    socket.setNoDelay(true)
    socket.setKeepAlive(true, 30_000)
    let socketError: Error | null = null
    socket.on('data', (chunk: Buffer) => this.#guard(() => this.#parser.feed(chunk)))
    socket.on('error', (error) => (socketError = error))
    socket.once('close', () => this.#end(socketError))
  }

  /** Why nothing more can be asked; null while the session stands. */
  get lost(): WorkbenchError | null {
    return this.#lost ?? (this.#isEndedByUs ? lossError(null, true) : null)
  }

  /** Sends a command and gives its reply to the handler; rejects when the session ends before. */
  request(words: Words, handler: ReplyHandler): Promise<void> {
    return this.requestAll(encodeCommand(words), 1, handler)
  }

  /** Sends as many commands as the bytes hold; all replies go to the one handler. */
  requestAll(commands: Uint8Array, count: number, handler: ReplyHandler): Promise<void> {
    const { lost } = this
    if (lost) return Promise.reject(lost)
    const ended = Promise.withResolvers<void>()
    this.#exchanges.push({ handler, ended, left: count })
    this.#socket.write(commands)
    return ended.promise
  }

  /** Asks and collects the whole reply; an error of the server is a reply like any. */
  async call(...words: Words): Promise<Reply> {
    const collector = new ReplyCollector()
    await this.request(words, collector)
    return collector.reply
  }

  /** Many commands in one round trip. */
  pipeline(commands: readonly Words[]): Promise<Reply[]> {
    this.#socket.cork()
    const replies = commands.map((words) => this.call(...words))
    this.#socket.uncork()
    return Promise.all(replies)
  }

  /** Stops handing on the reply, in the midst of a chunk if need be; the server waits then too. */
  pause(): void {
    this.#parser.pause()
    this.#socket.pause()
  }

  resume(): void {
    this.#guard(() => this.#parser.resume())
    this.#socket.resume()
  }

  async close(): Promise<void> {
    if (this.lost) return this.#closed.promise
    this.#isEndedByUs = true
    // A reply nobody reads any more must not hold up the end of the stream.
    this.#parser.pause()
    this.#socket.resume()
    this.#socket.end()
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

  get #current(): Exchange | undefined {
    return this.#exchanges[this.#firstExchange]
  }

  #endExchange(tell: (handler: ReplyHandler) => void): void {
    const exchange = this.#current
    if (!exchange) throw new Error('The server replied to nothing')
    tell(exchange.handler)
    if (--exchange.left > 0) return
    this.#firstExchange++
    // Cut off in large pieces: a long pipeline would move its rest for each reply.
    if (this.#firstExchange > 1_000 || this.#firstExchange === this.#exchanges.length) {
      this.#exchanges.splice(0, this.#firstExchange)
      this.#firstExchange = 0
    }
    exchange.ended.resolve()
  }

  /** Out of step with the server: nothing that comes after can be understood. */
  #guard(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#socket.destroy(error as Error)
    }
  }

  #end(cause: Error | null): void {
    this.#lost = lossError(cause, this.#isEndedByUs)
    this.#closed.resolve()
    for (const { ended } of this.#exchanges.splice(0).slice(this.#firstExchange))
      ended.reject(this.#lost)
    this.#firstExchange = 0
    if (this.#isEndedByUs) return
    for (const listener of this.#lostListeners.splice(0)) listener(this.#lost)
  }
}

/** Keeps a reply whole. */
class ReplyCollector implements ReplyHandler {
  reply: Reply = null
  #items: Reply[] = []
  #isMap = false

  value(value: Reply): void {
    this.reply = value
  }

  begin(kind: 'list' | 'map'): void {
    this.#isMap = kind === 'map'
  }

  element(value: Reply): void {
    this.#items.push(value)
  }

  end(): void {
    this.reply = this.#isMap ? new ReplyMap(this.#items) : this.#items
  }
}

function lossError(cause: NodeJS.ErrnoException | null, isEndedByUs: boolean): WorkbenchError {
  if (isEndedByUs) return new WorkbenchError('connection-lost', 'The session was closed by Sluice')
  const reason = cause && !cause.code ? cause.message : 'the connection was cut'
  return new WorkbenchError(
    'connection-lost',
    `The server ended the session: ${reason}${cause?.code ? ` (${cause.code})` : ''}. Run it again.`,
    { cause: cause ?? undefined },
  )
}
