import { WorkbenchError } from '../../../contract/errors.ts'
import type { ChildProcess } from '../process.ts'
import { type FinalReply, isFinal, type Reply, type Request } from './protocol.ts'

type Exchange = {
  readonly onReply: (reply: Reply) => void
  readonly resolve: (reply: FinalReply) => void
  readonly reject: (error: WorkbenchError) => void
}

/** The main side of the protocol: one request at a time to a child process. */
export class ProcessLink {
  readonly #child: ChildProcess
  readonly #name: string
  #exchange: Exchange | null = null
  #death: WorkbenchError | null = null
  #deathListeners: ((error: WorkbenchError) => void)[] = []

  /** `name` is the profile's, for messages. */
  constructor(child: ChildProcess, name: string) {
    this.#child = child
    this.#name = name
    child.onMessage((message) => this.#take(message as Reply))
    child.onExit((reason) => this.#end(reason))
  }

  /** Rejects with `process-died` when the process ends before it answered. */
  request(request: Request, onReply: (reply: Reply) => void = () => {}): Promise<FinalReply> {
    if (this.#death) return Promise.reject(this.#death)
    if (this.#exchange)
      throw new Error(`“${this.#name}” was asked to ${request.kind} while it is already at work.`)
    return new Promise((resolve, reject) => {
      this.#exchange = { onReply, resolve, reject }
      this.#child.post(request)
    })
  }

  get isBusy(): boolean {
    return this.#exchange !== null
  }

  credit(): void {
    this.#child.post({ kind: 'credit' } satisfies Request)
  }

  stop(): void {
    this.#child.post({ kind: 'stop' } satisfies Request)
  }

  kill(): void {
    this.#child.kill()
  }

  /** Called once, when the process has ended for whatever reason. */
  onDeath(listener: (error: WorkbenchError) => void): void {
    if (this.#death) listener(this.#death)
    else this.#deathListeners.push(listener)
  }

  #take(reply: Reply): void {
    const exchange = this.#exchange
    if (!exchange) return
    if (!isFinal(reply)) return exchange.onReply(reply)
    this.#exchange = null
    exchange.resolve(reply)
  }

  #end(reason: string): void {
    this.#death = new WorkbenchError(
      'process-died',
      `The SQLite process of “${this.#name}” ended (${reason}). What was not committed is rolled ` +
        `back. Run the statement again.`,
      { details: { reason } },
    )
    for (const listener of this.#deathListeners) listener(this.#death)
    this.#exchange?.reject(this.#death)
    this.#exchange = null
  }
}
