import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SavedItem } from '../../contract/saved.ts'
import { openAppDatabase, type AppDatabase } from '../storage/AppDatabase.ts'
import { SavedQueryStore } from './SavedQueryStore.ts'
import { SnippetStore } from './SnippetStore.ts'

let folder: string
let appDatabase: AppDatabase

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-saved-'))
  appDatabase = openAppDatabase({ dataDir: folder, wallClockMs: () => 0 })
})
afterEach(() => {
  appDatabase.close()
  rmSync(folder, { recursive: true, force: true })
})

const item = (id: string, kind: SavedItem['kind'], parentId: string | null = null): SavedItem => ({
  ...{ id, kind, parentId, name: id, profileId: null },
  text: kind === 'query' ? 'select 😀' : '',
})

describe('saved queries', () => {
  test('come back by name, are changed by id, and tell of it', () => {
    const saved = new SavedQueryStore(appDatabase.database)
    let changes = 0
    saved.onChanged(() => changes++)
    saved.save(item('b', 'query'))
    saved.save(item('A', 'query'))
    saved.save({ ...item('b', 'query'), text: 'select 2' })
    expect(saved.list()).toEqual([item('A', 'query'), { ...item('b', 'query'), text: 'select 2' }])
    expect(changes).toBe(3)
  })

  test('a folder goes with all that stands in it, and nothing else', () => {
    const saved = new SavedQueryStore(appDatabase.database)
    const all = [
      item('outer', 'folder'),
      item('inner', 'folder', 'outer'),
      item('deep', 'query', 'inner'),
      item('other', 'query'),
    ]
    for (const each of all) saved.save(each)
    saved.delete('outer')
    expect(saved.list().map(({ id }) => id)).toEqual(['other'])
  })

  test('a folder is not moved into itself, nor anything into what is no folder', () => {
    const saved = new SavedQueryStore(appDatabase.database)
    saved.save(item('outer', 'folder'))
    saved.save(item('inner', 'folder', 'outer'))
    saved.save(item('query', 'query'))
    expect(() => saved.save(item('outer', 'folder', 'inner'))).toThrow('into itself')
    expect(() => saved.save(item('other', 'query', 'query'))).toThrow('no longer there')
    expect(saved.list().find(({ id }) => id === 'outer')?.parentId).toBe(null)
  })
})

test('snippets come back as they were saved', () => {
  const snippets = new SnippetStore(appDatabase.database)
  const snippet = { id: 's', prefix: 'top', name: 'Top', text: 'limit ${1:10}', driverId: null }
  snippets.save(snippet)
  snippets.save({ ...snippet, driverId: 'sqlite' })
  expect(new SnippetStore(appDatabase.database).list()).toEqual([
    { ...snippet, driverId: 'sqlite' },
  ])
  snippets.delete('s')
  expect(snippets.list()).toEqual([])
})
