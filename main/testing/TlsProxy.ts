import { connect, type AddressInfo } from 'node:net'
import { createServer, type Server, type TLSSocket } from 'node:tls'

/** PEM texts. */
export type ProxyTls = {
  readonly certificate: string
  readonly key: string
  /** Lets in only who shows a certificate that this one signed. */
  readonly clientAuthority: string
}

/**
 * Ends TLS in front of a server that asks no certificates of its clients itself, and asks for them: what
 * nginx, HAProxy or a service mesh do there.
 */
export class TlsProxy {
  readonly #server: Server
  readonly #clients = new Set<TLSSocket>()

  private constructor({ certificate, key, clientAuthority }: ProxyTls, upstreamPort: number) {
    this.#server = createServer(
      {
        cert: certificate,
        key,
        ca: clientAuthority,
        requestCert: true,
        rejectUnauthorized: true,
      },
      (client) => this.#join(client, upstreamPort),
    )
  }

  static async start(tls: ProxyTls, upstreamPort: number): Promise<TlsProxy> {
    const proxy = new TlsProxy(tls, upstreamPort)
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve))
    return proxy
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    for (const client of this.#clients) client.destroy()
    await closed
  }

  #join(client: TLSSocket, upstreamPort: number): void {
    const upstream = connect(upstreamPort, '127.0.0.1')
    this.#clients.add(client)
    for (const end of [client, upstream]) {
      end.on('error', () => {})
      end.once('close', () => {
        client.destroy()
        upstream.destroy()
        this.#clients.delete(client)
      })
    }
    client.pipe(upstream).pipe(client)
  }
}
