import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a client asked, as the server saw it. */
export type SeenRequest = {
  readonly line: string
  readonly authorization: string
  readonly body: string
}

/**
 * Stands for an InfluxDB 2 or 3, which cannot be had on every machine: answers of the shape that
 * their manuals give, written for these tests.
 */
export class LaterServer {
  readonly #server
  readonly seen: SeenRequest[] = []
  readonly #answers: Readonly<Record<string, (request: SeenRequest) => string>>
  readonly #version: string

  private constructor(
    version: string,
    answers: Readonly<Record<string, (request: SeenRequest) => string>>,
  ) {
    this.#version = version
    this.#answers = answers
    this.#server = createServer((request, response) => void this.#answer(request, response))
  }

  /** Answers by method and path, such as `POST /api/v2/query`; others are not found. */
  static async start(
    version: string,
    answers: Readonly<Record<string, (request: SeenRequest) => string>>,
  ): Promise<LaterServer> {
    const server = new LaterServer(version, answers)
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve))
    return server
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const seen = {
      line: `${request.method} ${request.url}`,
      authorization: request.headers.authorization ?? '',
      body: Buffer.concat(pieces).toString(),
    }
    this.seen.push(seen)
    if (request.url === '/ping') {
      response.writeHead(204, { 'x-influxdb-version': this.#version }).end()
      return
    }
    const answer = this.#answers[seen.line.split('?', 1)[0]!]
    if (answer) response.writeHead(200).end(answer(seen))
    else response.writeHead(404).end('{"code":"not found","message":"path not found"}')
  }
}
