import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { forkProcess } from './forkProcess.ts'

const PORT = join(import.meta.dirname, '../drivers/parentPort.ts')

/** Sends back what it gets, and what it was started with. */
const ECHO = `
  import { openParentPort } from ${JSON.stringify(PORT)}
  const port = openParentPort()
  port.onMessage((message) => {
    if (message === 'exit') process.exit(7)
    if (message === 'about') port.post({ execArgv: process.execArgv, options: process.env.NODE_OPTIONS })
    else port.post(message)
  })
`

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-fork-'))
  writeFileSync(join(folder, 'echo.mts'), ECHO)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const spawn = forkProcess((name) => join(folder, `${name}.mts`))

function nextMessage(child: ReturnType<typeof spawn>): Promise<unknown> {
  return new Promise((resolve) => child.onMessage(resolve))
}

test('messages keep bigints, bytes and typed arrays', async () => {
  const child = spawn('echo')
  const message = { big: 2n ** 63n - 1n, bytes: Uint8Array.of(0, 255), reals: Float64Array.of(-0) }
  child.post(message)

  expect(await nextMessage(child)).toEqual(message)
  child.kill()
})

test('a child does not inherit what was meant for a debugger of its parent', async () => {
  vi.stubEnv('NODE_OPTIONS', '--inspect-port=0')
  const child = spawn('echo')
  vi.unstubAllEnvs()
  child.post('about')

  expect(await nextMessage(child)).toEqual({ execArgv: [], options: '' })
  child.kill()
})

test('tells how a child ended, also to those who ask late', async () => {
  const child = spawn('echo')
  const reason = new Promise((resolve) => child.onExit(resolve))
  child.post('exit')

  expect(await reason).toBe('exit code 7')
  expect(await new Promise((resolve) => child.onExit(resolve))).toBe('exit code 7')
  // Neither is an error: the child is gone, which everyone was told.
  child.post('more')
  child.kill()
})

test('kills at once', async () => {
  const child = spawn('echo')
  const reason = new Promise((resolve) => child.onExit(resolve))
  child.kill()

  expect(await reason).toBe('signal SIGKILL')
})
