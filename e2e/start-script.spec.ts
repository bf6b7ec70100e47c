import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createServer, type AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { temporaryFolder } from './support/sluice.ts'
import { until } from './support/until.ts'

const READY = /^Sluice is ready: (http:\/\/127\.0\.0\.1:(\d+)\/\S*)$/

type Run = {
  child: ChildProcess
  stdout: string[]
  stderr: string[]
  ended: Promise<number | null>
}

const groups: number[] = []

// What a failed test left running.
afterEach(() => {
  for (const group of groups.splice(0)) {
    try {
      process.kill(-group, 'SIGKILL')
    } catch {
      // It has ended, as it should.
    }
  }
})

/** As a user types it; in a process group of its own, as a terminal gives it. */
function npm(args: string[], environment: Record<string, string> = {}): Run {
  const child = spawn('npm', args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    // What the test runner was started with is not what a user has.
    env: { ...process.env, NODE_OPTIONS: '', VITEST: '', ...environment },
  })
  groups.push(child.pid!)
  const stdout: string[] = []
  const stderr: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => stdout.push(line))
  createInterface({ input: child.stderr }).on('line', (line) => stderr.push(line))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, stdout, stderr, ended }
}

async function start(
  folder: string,
  ...flags: string[]
): Promise<Run & { port: number; url: string }> {
  const run = npm(['start', '--', '--browser', '--no-open', '--data-dir', folder, ...flags])
  const match = await until(
    'ready',
    () => Promise.resolve(run.stdout.map((line) => READY.exec(line)).find(Boolean) ?? null),
    (found) => found !== null || run.child.exitCode !== null,
    { timeoutMs: 60_000 },
  )
  if (!match) throw new Error(`It ended early: ${run.stderr.join('\n')}`)
  return { ...run, url: match[1]!, port: Number(match[2]) }
}

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    ({ status }) => status === 401,
    () => false,
  )
}

function isGroupThere(group: number): boolean {
  try {
    return process.kill(-group, 0)
  } catch {
    return false
  }
}

/** The files that SQLite keeps only while a database is open. */
const openFiles = async (folder: string) =>
  (await readdir(folder)).filter((name) => /-(wal|shm|journal)$|\.part/.test(name))

test('a start with everything in place installs and builds nothing, and says one line', async () => {
  await using folder = await temporaryFolder()
  const sluice = await start(folder.path)
  expect(sluice.stdout.filter((line) => READY.test(line))).toHaveLength(1)
  expect(sluice.stderr.join('\n')).not.toMatch(/Installing|Building/)
  expect(await answers(sluice.port)).toBe(true)

  sluice.child.kill('SIGTERM')
  await sluice.ended
  await until(
    'gone',
    () => answers(sluice.port),
    (isThere) => !isThere,
  )
  await until(
    'closed',
    () => openFiles(folder.path),
    (names) => names.length === 0,
  )
})

test('Ctrl-C in the terminal ends every process of it', async () => {
  await using folder = await temporaryFolder()
  const sluice = await start(folder.path)
  process.kill(-sluice.child.pid!, 'SIGINT')
  await sluice.ended
  await until(
    'closed',
    () => openFiles(folder.path),
    (names) => names.length === 0,
  )
  // npm may be gone a moment before the last of those it started.
  await until(
    'ended',
    () => Promise.resolve(isGroupThere(sluice.child.pid!)),
    (isThere) => !isThere,
  )
})

test('killing npm outright leaves no program behind', async () => {
  await using folder = await temporaryFolder()
  const sluice = await start(folder.path)
  sluice.child.kill('SIGKILL')
  await until(
    'gone',
    () => answers(sluice.port),
    (isThere) => !isThere,
  )
  await until(
    'closed',
    () => openFiles(folder.path),
    (names) => names.length === 0,
  )
})

test('under an older Node it runs itself again under the one that installed', async () => {
  await using folder = await temporaryFolder()
  const asOld = "data:text/javascript,Object.defineProperty(process,'version',{value:'v20.1.0'})"
  const child = spawn(
    process.execPath,
    ['--import', asOld, 'scripts/start.mjs', '--browser', '--no-open', '--data-dir', folder.path],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = new Promise((resolve) => child.once('close', resolve))
  for await (const line of createInterface({ input: child.stdout })) {
    if (READY.test(line)) break
  }
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(await openFiles(folder.path)).toEqual([])
})

test('a port is taken when asked for, and one in use is said so', async () => {
  await using folder = await temporaryFolder()
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  const refused = npm([
    'start',
    '--',
    '--browser',
    '--no-open',
    '--data-dir',
    folder.path,
    '--port',
    `${port}`,
  ])
  expect(await refused.ended).toBe(1)
  expect(refused.stderr.join('\n')).toContain(`Port ${port} on 127.0.0.1 is in use`)
  expect(refused.stdout.join('\n')).not.toContain('ready')

  await new Promise((resolve) => other.close(resolve))
  const sluice = await start(folder.path, '--port', String(port))
  expect(sluice.port).toBe(port)
  sluice.child.kill('SIGTERM')
  await sluice.ended
})

test('an unknown flag shows the usage, with exit code 2', async () => {
  const { ended, stderr } = npm(['start', '--', '--nonsense'])
  expect(await ended).toBe(2)
  expect(stderr.join('\n')).toContain("Unknown option '--nonsense'")
  expect(stderr.join('\n')).toContain('Usage: npm start')
})

test('the command line writes nothing but its answer', async () => {
  await using folder = await temporaryFolder()
  const database = join(folder.path, 'sample.db')
  const sluice = await start(folder.path)
  await until(
    'the sample is written',
    () => Promise.resolve(existsSync(database)),
    (isThere) => isThere,
  )
  const query = npm([
    'run',
    '--silent',
    'sluice',
    '--',
    'query',
    '--url',
    `sqlite:${database}`,
    '--sql',
    'select 1 as one',
  ])
  expect(await query.ended).toBe(0)
  expect(query.stdout).toEqual(['one', '1'])
  sluice.child.kill('SIGTERM')
  await sluice.ended
})
