/** Types of messages (MS-TDS 2.2.3.1.1). */
export const MESSAGE = {
  batch: 1,
  rpc: 3,
  response: 4,
  attention: 6,
  bulkLoad: 7,
  transaction: 14,
  login: 16,
  prelogin: 18,
} as const

const HEADER_BYTES = 8
const STATUS = { endOfMessage: 1, ignore: 2, resetConnection: 8 } as const

export type Message = {
  readonly type: number
  readonly body: Buffer
  /** The client took it back while sending it. */
  readonly isIgnored: boolean
  readonly resetsConnection: boolean
}

/** Puts packets together to whole messages. */
export class MessageAssembler {
  readonly #onMessage: (message: Message) => void
  #unread: Buffer = Buffer.alloc(0)
  #parts: Buffer[] = []
  #status = 0

  constructor(onMessage: (message: Message) => void) {
    this.#onMessage = onMessage
  }

  push(chunk: Buffer): void {
    this.#unread = this.#unread.length > 0 ? Buffer.concat([this.#unread, chunk]) : chunk
    while (this.#unread.length >= HEADER_BYTES) {
      const length = this.#unread.readUInt16BE(2)
      if (length < HEADER_BYTES) throw new Error(`A packet of ${length} bytes is none`)
      if (this.#unread.length < length) return
      this.#take(this.#unread.subarray(0, length))
      this.#unread = this.#unread.subarray(length)
    }
  }

  #take(bytes: Buffer): void {
    const status = bytes[1]!
    this.#parts.push(bytes.subarray(HEADER_BYTES))
    this.#status |= status
    if (!(status & STATUS.endOfMessage)) return
    const message: Message = {
      type: bytes[0]!,
      body: Buffer.concat(this.#parts),
      isIgnored: (this.#status & STATUS.ignore) > 0,
      resetsConnection: (this.#status & STATUS.resetConnection) > 0,
    }
    this.#parts = []
    this.#status = 0
    this.#onMessage(message)
  }
}

/** One packet with its header; `number` counts the packets of a message from 1. */
export function packet(
  type: number,
  body: Buffer,
  { sessionId, number, isLast }: { sessionId: number; number: number; isLast: boolean },
): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  header[0] = type
  header[1] = isLast ? STATUS.endOfMessage : 0
  header.writeUInt16BE(HEADER_BYTES + body.length, 2)
  header.writeUInt16BE(sessionId, 4)
  header[6] = number & 0xff
  return Buffer.concat([header, body])
}
