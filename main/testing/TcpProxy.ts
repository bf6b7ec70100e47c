import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** A way to a server that can be cut, stalled and closed to newcomers, for tests of faults. */
export class TcpProxy {
  readonly #server: Server
  readonly #pairs = new Set<{ client: Socket; upstream: Socket | null }>()
  #acceptsMore = true
  /** Connections taken so far. */
  acceptedCount = 0

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
    for (const { upstream } of this.#pairs) {
      upstream?.unpipe()
      upstream?.pause()
    }
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
    const pair = { client, upstream }
    this.#pairs.add(pair)
    for (const socket of [client, upstream]) {
      socket?.on('error', () => {})
      socket?.once('close', () => {
        client.destroy()
        upstream?.destroy()
        this.#pairs.delete(pair)
      })
    }
    if (upstream) client.pipe(upstream).pipe(client)
    else client.resume()
  }
}
