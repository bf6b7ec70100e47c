import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm, statfs } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { toWireError, WorkbenchError } from '../../../contract/errors.ts'

export const UPLOAD_PATH = '/upload'

/** Left free on the disk, for everything else that runs there. */
const SPARED_BYTES = 256 * 1024 * 1024
const LARGEST_BYTES = 64 * 1024 * 1024 * 1024

/** Files that a browser sends up to be imported, each in a private folder until it is discarded. */
export class Uploads {
  readonly #folder: string
  readonly #largestBytes: number

  /** `folder` is made when it is needed, and emptied by `clear`. */
  constructor({ folder, largestBytes = LARGEST_BYTES }: { folder: string; largestBytes?: number }) {
    this.#folder = folder
    this.#largestBytes = largestBytes
  }

  /** Takes the body of a request, and answers with the path it has from then on, as JSON. */
  async take(fileName: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = join(this.#folder, randomBytes(12).toString('hex'), safeName(fileName))
    try {
      const sizeBytes = Number(request.headers['content-length'] ?? NaN)
      await mkdir(join(path, '..'), { recursive: true, mode: 0o700 })
      await this.#checkRoom(sizeBytes, fileName)
      await pipeline(
        request,
        this.#bounded(fileName),
        createWriteStream(path, { flags: 'wx', mode: 0o600 }),
      )
      send(response, 200, { path })
    } catch (error) {
      await this.discard(path)
      if (!response.destroyed)
        send(response, 400, { error: toWireError(uploadError(error, fileName)) })
    }
  }

  /** Removes a file that was taken; any other path stays as it is. */
  async discard(path: string): Promise<void> {
    const folder = join(path, '..')
    if (join(folder, '..') !== this.#folder) return
    await rm(folder, { recursive: true, force: true })
  }

  /** What a crash left behind. */
  async clear(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true })
  }

  async #checkRoom(sizeBytes: number, fileName: string): Promise<void> {
    if (sizeBytes > this.#largestBytes) throw tooLarge(fileName, this.#largestBytes)
    const { bavail, bsize } = await statfs(this.#folder)
    if (sizeBytes + SPARED_BYTES > bavail * bsize)
      throw new WorkbenchError(
        'disk-full',
        `There is no room for the ${sizeBytes} bytes of “${fileName}”. Free some space and send it again.`,
      )
  }

  #bounded(fileName: string) {
    const limit = this.#largestBytes
    return async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      let takenBytes = 0
      for await (const chunk of chunks) {
        takenBytes += chunk.byteLength
        if (takenBytes > limit) throw tooLarge(fileName, limit)
        yield chunk
      }
    }
  }
}

/** The name tells the format; nothing else of what the browser says becomes a path. */
const safeName = (fileName: string): string =>
  basename(fileName)
    .replaceAll(/[^\p{L}\p{N}._ -]/gu, '_')
    .replace(/^\.+/, '')
    .slice(-120) || 'file'

const tooLarge = (fileName: string, limitBytes: number): WorkbenchError =>
  new WorkbenchError(
    'invalid-request',
    `“${fileName}” has more than ${limitBytes} bytes, which is the most that is taken.`,
    { details: { limitBytes } },
  )

function uploadError(error: unknown, fileName: string): WorkbenchError {
  if (error instanceof WorkbenchError) return error
  const { code, message } = error as NodeJS.ErrnoException
  return new WorkbenchError(
    code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'file-failed',
    `“${fileName}” could not be taken: ${message}. Send it again.`,
    { cause: error },
  )
}

function send(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
  })
  response.end(text)
}
