/** The TDS server of the tests in a process of its own, so that clients do not share its time. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { startTdsServer } from '../main/testing/tds/startTdsServer.ts'

if (process.argv[2] === 'serve') {
  const server = await startTdsServer()
  process.send!(server.url)
  process.once('disconnect', () => void server.stop())
}

export async function startTdsServerProcess(): Promise<{ url: string; stop: () => void }> {
  const child = spawn(process.execPath, [import.meta.filename, 'serve'], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const [url] = (await once(child, 'message')) as [string]
  return { url, stop: () => child.disconnect() }
}
