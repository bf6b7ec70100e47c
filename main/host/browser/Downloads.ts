import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { finished } from 'node:stream/promises'
import { WorkbenchError } from '../../../contract/errors.ts'
import type { Clock } from '../../clock.ts'

/** How long an offered download waits for the browser to come for it. */
const OFFER_MS = 60_000

const PREFIX = '/download/'

type Offer = {
  readonly fileName: string
  readonly contentType: string
  readonly taken: PromiseWithResolvers<ServerResponse>
}

/** A file on its way to the browser. One `write` at a time; each waits until the browser reads on. */
export type Download = {
  /** The address, from which it can be taken once. */
  readonly url: string
  write(bytes: Uint8Array): Promise<void>
  /** Resolves when the browser has taken the last byte. */
  end(): Promise<void>
  /** Breaks the transfer off, so that the browser does not take the part for the whole. */
  abort(): void
  /** Aborts when the browser breaks the transfer off or never comes for it. */
  readonly broken: AbortSignal
}

/** Files that windows fetch as downloads: offered under an address of their own, then streamed. */
export class Downloads {
  readonly #clock: Clock
  readonly #offers = new Map<string, Offer>()

  constructor({ clock }: { clock: Clock }) {
    this.#clock = clock
  }

  open({ fileName, contentType }: { fileName: string; contentType: string }): Download {
    const id = randomBytes(24).toString('base64url')
    const taken = Promise.withResolvers<ServerResponse>()
    const withdraw = (message: string) => {
      if (!this.#offers.delete(id)) return
      taken.reject(new WorkbenchError('aborted', message))
    }
    const broken = new AbortController()
    taken.promise.then(
      (response) =>
        response.once('close', () => {
          if (!response.writableFinished) broken.abort(brokenOff(fileName))
        }),
      (error: unknown) => broken.abort(error),
    )
    this.#offers.set(id, { fileName, contentType, taken })
    const cancelTimer = this.#clock.setTimer(
      () => withdraw(`The browser did not fetch “${fileName}” within ${OFFER_MS / 1000} s.`),
      OFFER_MS,
    )
    void taken.promise.then(cancelTimer, cancelTimer)
    return {
      url: PREFIX + id,
      broken: broken.signal,
      write: async (bytes) => writeTo(await taken.promise, bytes, fileName),
      end: async () => endOf(await taken.promise, fileName),
      abort: () => {
        withdraw(`The download of “${fileName}” was given up.`)
        taken.promise.then(
          (response) => response.destroy(),
          () => {},
        )
      },
    }
  }

  /** Answers a request for a download; false when the address offers none (any more). */
  serve(path: string, response: ServerResponse): boolean {
    if (!path.startsWith(PREFIX)) return false
    const id = path.slice(PREFIX.length)
    const offer = this.#offers.get(id)
    if (!offer) return false
    this.#offers.delete(id)
    response.writeHead(200, {
      'Content-Type': offer.contentType,
      'Content-Disposition': contentDisposition(offer.fileName),
      'Cache-Control': 'no-store',
    })
    response.flushHeaders()
    offer.taken.resolve(response)
    return true
  }
}

async function writeTo(response: ServerResponse, bytes: Uint8Array, fileName: string) {
  if (response.destroyed) throw brokenOff(fileName)
  if (response.write(bytes)) return
  const done = new AbortController()
  const { signal } = done
  try {
    const isClosed = await Promise.race([
      once(response, 'drain', { signal }).then(() => false),
      once(response, 'close', { signal }).then(() => true),
    ])
    if (isClosed) throw brokenOff(fileName)
  } finally {
    done.abort()
  }
}

async function endOf(response: ServerResponse, fileName: string) {
  response.end()
  await finished(response).catch(() => {
    throw brokenOff(fileName)
  })
}

const brokenOff = (fileName: string) =>
  new WorkbenchError('aborted', `The browser broke off the download of “${fileName}”.`)

/** A plain name for old readers, and the whole name in UTF-8 (RFC 6266, RFC 8187). */
export function contentDisposition(fileName: string): string {
  const plain = fileName.replaceAll(/[^\x20-\x7e]|["\\%/]/g, '_')
  const encoded = encodeURIComponent(fileName).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
