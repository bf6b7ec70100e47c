import { app } from './app.ts'

type Handler = (request: Request) => Response | Promise<Response>

const handlers = new Map<string, Handler>()
const privileged = new Set<string>()

export const protocol = {
  registerSchemesAsPrivileged(schemes: readonly { scheme: string }[]): void {
    if (app.isReady()) throw new Error('Schemes are registered before the app is ready.')
    for (const { scheme } of schemes) privileged.add(scheme)
  },
  handle(scheme: string, handler: Handler): void {
    if (!privileged.has(scheme)) throw new Error(`${scheme} has no privileges.`)
    handlers.set(scheme, handler)
  },
}

/** What main answers for an address; null: no scheme of its own. */
export async function answer(url: string): Promise<Response | null> {
  const handler = handlers.get(new URL(url).protocol.slice(0, -1))
  return handler ? handler(new Request(url)) : null
}
