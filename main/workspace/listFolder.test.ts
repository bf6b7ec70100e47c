import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listFolder } from './listFolder.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-list-'))
  mkdirSync(join(folder, 'inner'))
  for (const name of ['b 10.db', 'b 2.db', '.hidden']) writeFileSync(join(folder, name), 'abc')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('folders come first, names count as people do, hidden ones are left out', async () => {
  const { path, parent, entries, isCut } = await listFolder(folder)
  expect([path, parent, isCut]).toEqual([folder, dirname(folder), false])
  expect(entries.map(({ name, isFolder, sizeBytes }) => [name, isFolder, sizeBytes])).toEqual([
    ['inner', true, null],
    ['b 2.db', false, 3],
    ['b 10.db', false, 3],
  ])
})

test('of a file, and of what is half typed, the folder is listed', async () => {
  expect((await listFolder(join(folder, 'b 2.db'))).path).toBe(folder)
  expect((await listFolder(join(folder, 'nothing', 'yet'))).path).toBe(folder)
})

test('nothing asked for is the home folder, and ~ stands for it', async () => {
  expect((await listFolder(' ')).path).toBe(homedir())
  expect((await listFolder('~')).path).toBe(homedir())
})

test('the outermost folder has none around it', async () => {
  expect((await listFolder('/')).parent).toBeNull()
})
