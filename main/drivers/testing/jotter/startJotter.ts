import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export type JotterServer = { readonly url: string; stop(): Promise<void> }

/** A Jotter of its own for a test, in a process of its own, with nothing in it. */
export async function startJotter(password: string): Promise<JotterServer> {
  const path = fileURLToPath(new URL('server.ts', import.meta.url))
  const child = spawn(process.execPath, [path, password], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const failed = exited.then(([code]) => Promise.reject(new Error(`Jotter ended with ${code}`)))
  failed.catch(() => {})
  const [port] = (await Promise.race([once(child.stdout, 'data'), failed])) as [Buffer]
  return {
    url: `jotter://:${encodeURIComponent(password)}@127.0.0.1:${port.toString().trim()}`,
    async stop() {
      child.kill()
      await exited
    },
  }
}
