import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

export const HOST = '127.0.0.1'
const START_ATTEMPTS = 3

/** Whether a program can be started; on the machines that build, a missing one is an error. */
export function hasProgram(name: string): boolean {
  const isFound = spawnSync('sh', ['-c', `command -v ${name}`]).status === 0
  if (!isFound && process.env['CI'] === 'true') throw new Error(`${name} is not on the PATH`)
  if (!isFound) process.stderr.write(`skipped: ${name} not found\n`)
  return isFound
}

/** A server of the machine's own programs, with a folder of its own. */
export type ServerProcess = {
  readonly process: ChildProcess
  readonly folder: string
  stop(): Promise<void>
}

export type ServerProgram = {
  readonly name: string
  /** Writes what the server needs into the folder, and gives its arguments. */
  prepare(folder: string): Promise<readonly string[]>
  /** Resolves once the server answers; called until it does. */
  probe(): Promise<void>
}

/** Starts a server and waits until it answers. */
export async function startServerProcess(program: ServerProgram): Promise<ServerProcess> {
  const folder = await mkdtemp(join(tmpdir(), `sluice-${basename(program.name)}-`))
  const child = spawn(program.name, await program.prepare(folder), {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => log.push(piece.toString()))
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async () => {
    child.kill('SIGKILL')
    await exited
    await rm(folder, { recursive: true, force: true })
  }
  for (let attempt = 0; attempt < 300; attempt++) {
    if (child.exitCode !== null) break
    try {
      await program.probe()
      return { process: child, folder, stop }
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  await stop()
  throw new Error(`${program.name} did not start: ${log.join('').slice(-2_000)}`)
}

/** Between finding a free port and listening on it, another process may take it: tries again then. */
export async function onFreePorts<T>(
  count: number,
  start: (ports: readonly number[]) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(await findFreePorts(count))
    } catch (error) {
      if (attempt === START_ATTEMPTS) throw error
    }
  }
}

async function findFreePorts(count: number): Promise<number[]> {
  const probes = Array.from({ length: count }, () => createServer())
  const ports = await Promise.all(
    probes.map(
      (probe) =>
        new Promise<number>((resolve, reject) => {
          probe.once('error', reject)
          probe.listen(0, HOST, () => resolve((probe.address() as AddressInfo).port))
        }),
    ),
  )
  await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))))
  return ports
}
