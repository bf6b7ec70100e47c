import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withLock } from './setupLock.mjs'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-lock-'))
  file = join(folder, 'out/setup.lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('works one after the other, and leaves no file', async () => {
  const events: string[] = []
  const work = (name: string) => async () => {
    events.push(`${name} starts`)
    await new Promise((resolve) => setTimeout(resolve, 20))
    events.push(`${name} ends`)
  }
  const onWaiting = () => events.push('b waits')
  await Promise.all([withLock(file, work('a')), withLock(file, work('b'), { onWaiting })])
  expect(events).toEqual(['a starts', 'b waits', 'a ends', 'b starts', 'b ends'])
  expect(existsSync(file)).toBe(false)
})

test('a failure frees the lock', async () => {
  await expect(withLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(existsSync(file)).toBe(false)
})

test('the lock of a process that was killed does not keep the next one out', async () => {
  await withLock(file, () => Promise.resolve())
  // No process has a number this large.
  writeFileSync(file, '999999999')
  await expect(withLock(file, () => Promise.resolve('done'))).resolves.toBe('done')
})
