import { readdirSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'

export type RendererFile = {
  readonly path: string
  /** The same compressed, where the build made one. */
  readonly brotliPath: string | null
  readonly contentType: string
  /** Its name carries a hash of its content: it never changes. */
  readonly isImmutable: boolean
}

const BROTLI = '.br'

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/**
 * The files of the built window by their address, such as `/assets/index-B1x2.js`. Only what is
 * listed here is ever served, so no address can lead out of the folder.
 */
export function listRendererFiles(folder: string): ReadonlyMap<string, RendererFile> {
  const files = new Map<string, RendererFile>()
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  const compressed = new Set(paths.filter((path) => path.endsWith(BROTLI)))
  for (const path of paths) {
    if (compressed.has(path)) continue
    const address = `/${relative(folder, path).split(sep).join('/')}`
    files.set(address, {
      path,
      brotliPath: compressed.has(path + BROTLI) ? path + BROTLI : null,
      contentType: CONTENT_TYPES[extname(path)] ?? 'application/octet-stream',
      isImmutable: address.startsWith('/assets/'),
    })
  }
  const page = files.get('/index.html')
  if (page) files.set('/', page)
  return files
}
