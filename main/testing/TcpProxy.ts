import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { Transform, type TransformCallback } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

/** What happens on the way from the server to its clients; set anew, it counts from the next bytes on. */
export type WayFault = {
  /** Each piece arrives so much later. */
  readonly latencyMs?: number
  /** Passes on at most so many bytes every 10 ms. */
  readonly dripBytes?: number
  /** Passes on so many bytes of a connection, then breaks it. */
  readonly truncateAfterBytes?: number
}

const DRIP_INTERVAL_MS = 10

/**
 * A way to a server that can be slowed, stalled, cut, truncated and closed to newcomers, for tests of
 * faults.
 */
export class TcpProxy {
  readonly #server: Server
  readonly #pairs = new Set<Pair>()
  #acceptsMore = true
  /** Connections taken so far. */
  acceptedCount = 0
  /** Keeps its connection with the server when a client goes, as some proxies do. */
  outlivesClients = false
  /** Holds for the connections that are open, too. */
  fault: WayFault = {}

  private constructor(upstreamPort: number) {
    this.#server = createServer((client) => this.#join(client, upstreamPort))
  }

  static async start(upstreamPort: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(upstreamPort)
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve))
    return proxy
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  get openCount(): number {
    return this.#pairs.size
  }

  /** Breaks every connection, as a network does. */
  cut(): void {
    for (const { client, upstream } of this.#pairs) {
      client.resetAndDestroy()
      upstream?.destroy()
    }
  }

  /** Passes on nothing from the server any more; connections stay open. */
  stall(): void {
    for (const { upstream, way } of this.#pairs) {
      upstream?.unpipe(way)
      upstream?.pause()
    }
  }

  /** Lets flow again what was stalled, and takes newcomers. */
  resume(): void {
    this.#acceptsMore = true
    for (const { upstream, way } of this.#pairs) if (upstream?.isPaused()) upstream.pipe(way)
  }

  /** New connections are taken, and nothing comes of them. */
  ignoreNewcomers(): void {
    this.#acceptsMore = false
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    this.cut()
    await closed
  }

  #join(client: Socket, upstreamPort: number): void {
    this.acceptedCount++
    const upstream = this.#acceptsMore ? connect(upstreamPort, '127.0.0.1') : null
    const way = new Way(() => this.fault)
    const pair = { client, upstream, way }
    this.#pairs.add(pair)
    for (const end of [client, upstream, way]) {
      end?.on('error', () => {})
      end?.once('close', () => {
        if (end === client && this.outlivesClients && upstream && !upstream.destroyed)
          return void upstream.unpipe(way).resume()
        client.destroy()
        upstream?.destroy()
        this.#pairs.delete(pair)
      })
    }
    if (!upstream) return void client.resume()
    client.once('end', () => this.outlivesClients || upstream.end())
    client.pipe(upstream, { end: false })
    upstream.pipe(way).pipe(client)
  }
}

type Pair = { readonly client: Socket; readonly upstream: Socket | null; readonly way: Way }

/** The bytes of one connection on their way from the server, with the fault of the moment. */
class Way extends Transform {
  readonly #fault: () => WayFault
  #passedBytes = 0

  constructor(fault: () => WayFault) {
    super()
    this.#fault = fault
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    void this.#pass(chunk).finally(done)
  }

  async #pass(chunk: Buffer): Promise<void> {
    const { latencyMs = 0 } = this.#fault()
    if (latencyMs > 0) await sleep(latencyMs)
    for (let rest = chunk; rest.length > 0 && !this.destroyed;) {
      const { dripBytes, truncateAfterBytes = Infinity } = this.#fault()
      const roomBytes = Math.max(0, truncateAfterBytes - this.#passedBytes)
      if (roomBytes === 0) return void this.destroy()
      const piece = rest.subarray(0, Math.min(dripBytes ?? rest.length, roomBytes))
      this.push(piece)
      this.#passedBytes += piece.length
      rest = rest.subarray(piece.length)
      if (dripBytes !== undefined) await sleep(DRIP_INTERVAL_MS)
    }
  }
}
