import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import type { Trace } from './Trace.ts'

/** Types of packets (MS-TDS 2.2.3.1.1). */
const TYPE_NAMES: Readonly<Record<number, string>> = {
  1: 'SQLBatch',
  3: 'RPC',
  6: 'Attention',
  7: 'BulkLoad',
  14: 'TransactionManager',
  16: 'Login7',
  18: 'PreLogin',
}
const HEADER_BYTES = 8
const END_OF_MESSAGE = 1

/**
 * Plays the server of a recorded connection: after each message of the client, which has to be of
 * the recorded type, it sends what the server sent. At the end of the trace it closes.
 */
export class ReplayServer {
  readonly #server: Server
  readonly #trace: Trace
  /** What the client sent in place of what was recorded. */
  readonly deviations: string[] = []
  #at = 0

  private constructor(trace: Trace) {
    this.#trace = trace
    this.#server = createServer((socket) => this.#serve(socket))
  }

  static async start(trace: Trace): Promise<ReplayServer> {
    const replay = new ReplayServer(trace)
    await new Promise<void>((resolve) => replay.#server.listen(0, '127.0.0.1', resolve))
    return replay
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  #serve(socket: Socket): void {
    let unread = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('data', (chunk: Buffer) => {
      unread = Buffer.concat([unread, chunk])
      while (unread.length >= HEADER_BYTES && unread.length >= unread.readUInt16BE(2)) {
        const packet = unread.subarray(0, unread.readUInt16BE(2))
        unread = unread.subarray(packet.length)
        if (packet[1]! & END_OF_MESSAGE) this.#answer(TYPE_NAMES[packet[0]!] ?? '?', socket)
      }
    })
  }

  #answer(type: string, socket: Socket): void {
    const { messages } = this.#trace
    const expected = messages[this.#at]
    if (expected?.from !== 'client' || expected.type !== type)
      this.deviations.push(`${type} in place of ${expected?.type ?? 'the end'}`)
    this.#at++
    for (; messages[this.#at]?.from === 'server'; this.#at++)
      socket.write(Buffer.from(messages[this.#at]!.base64, 'base64'))
    if (this.#at >= messages.length) socket.end()
  }
}
