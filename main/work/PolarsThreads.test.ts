import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import type { PolarsThread } from './PolarsThread.ts'
import { PolarsThreads } from './PolarsThreads.ts'

const modulePath = fileURLToPath(new URL('./polarsWorker.ts', import.meta.url))

const { signal } = new AbortController()

let threads = new PolarsThreads({ modulePath })
afterEach(async () => {
  await threads.shutdown()
  threads = new PolarsThreads({ modulePath })
})

const plan = { frameId: 'none', firstRow: 0, columns: [], types: [], parts: [] }
const load = (thread: PolarsThread) => thread.ask({ kind: 'load', plan })

test('a thread is kept for the next piece of work', async () => {
  const used: PolarsThread[] = []
  for (let round = 0; round < 2; round++)
    await threads.use({ signal }, async (thread) => {
      used.push(thread)
      expect(await load(thread)).toEqual({ kind: 'done' })
    })
  expect(used[0]).toBe(used[1])
})

test('where all are at work the next waits, and of idle ones the preferred is lent', async () => {
  const finish: (() => void)[] = []
  const used: PolarsThread[] = []
  const hold = (thread: PolarsThread) => {
    used.push(thread)
    return new Promise<void>((resolve) => finish.push(resolve))
  }
  const both = [threads.use({ signal }, hold), threads.use({ signal }, hold)]
  const third = threads.use({ signal }, hold)
  await Promise.resolve()
  expect(used).toHaveLength(2)
  finish[0]!()
  await expect.poll(() => used.length).toBe(3)
  expect(used[2]).toBe(used[0])
  for (const each of finish) each()
  await Promise.all([...both, third])
  for (const wanted of [used[0]!, used[1]!, used[0]!])
    await threads.use({ signal, prefers: (thread) => thread === wanted }, async (thread) => {
      expect(thread).toBe(wanted)
    })
})

test('an abort rejects at once, and asks nothing more of the thread', async () => {
  const controller = new AbortController()
  let later: Promise<unknown> | undefined
  const work = threads.use({ signal: controller.signal }, async (thread) => {
    later = load(thread).then(() => load(thread))
    later.catch(() => {})
    controller.abort()
    await later
  })
  await expect(work).rejects.toMatchObject({ code: 'aborted' })
  await expect(later).rejects.toMatchObject({ code: 'aborted' })
  await expect(
    threads.use({ signal: controller.signal }, async () => 'never'),
  ).rejects.toMatchObject({ code: 'aborted' })
  expect(await threads.use({ signal }, load)).toEqual({ kind: 'done' })
})

test('a question the thread cannot answer is told, and the thread is of further use', async () => {
  await threads.use({ signal }, async (thread) => {
    await expect(thread.ask({ kind: 'sift', frameId: 'none', isLast: true })).rejects.toMatchObject(
      {
        code: 'internal',
      },
    )
    expect(await load(thread)).toEqual({ kind: 'done' })
  })
})

test('a thread that ends in the middle tells so, and another takes its place', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-threads-'))
  const path = join(folder, 'dies.mjs')
  writeFileSync(
    path,
    `import { parentPort } from 'node:worker_threads'
     parentPort.on('message', () => process.exit(3))`,
  )
  const dying = new PolarsThreads({ modulePath: path })
  for (let round = 0; round < 2; round++)
    await expect(dying.use({ signal }, load)).rejects.toMatchObject({
      code: 'process-died',
      message: expect.stringContaining('exit code 3'),
    })
  await dying.shutdown()
  rmSync(folder, { recursive: true, force: true })
})

test('at the end what is under way rejects, and nothing more is begun', async () => {
  const work = threads.use({ signal }, async (thread) => {
    const answer = load(thread)
    void threads.shutdown()
    return answer
  })
  await expect(work).rejects.toMatchObject({ code: 'aborted' })
  await expect(threads.use({ signal }, load)).rejects.toMatchObject({ code: 'aborted' })
})
