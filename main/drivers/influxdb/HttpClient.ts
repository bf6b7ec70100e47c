import { Agent as HttpAgent, request as requestHttp, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import type { ConnectionOptions } from 'node:tls'
import { reachError, type ServerAddress } from '../networkErrors.ts'
import { WorkbenchError } from '../../../contract/errors.ts'
import { certificateOf } from '../tls.ts'
import { responseError } from './responseError.ts'
import { authorization, type Login } from './login.ts'

export type HttpRequest = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly parameters?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  /** What the body asks, for places in it that an error tells. */
  readonly statement?: string
  /** Text, or pieces sent as the server takes them. */
  readonly body?: string | AsyncIterable<Uint8Array>
}

/** Requests to one server, over a connection that is kept. */
export class HttpClient {
  readonly #login: Login
  readonly #tls: ConnectionOptions | null
  readonly #at: ServerAddress
  readonly #agent: HttpAgent

  /** `at`: where the sockets are opened, the server itself or the near end of a tunnel. */
  constructor(login: Login, tls: ConnectionOptions | null, at: ServerAddress = login) {
    this.#login = login
    this.#tls = tls
    this.#at = at
    this.#agent = tls ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true })
  }

  /**
   * Answers with the response once its head is there; what is not read of it holds the server up.
   * Rejects with the error the server gives, or with the reason why it could not be asked.
   */
  async send(request: HttpRequest, signal: AbortSignal): Promise<IncomingMessage> {
    const response = await this.#open(request, signal)
    if ((response.statusCode ?? 0) < 300) return response
    throw responseError(response, await readText(response), request.statement)
  }

  async text(request: HttpRequest, signal: AbortSignal): Promise<string> {
    return readText(await this.send(request, signal))
  }

  destroy(): void {
    this.#agent.destroy()
  }

  #open(request: HttpRequest, signal: AbortSignal): Promise<IncomingMessage> {
    const { method, path, parameters = {}, headers = {}, body } = request
    const { host, port, tlsMode } = this.#login
    const at = { host, port }
    const query = new URLSearchParams(parameters).toString()
    const who = authorization(this.#login)
    const options = {
      host: this.#at.host,
      port: this.#at.port,
      method,
      path: query ? `${path}?${query}` : path,
      headers: { host: `${host}:${port}`, ...headers, ...(who && { authorization: who }) },
      agent: this.#agent,
      signal,
      ...(this.#tls && certificateOf(host)),
      ...this.#tls,
    }
    return new Promise((resolve, reject) => {
      const answered = (response: IncomingMessage) => {
        // From birth to death: an error event without a listener ends the process.
        response.on('error', () => {})
        resolve(response)
      }
      const sent = this.#tls ? requestHttps(options, answered) : requestHttp(options, answered)
      sent.on('error', (error) =>
        reject(signal.aborted ? givenUp() : (reachError(error, at, tlsMode) ?? lossError(error))),
      )
      if (body === undefined || typeof body === 'string') sent.end(body)
      else
        writeAll(sent, body).catch((error: unknown) => {
          sent.destroy()
          reject(error)
        })
    })
  }
}

async function writeAll(
  sent: ReturnType<typeof requestHttp>,
  pieces: AsyncIterable<Uint8Array>,
): Promise<void> {
  for await (const piece of pieces)
    if (!sent.write(piece) && !sent.destroyed)
      await new Promise<void>((resolve) => {
        sent.once('drain', resolve)
        sent.once('close', resolve)
      })
  sent.end()
}

export async function readText(response: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of response) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString()
}

const givenUp = (): WorkbenchError =>
  new WorkbenchError('aborted', 'Given up while the server was asked')

/** What is no error of the server: a response that broke off, an answer that is not HTTP. */
export const lossError = (error: unknown): WorkbenchError =>
  new WorkbenchError(
    'connection-lost',
    `The server did not finish its answer: ${(error as Error).message}. Run it again.`,
    { cause: error },
  )
