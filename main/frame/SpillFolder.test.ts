import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FrameStore } from './FrameStore.ts'
import { SpillFolder } from './SpillFolder.ts'

let parent: string

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'sluice-spill-'))
})
afterEach(() => rm(parent, { recursive: true, force: true }))

/** Starts a process that spills a result and then waits, as a run that is about to crash. */
async function startSpillingProcess() {
  const script = `
    import { FrameStore } from ${JSON.stringify(join(import.meta.dirname, 'FrameStore.ts'))}
    import { batchOf, columnsOf } from ${JSON.stringify(join(import.meta.dirname, 'testing', 'batchOf.ts'))}
    const types = [{ kind: 'text' }]
    const store = new FrameStore({ spillDirectory: ${JSON.stringify(parent)}, memoryBudgetBytes: 0 })
    const result = store.open({ resultId: 'r', columns: columnsOf(types), clientId: 'c' })
    await result.write(batchOf(types, [['z'.repeat(9_000_000)]]))
    process.stdout.write('spilled')
    setInterval(() => {}, 1_000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  await once(child.stdout, 'data')
  return child
}

test('a run that crashed is cleaned up after by the next, a living one is left alone', async () => {
  const child = await startSpillingProcess()
  const beside = new FrameStore({ spillDirectory: parent })
  await beside.cleaned
  expect(await readdir(parent)).toHaveLength(1)

  child.kill('SIGKILL')
  await once(child, 'exit')
  const next = new FrameStore({ spillDirectory: parent })
  await next.cleaned
  expect(await readdir(parent)).toEqual([])
})

test('removes folders of our own pid and of pids from before the machine started', async () => {
  await mkdir(join(parent, `${process.pid}-1700000000000-abcdef`))
  await mkdir(join(parent, '1-1000-abcdef'))
  await mkdir(join(parent, 'not of a run'))
  await writeFile(join(parent, 'a file'), '')

  await new SpillFolder(parent).removeLeftovers()

  expect((await readdir(parent)).sort()).toEqual(['a file', 'not of a run'])
})

test('a folder that is not there yet is no leftover to fail on', async () => {
  const missing = join(parent, 'deep', 'down')
  await new SpillFolder(missing).removeLeftovers()
  const folder = new SpillFolder(missing)
  const file = await folder.createFile()
  expect(await file.append([Uint8Array.of(1, 2), Uint8Array.of(3)])).toEqual({
    offset: 0,
    length: 3,
  })
  expect(await file.read({ offset: 1, length: 2 })).toEqual(Uint8Array.of(2, 3))
  await file.remove()
  await folder.remove()
  expect(await readdir(missing)).toEqual([])
})

test('a place where no folder can be made fails with its path', async () => {
  const path = join(parent, 'taken')
  await writeFile(path, '')
  await expect(new SpillFolder(path).createFile()).rejects.toMatchObject({
    code: 'file-failed',
    details: { path },
  })
})

test('a file that was cut short fails instead of giving other rows', async () => {
  const folder = new SpillFolder(parent)
  const file = await folder.createFile()
  await file.append([Uint8Array.of(1, 2, 3)])
  await expect(file.read({ offset: 2, length: 5 })).rejects.toMatchObject({ code: 'file-failed' })
  await file.remove()
  await folder.remove()
})
