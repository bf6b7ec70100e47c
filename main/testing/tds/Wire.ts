import { X509Certificate } from 'node:crypto'
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { createSecureContext, type SecureContextOptions, TLSSocket } from 'node:tls'
import { MESSAGE, MessageAssembler, packet, type Message } from './packets.ts'

export type ServerTls = {
  /** PEM texts. */
  readonly certificate: string
  readonly key: string
  /** Lets in only who shows a certificate that this one signed. */
  readonly clientAuthority?: string | null
}

/** How a record of TLS begins that opens a handshake (RFC 8446, section 5.1). */
const TLS_HANDSHAKE = 22

/**
 * The way between a client and the server: packets, with TLS inside of packets at the login, or
 * around all of them where the client begins with it (TDS 8.0).
 */
export class Wire {
  readonly #socket: Socket
  readonly #sessionId: number
  readonly #onMessage: (message: Message) => void
  #secure: TLSSocket | null = null
  packetBytes = 4_096

  constructor(
    socket: Socket,
    sessionId: number,
    {
      tls,
      onMessage,
      onClosed,
    }: { tls: ServerTls | null; onMessage: (message: Message) => void; onClosed: () => void },
  ) {
    this.#socket = socket
    this.#sessionId = sessionId
    this.#onMessage = onMessage
    socket.setNoDelay(true)
    socket.on('error', () => {})
    socket.once('close', onClosed)
    socket.once('data', (first: Buffer) => {
      socket.pause()
      socket.unshift(first)
      if (tls && first[0] === TLS_HANDSHAKE) return void this.#secureWith(socket, tls, {})
      this.#read(socket)
      socket.resume()
    })
  }

  get isSecure(): boolean {
    return this.#secure !== null
  }

  /** Puts a message on the wire in packets; waits where the client is slow to take them. */
  async send(body: Buffer, { isLast, number = 1 }: { isLast: boolean; number?: number }) {
    const room = this.packetBytes - 8
    let at = 0
    let count = number
    const whole = isLast
      ? Math.max(1, Math.ceil(body.length / room))
      : Math.floor(body.length / room)
    for (let index = 0; index < whole; index++, at += room) {
      const part = body.subarray(at, at + room)
      await this.#write(
        packet(MESSAGE.response, part, {
          sessionId: this.#sessionId,
          number: count++,
          isLast: isLast && index === whole - 1,
        }),
      )
    }
    return { rest: body.subarray(Math.min(at, body.length)), number: count }
  }

  destroy(): void {
    this.#socket.destroy()
  }

  /** From here on the client's PRELOGIN messages carry a TLS handshake, and then all is in TLS. */
  startTls(tls: ServerTls): void {
    this.#socket.removeAllListeners('data')
    const tunnel = new HandshakeTunnel(this.#socket, this.#sessionId)
    const secure = this.#secureWith(tunnel, tls, { maxVersion: 'TLSv1.2' })
    secure.once('secure', () => setImmediate(() => tunnel.open()))
  }

  #secureWith(
    way: Duplex,
    { certificate, key, clientAuthority }: ServerTls,
    options: SecureContextOptions,
  ): TLSSocket {
    const ca = clientAuthority ?? undefined
    const secure = new TLSSocket(way, {
      isServer: true,
      requestCert: ca !== undefined,
      rejectUnauthorized: ca !== undefined,
      ALPNProtocols: ['tds/8.0'],
      secureContext: createSecureContext({ cert: certificate, key, ca, ...options }),
    })
    // What TLS has to say of the error goes out first.
    secure.on('error', () => setImmediate(() => this.#socket.destroySoon()))
    secure.once('secure', () => {
      // Node ends no handshake over a certificate that another authority signed.
      if (ca !== undefined && !isSignedBy(secure.getPeerX509Certificate(), ca))
        this.#socket.destroy()
    })
    this.#secure = secure
    this.#read(secure)
    return secure
  }

  #read(source: Duplex): void {
    const assembler = new MessageAssembler(this.#onMessage)
    source.on('data', (chunk: Buffer) => {
      try {
        assembler.push(chunk)
      } catch {
        this.#socket.destroy()
      }
    })
  }

  #write(bytes: Buffer): Promise<void> | void {
    const out = this.#secure ?? this.#socket
    if (this.#socket.destroyed || out.write(bytes)) return
    return new Promise((resolve) => {
      const go = () => {
        out.off('drain', go)
        this.#socket.off('close', go)
        resolve()
      }
      out.on('drain', go)
      this.#socket.on('close', go)
    })
  }
}

const isSignedBy = (certificate: X509Certificate | undefined, authority: string): boolean =>
  certificate?.verify(new X509Certificate(authority).publicKey) ?? false

/** Carries the bytes of TLS: inside of PRELOGIN packets during the handshake, bare afterwards. */
class HandshakeTunnel extends Duplex {
  readonly #socket: Socket
  readonly #sessionId: number
  readonly #flight: Buffer[] = []
  #isOpen = false

  constructor(socket: Socket, sessionId: number) {
    super()
    this.#socket = socket
    this.#sessionId = sessionId
    const assembler = new MessageAssembler(({ body }) => this.push(body))
    socket.on('data', (chunk: Buffer) => {
      // A record of TLS begins with 20 to 23, a packet of the handshake with 18.
      if (this.#isOpen || chunk[0] !== MESSAGE.prelogin) this.push(chunk)
      else assembler.push(chunk)
    })
    socket.once('close', () => this.destroy())
  }

  open(): void {
    this.#flush()
    this.#isOpen = true
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    if (this.#isOpen) {
      if (this.#socket.write(chunk)) done()
      else this.#socket.once('drain', done)
      return
    }
    // The client waits for one message in answer to one of its own, so a flight goes out as a whole.
    if (this.#flight.length === 0) setImmediate(() => this.#flush())
    this.#flight.push(chunk)
    done()
  }

  #flush(): void {
    if (this.#flight.length === 0) return
    const body = Buffer.concat(this.#flight.splice(0))
    const header = { sessionId: this.#sessionId, number: 1, isLast: true }
    this.#socket.write(packet(MESSAGE.prelogin, body, header))
  }
}
