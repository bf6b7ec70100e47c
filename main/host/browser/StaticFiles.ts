import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { listRendererFiles } from '../rendererFiles.ts'

/** Serves the built window, compressed as it was built. Each file is read once and then kept. */
export class StaticFiles {
  readonly #files: ReturnType<typeof listRendererFiles>
  readonly #bodies = new Map<string, Promise<Buffer>>()

  constructor(folder: string) {
    this.#files = listRendererFiles(folder)
  }

  /** False when there is no such file. */
  async serve(path: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const file = this.#files.get(path)
    if (!file) return false
    const isCompressed = file.brotliPath !== null && takesBrotli(request.headers['accept-encoding'])
    const body = await this.#body(isCompressed ? file.brotliPath : file.path)
    response.writeHead(200, {
      'Content-Type': file.contentType,
      'Content-Length': body.length,
      'Cache-Control': file.isImmutable ? 'private, max-age=31536000, immutable' : 'no-cache',
      Vary: 'Accept-Encoding',
      ...(isCompressed && { 'Content-Encoding': 'br' }),
    })
    response.end(request.method === 'HEAD' ? undefined : body)
    return true
  }

  #body(path: string): Promise<Buffer> {
    let body = this.#bodies.get(path)
    if (!body) {
      body = readFile(path)
      this.#bodies.set(path, body)
    }
    return body
  }
}

const takesBrotli = (accepted: unknown): boolean =>
  typeof accepted === 'string' &&
  accepted.split(',').some((entry) => entry.split(';')[0]!.trim() === 'br')
