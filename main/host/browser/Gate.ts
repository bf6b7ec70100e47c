import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** Why a request is turned away; null: it may pass. */
export type Refusal = { status: 401 | 403; reason: string } | null

/**
 * Who may talk to the browser host. Another site must not reach it through the user's browser (a
 * forged request, a socket, a name that resolves to this machine), and neither may other users of
 * the machine: they do not know the token.
 */
export class Gate {
  readonly #hosts: ReadonlySet<string>
  readonly #cookieName: string
  readonly #session = randomBytes(32).toString('base64url')
  #token: string | null = randomBytes(32).toString('base64url')

  /** The port is in the cookie's name, since browsers share cookies between ports of one host. */
  constructor({ port }: { port: number }) {
    this.#hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`])
    this.#cookieName = `sluice-${port}`
  }

  /** What the address printed at start carries. It opens one browser. */
  get token(): string {
    if (this.#token === null) throw new Error('The token has been used.')
    return this.#token
  }

  /** The cookie that the token buys, once; null for a wrong or used token. */
  exchange(token: string): string | null {
    if (this.#token === null || !isSame(token, this.#token)) return null
    this.#token = null
    return `${this.#cookieName}=${this.#session}; HttpOnly; SameSite=Strict; Path=/`
  }

  /** Whether the request comes from a page of ours or from no page: before anything is answered. */
  checkSource(headers: IncomingHttpHeaders): Refusal {
    const { host, origin } = headers
    if (!host || !this.#hosts.has(host)) return { status: 403, reason: 'The host is not ours.' }
    if (origin !== undefined && origin !== `http://${host}`)
      return { status: 403, reason: 'The request comes from another site.' }
    return null
  }

  checkSession(headers: IncomingHttpHeaders): Refusal {
    const cookie = readCookie(headers.cookie ?? '', this.#cookieName)
    if (cookie !== null && isSame(cookie, this.#session)) return null
    return { status: 401, reason: 'The browser has not been let in.' }
  }

  /** Browsers always name the page's origin when they open a socket; who does not is no browser. */
  checkSocket(headers: IncomingHttpHeaders): Refusal {
    if (headers.origin === undefined) return { status: 403, reason: 'The origin is missing.' }
    return this.checkSource(headers) ?? this.checkSession(headers)
  }
}

function readCookie(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name) return value ?? null
  }
  return null
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
