import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { listRendererFiles, type RendererFile } from '../rendererFiles.ts'

type Encoding = 'br' | 'gzip' | 'identity'

const COMPRESSIBLE = /^(text\/|application\/json|image\/svg|application\/wasm)/

const compressBrotli = promisify(brotliCompress)
const compressGzip = promisify(gzip)

/** Serves the built window. Each file is read and compressed once and then kept. */
export class StaticFiles {
  readonly #files: ReadonlyMap<string, RendererFile>
  readonly #bodies = new Map<string, Promise<Buffer>>()

  constructor(folder: string) {
    this.#files = listRendererFiles(folder)
  }

  /** False when there is no such file. */
  async serve(path: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const file = this.#files.get(path)
    if (!file) return false
    const encoding = chooseEncoding(file, request.headers['accept-encoding'])
    const body = await this.#body(file, encoding)
    response.writeHead(200, {
      'Content-Type': file.contentType,
      'Content-Length': body.length,
      'Cache-Control': file.isImmutable ? 'private, max-age=31536000, immutable' : 'no-cache',
      Vary: 'Accept-Encoding',
      ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
    })
    response.end(request.method === 'HEAD' ? undefined : body)
    return true
  }

  #body(file: RendererFile, encoding: Encoding): Promise<Buffer> {
    const key = `${encoding} ${file.path}`
    let body = this.#bodies.get(key)
    if (!body) {
      body = readFile(file.path).then((bytes) => compress(bytes, encoding))
      this.#bodies.set(key, body)
    }
    return body
  }
}

function chooseEncoding(file: RendererFile, accepted: unknown): Encoding {
  if (typeof accepted !== 'string' || !COMPRESSIBLE.test(file.contentType)) return 'identity'
  const offered = new Set(accepted.split(',').map((entry) => entry.split(';')[0]!.trim()))
  return offered.has('br') ? 'br' : offered.has('gzip') ? 'gzip' : 'identity'
}

/** Quality 4: on the way through a tunnel it counts, on the same machine it must not cost. */
async function compress(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'br')
    return compressBrotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
  return encoding === 'gzip' ? compressGzip(bytes) : bytes
}
