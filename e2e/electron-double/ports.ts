import { EventEmitter } from 'node:events'

/** `MessagePortMain`: clones what it carries, keeps it until `start`, and tells when the other end went. */
export class MessagePortMain extends EventEmitter {
  #other: MessagePortMain | null = null
  #waiting: unknown[] | null = []
  #isClosed = false

  static connect(a: MessagePortMain, b: MessagePortMain): void {
    a.#other = b
    b.#other = a
  }

  postMessage(message: unknown): void {
    if (this.#isClosed) return
    const copy = structuredClone(message)
    const other = this.#other
    queueMicrotask(() => other?.receive(copy))
  }

  start(): void {
    const waiting = this.#waiting ?? []
    this.#waiting = null
    for (const message of waiting) this.emit('message', { data: message, ports: [] })
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.emit('close')
    this.#other?.close()
  }

  receive(message: unknown): void {
    if (this.#waiting) this.#waiting.push(message)
    else if (!this.#isClosed) this.emit('message', { data: message, ports: [] })
  }
}

export class MessageChannelMain {
  readonly port1 = new MessagePortMain()
  readonly port2 = new MessagePortMain()

  constructor() {
    MessagePortMain.connect(this.port1, this.port2)
  }
}
