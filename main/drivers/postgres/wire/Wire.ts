import type { Socket } from 'node:net'
import { giveBack } from '../../../frame/giveBack.ts'

/** Bytes of the server, seen both ways; messages are ranges of them. */
export type MessageBytes = { readonly bytes: Uint8Array; readonly view: DataView }

/** Takes one message: its code, and where its body lies. The bytes are reused afterwards. */
export type MessageHandler = (
  code: number,
  message: MessageBytes,
  start: number,
  end: number,
) => void

const HEADER_BYTES = 5
/** Longer than any server sends; more means that the stream is out of step. */
const MAX_MESSAGE_BYTES = 0x4000_0000
const LARGE_CHUNK_BYTES = 8_192
const NOTHING: MessageBytes = {
  bytes: new Uint8Array(0),
  view: new DataView(new ArrayBuffer(0)),
}
/** How long decoding may hold the event loop before others get their turn. */
const SLICE_MS = 4

/**
 * The server's byte stream, cut into messages and handed on in slices of at most 4 ms. While it is
 * paused it reads nothing, and TCP makes the server wait.
 */
export class Wire {
  readonly #socket: Socket
  readonly #onMessage: MessageHandler
  #current = NOTHING
  #at = 0
  /** A message of which only a part has come. */
  #partial = new Uint8Array(HEADER_BYTES)
  #partialLength = 0
  /** To be sent at the end of the tick. */
  #gathered: Uint8Array[] = []
  #isPaused = false
  #isDelivering = false
  #sliceStartedAt = 0
  #isInSlice = false

  constructor(
    socket: Socket,
    { onMessage, onClosed }: { onMessage: MessageHandler; onClosed: (error: Error | null) => void },
  ) {
    this.#socket = socket
    this.#onMessage = onMessage
    let socketError: Error | null = null
    socket.on('data', (chunk: Buffer) => this.#take(chunk))
    socket.on('error', (error) => (socketError = error))
    socket.once('close', () => onClosed(socketError))
  }

  send(...messages: readonly Uint8Array[]): void {
    this.#sendGathered()
    if (!this.#socket.writable) return
    this.#socket.cork()
    for (const message of messages) this.#socket.write(message)
    this.#socket.uncork()
  }

  /** As `send`; settles when the network has taken the message, whose bytes may then be used anew. */
  async sendWhole(message: Uint8Array): Promise<void> {
    this.#sendGathered()
    if (!this.#socket.writable) return
    await new Promise<void>((resolve) => this.#socket.write(message, () => resolve()))
  }

  /**
   * As `send`, but at the end of the tick, in one piece with what others say until then: a system call
   * costs more than a short statement.
   */
  sendSoon(message: Uint8Array): void {
    if (this.#gathered.push(message) === 1) process.nextTick(() => this.#sendGathered())
  }

  /** Stops handing on messages, in the midst of a chunk if need be. */
  pause(): void {
    this.#isPaused = true
    this.#socket.pause()
  }

  resume(): void {
    if (!this.#isPaused) return
    this.#isPaused = false
    this.#deliver()
    if (!this.#isPaused) this.#socket.resume()
  }

  /** Says no more to the server; it closes the connection when it has read all. */
  end(lastMessage: Uint8Array): void {
    this.#sendGathered()
    this.#socket.end(lastMessage)
  }

  destroy(): void {
    this.#socket.destroy()
  }

  #sendGathered(): void {
    if (this.#gathered.length === 0) return
    const messages = this.#gathered
    this.#gathered = []
    if (this.#socket.writable)
      this.#socket.write(messages.length === 1 ? messages[0]! : Buffer.concat(messages))
  }

  #take(chunk: Buffer): void {
    this.#startSlice()
    this.#current = viewOf(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength))
    this.#at = 0
    this.#deliver()
    if (this.#isPaused || performance.now() - this.#sliceStartedAt < SLICE_MS) return
    this.#socket.pause()
    setImmediate(() => {
      if (!this.#isPaused) this.#socket.resume()
    })
  }

  /** Sockets hand over many chunks in one turn of the event loop; a slice is what one turn holds. */
  #startSlice(): void {
    if (this.#isInSlice) return
    this.#isInSlice = true
    this.#sliceStartedAt = performance.now()
    setImmediate(() => (this.#isInSlice = false))
  }

  #deliver(): void {
    // A handler may resume what it has just paused; the loop outside goes on then.
    if (this.#isDelivering) return
    this.#isDelivering = true
    try {
      this.#deliverMessages()
    } catch (error) {
      // Out of step with the server: nothing that comes after can be understood.
      this.#socket.destroy(error as Error)
    } finally {
      this.#isDelivering = false
    }
  }

  #deliverMessages(): void {
    if (this.#partialLength > 0 && !this.#completePartial()) return
    const { bytes, view } = this.#current
    while (!this.#isPaused && this.#at + HEADER_BYTES <= bytes.length) {
      const end = this.#at + messageBytes(view, this.#at)
      if (end > bytes.length) break
      const start = this.#at
      this.#at = end
      this.#onMessage(bytes[start]!, this.#current, start + HEADER_BYTES, end)
    }
    if (this.#isPaused) return
    this.#keepRest()
    this.#current = NOTHING
    this.#at = 0
    // A socket's chunk has a buffer to itself. Small ones are not worth the call.
    if (bytes.length >= LARGE_CHUNK_BYTES && bytes.length === bytes.buffer.byteLength)
      giveBack(bytes)
  }

  /** Keeps the beginning of a message whose rest is still under way. */
  #keepRest(): void {
    const { bytes, view } = this.#current
    const rest = bytes.subarray(this.#at)
    this.#at = bytes.length
    if (rest.length === 0) return
    const needed = rest.length >= HEADER_BYTES ? messageBytes(view, bytes.length - rest.length) : 0
    this.#partial = new Uint8Array(Math.max(needed, HEADER_BYTES))
    this.#partial.set(rest)
    this.#partialLength = rest.length
  }

  /** False while the message is still not whole. A large one is copied once, not once a chunk. */
  #completePartial(): boolean {
    if (this.#partialLength < HEADER_BYTES) {
      this.#addToPartial(HEADER_BYTES)
      if (this.#partialLength < HEADER_BYTES) return false
      const header = this.#partial
      this.#partial = new Uint8Array(messageBytes(viewOf(header).view, 0))
      this.#partial.set(header.subarray(0, HEADER_BYTES))
    }
    this.#addToPartial(this.#partial.length)
    if (this.#partialLength < this.#partial.length) return false
    this.#partialLength = 0
    const message = viewOf(this.#partial)
    this.#onMessage(message.bytes[0]!, message, HEADER_BYTES, message.bytes.length)
    return true
  }

  #addToPartial(upTo: number): void {
    const { bytes } = this.#current
    const count = Math.min(upTo - this.#partialLength, bytes.length - this.#at)
    this.#partial.set(bytes.subarray(this.#at, this.#at + count), this.#partialLength)
    this.#partialLength += count
    this.#at += count
  }
}

/** Length of the message that starts at `at`, with its code byte. */
function messageBytes(view: DataView, at: number): number {
  const length = view.getUint32(at + 1)
  if (length < 4 || length > MAX_MESSAGE_BYTES) {
    throw new Error(`The server sent a message of ${length} bytes`)
  }
  return length + 1
}

const viewOf = (bytes: Uint8Array): MessageBytes => ({
  bytes,
  view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
})
