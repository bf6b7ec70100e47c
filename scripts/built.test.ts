import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildWith, isBuilt } from './built.mjs'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sluice-built-'))
  mkdirSync(join(root, 'main/pool'), { recursive: true })
  writeFileSync(join(root, 'main/pool/Pool.ts'), 'export const a = 1')
  writeFileSync(join(root, 'main/pool/Pool.test.ts'), '1')
})
afterEach(() => rmSync(root, { recursive: true }))

const build = () => buildWith(root, () => Promise.resolve())

test('sources that have not changed since the build are not built again', async () => {
  expect(isBuilt(root)).toBe(false)
  await build()
  expect(isBuilt(root)).toBe(true)
  utimesSync(join(root, 'main/pool/Pool.ts'), new Date(), new Date())
  writeFileSync(join(root, 'main/pool/Pool.test.ts'), '2')
  expect(isBuilt(root)).toBe(true)
})

test.each([
  ['a file changed', () => writeFileSync(join(root, 'main/pool/Pool.ts'), 'export const a = 2')],
  ['a file came', () => writeFileSync(join(root, 'main/pool/Lease.ts'), '')],
  ['a file went', () => rmSync(join(root, 'main/pool/Pool.ts'))],
  ['the packages changed', () => writeFileSync(join(root, 'package-lock.json'), '{}')],
])('%s: the build is out of date', async (_what, change) => {
  await build()
  change()
  expect(isBuilt(root)).toBe(false)
})

test('a build that failed or was broken off counts as none', async () => {
  await build()
  const failing = buildWith(root, () => Promise.reject(new Error('broken off')))
  await expect(failing).rejects.toThrow('broken off')
  expect(isBuilt(root)).toBe(false)
})

test('a source that changed while it was built is built again', async () => {
  await buildWith(root, async () => {
    writeFileSync(join(root, 'main/pool/Pool.ts'), 'export const a = 3')
  })
  expect(isBuilt(root)).toBe(false)
})
