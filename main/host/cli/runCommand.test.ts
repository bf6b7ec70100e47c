import { PassThrough, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { WorkbenchError } from '../../../contract/errors.ts'
import { csvOptionsSchema } from '../../../contract/exports.ts'
import { parseCommandLine } from '../commandLine.ts'
import type { ImportCommand } from '../parseImport.ts'
import { runCommand, type Session, type Terminal } from './runCommand.ts'

const QUERY = { kind: 'query', url: 'x:', script: { sql: 'select 1' }, format: 'csv' } as const
const ROWS = new TextEncoder().encode('1\n')

/** A server whose statement gives rows for as long as they are taken, or does as told. */
function fakeSession(stream?: Session['stream']): Session & { isClosed: boolean } {
  const session: Session & { isClosed: boolean } = {
    isClosed: false,
    server: { product: 'FakeSQL', version: '7' },
    ping: () => Promise.resolve(),
    describe: ({ table }) => Promise.resolve(`all of ${table}\n`),
    stream:
      stream ??
      (async ({ write }, signal) => {
        for (;;) {
          signal.throwIfAborted()
          await write(ROWS)
        }
      }),
    export: (_command, { onProgress, onMessage }) => {
      onProgress({ writtenRows: 1_000, writtenBytes: 2e6, elapsedMs: 500 })
      onMessage({ severity: 'NOTICE', text: 'take care' })
      return Promise.resolve({ writtenRows: 3_000, writtenBytes: 6e6, elapsedMs: 1_500 })
    },
    import: (_command, onProgress) => {
      const soFar = { writtenRows: 5, readBytes: 70, elapsedMs: 10 }
      onProgress({ ...soFar, rejectCount: 0, rejects: [], rejectsPath: null })
      const rejects = [{ line: 3, reason: 'It is odd.' }]
      return Promise.resolve({ ...soFar, rejectCount: 1, rejects, rejectsPath: 'r.csv' })
    },
    close: () => {
      session.isClosed = true
      return Promise.resolve()
    },
  }
  return session
}

function terminalOf(session: Session, changes: Partial<Terminal> = {}) {
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  let nowMs = 0
  const terminal: Terminal = {
    stdout,
    stderr,
    password: null,
    interrupted: new AbortController().signal,
    readScript: (path) => Promise.resolve(`text of ${path}`),
    nowMs: () => (nowMs += 2.5),
    openSession: () => Promise.resolve(session),
    ...changes,
  }
  const read = async () => {
    stdout.end()
    stderr.end()
    return { stdout: await text(stdout), stderr: await text(stderr) }
  }
  return { terminal, read }
}

test('rows go to standard output, messages of the server to standard error', async () => {
  const session = fakeSession(async ({ write, onMessage }) => {
    onMessage({ severity: 'NOTICE', text: 'take care' })
    await write(ROWS)
  })
  const { terminal, read } = terminalOf(session)
  expect(await runCommand(QUERY, terminal)).toBe(0)
  expect(await read()).toEqual({ stdout: '1\n', stderr: 'NOTICE: take care\n' })
  expect(session.isClosed).toBe(true)
})

const EXPORT = {
  kind: 'export',
  url: 'x:',
  sql: 'select 1',
  path: 'a.csv',
  format: 'csv',
  compression: 'none',
  csv: csvOptionsSchema.parse({}),
  table: 'a',
  dialect: null,
} as const

test('an export tells a terminal how far it is, on one line, and how it ended', async () => {
  const stderr = Object.assign(new PassThrough(), { isTTY: true })
  const { terminal } = terminalOf(fakeSession(), { stderr })
  expect(await runCommand(EXPORT, terminal)).toBe(0)
  stderr.end()
  expect(await text(stderr)).toBe(
    '\r\u001b[2K1,000 rows, 2.0 MB, 2,000 rows/s' +
      '\r\u001b[2KNOTICE: take care\n' +
      '\r\u001b[2K3,000 rows, 6.0 MB, 2,000 rows/s: “a.csv” in 1.5 s\n',
  )
})

test('an export tells a file nothing but messages of the server', async () => {
  const { terminal, read } = terminalOf(fakeSession())
  expect(await runCommand(EXPORT, terminal)).toBe(0)
  expect(await read()).toEqual({ stdout: '', stderr: 'NOTICE: take care\n' })
})

test('ping tells who answered and how fast', async () => {
  const { terminal, read } = terminalOf(fakeSession())
  expect(await runCommand({ kind: 'ping', url: 'x:' }, terminal)).toBe(0)
  expect((await read()).stdout).toBe('FakeSQL 7 answered in 2.5 ms.\n')
})

test('a failed statement is told on standard error, and the session is closed', async () => {
  const session = fakeSession(() =>
    Promise.reject(new WorkbenchError('syntax-error', 'near “selec”: syntax error')),
  )
  const { terminal, read } = terminalOf(session)
  expect(await runCommand(QUERY, terminal)).toBe(1)
  expect(await read()).toEqual({ stdout: '', stderr: 'near “selec”: syntax error\n' })
  expect(session.isClosed).toBe(true)
})

test('Ctrl-C stops the statement and gives the code that shells expect', async () => {
  const controller = new AbortController()
  const session = fakeSession(async (_script, signal) => {
    controller.abort()
    signal.throwIfAborted()
  })
  const { terminal, read } = terminalOf(session, { interrupted: controller.signal })
  expect(await runCommand(QUERY, terminal)).toBe(130)
  expect((await read()).stderr).toBe('')
  expect(session.isClosed).toBe(true)
})

/** Takes one piece, then fails as a pipe or a disk does. */
function failingOutput(code: string): Writable {
  let taken = 0
  return new Writable({
    highWaterMark: 1,
    write(_chunk, _encoding, done) {
      if (taken++ === 0) done()
      else done(Object.assign(new Error(`write ${code}`), { code }))
    },
  })
}

test('a reader that has gone ends it quietly', async () => {
  const session = fakeSession()
  const { terminal, read } = terminalOf(session, { stdout: failingOutput('EPIPE') })
  expect(await runCommand(QUERY, terminal)).toBe(0)
  expect((await read()).stderr).toBe('')
  expect(session.isClosed).toBe(true)
})

test('a full disk behind standard output is a failure', async () => {
  const { terminal, read } = terminalOf(fakeSession(), { stdout: failingOutput('ENOSPC') })
  expect(await runCommand(QUERY, terminal)).toBe(1)
  expect((await read()).stderr).toContain('ENOSPC')
})

test('the statement waits while nobody reads', async () => {
  let written = 0
  const session = fakeSession(async ({ write }, signal) => {
    for (; written < 1_000; written++) {
      signal.throwIfAborted()
      await write(new Uint8Array(64 * 1024))
    }
  })
  const controller = new AbortController()
  const { terminal } = terminalOf(session, { interrupted: controller.signal })
  const ending = runCommand(QUERY, terminal)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(written).toBeLessThan(10)
  controller.abort()
  expect(await ending).toBe(130)
})

test('an import tells what was kept aside', async () => {
  const { terminal, read } = terminalOf(fakeSession())
  const command = parseCommandLine(['import', 'a.csv', '--url', 'x:', '--table', 't'])
  expect(await runCommand(command as ImportCommand, terminal)).toBe(0)
  expect(await read()).toEqual({
    stdout: '',
    stderr: 'Line 3: It is odd.\n5 rows imported, 1 kept aside; they are in “r.csv”.\n',
  })
})

test('a description goes to standard output as it is', async () => {
  const { terminal, read } = terminalOf(fakeSession())
  const command = { kind: 'describe', url: 'x:', table: 'main.a', format: 'text' } as const
  expect(await runCommand(command, terminal)).toBe(0)
  expect(await read()).toEqual({ stdout: 'all of main.a\n', stderr: '' })
})

test('statements of a file are read once there is a session', async () => {
  const ran: string[] = []
  const session = fakeSession(async ({ sql }) => void ran.push(sql))
  const { terminal } = terminalOf(session)
  expect(await runCommand({ ...QUERY, script: { path: 'q.sql' } }, terminal)).toBe(0)
  expect(ran).toEqual(['text of q.sql'])
})
