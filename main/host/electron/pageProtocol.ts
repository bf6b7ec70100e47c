import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { contentSecurityPolicy } from '../contentSecurityPolicy.ts'
import { listRendererFiles } from '../rendererFiles.ts'

const SCHEME = 'sluice'
const HOST = 'app'
export const PAGE_URL = `${SCHEME}://${HOST}/`

/** A scheme of our own gives the page an origin that no file and no web site shares. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

/** Serves the built window under the scheme, with its policy. */
export function servePage(rendererFolder: string): void {
  const files = listRendererFiles(rendererFolder)
  protocol.handle(SCHEME, async (request) => {
    const { host, pathname } = new URL(request.url)
    const file = host === HOST ? files.get(pathname) : undefined
    if (!file) return new Response('There is nothing here.', { status: 404 })
    return new Response(new Uint8Array(await readFile(file.path)), {
      headers: {
        'Content-Type': file.contentType,
        'Content-Security-Policy': contentSecurityPolicy(),
        'X-Content-Type-Options': 'nosniff',
      },
    })
  })
}

/** Whether an address is of our page, as an event's sender tells it. */
export function isPageUrl(url: string): boolean {
  return url.startsWith(PAGE_URL)
}
