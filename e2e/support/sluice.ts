import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const READY = /Sluice is ready: (http:\/\/127\.0\.0\.1:\d+\/\S*)/

/** A browser host of the built program, as a child of the test. */
export type Sluice = {
  /** With the one-time token: opens once. */
  readonly url: string
  readonly pid: number
  /** Ends it as a crash would, with nothing written down any more. */
  kill(): Promise<void>
  /** Ends it as a user would. Stopping twice is fine. */
  stop(): Promise<void>
} & AsyncDisposable

/** Starts the built browser host, on a free port unless told, and waits until it is ready. */
export async function startSluice({
  dataDir,
  port = 0,
  env = {},
}: {
  dataDir: string
  port?: number
  /** Beside the variables of the test's own. */
  env?: Readonly<Record<string, string>>
}): Promise<Sluice> {
  const child = spawn(
    process.execPath,
    ['out/main/index.js', 'browser', '--no-open', '--port', String(port), '--data-dir', dataDir],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, SLUICE_PASSWORD: '', ...env } },
  )
  const url = await readyUrl(child)
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await exited
  }
  const stop = () => end('SIGTERM')
  return { url, pid: child.pid!, kill: () => end('SIGKILL'), stop, [Symbol.asyncDispose]: stop }
}

function readyUrl(child: ChildProcess): Promise<string> {
  const output: string[] = []
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout!, child.stderr!]) {
      createInterface({ input: stream }).on('line', (line) => {
        output.push(line)
        const ready = READY.exec(line)
        if (ready) resolve(ready[1]!)
      })
    }
    child.once('error', reject)
    child.once('exit', (code) =>
      reject(new Error(`Sluice ended with ${code} before it was ready:\n${output.join('\n')}`)),
    )
  })
}

/** A folder of the test's own, removed when the scope ends. */
export async function temporaryFolder(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'sluice-e2e-'))
  return {
    path,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  }
}
