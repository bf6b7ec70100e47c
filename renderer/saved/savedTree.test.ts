import { expect, test } from 'vitest'
import type { SavedItem } from '../../contract/saved.ts'
import { foldersFor, savedRows } from './savedTree.ts'

const folder = (id: string, parentId: string | null = null): SavedItem => ({
  ...{ id, parentId, name: id, kind: 'folder', text: '', profileId: null },
})
const query = (id: string, parentId: string | null = null): SavedItem => ({
  ...{ id, parentId, name: id, kind: 'query', text: `select '${id}'`, profileId: null },
})
const items = [
  query('aaa'),
  folder('reports'),
  folder('daily', 'reports'),
  query('sales', 'daily'),
  query('stock', 'reports'),
]
const lines = (search = '', isClosed: (id: string) => boolean = () => false) =>
  savedRows(items, isClosed, search).map(({ item, depth }) => `${depth}${item.id}`)

test('folders stand before queries, each with what is in it below', () => {
  expect(lines()).toEqual(['0reports', '1daily', '2sales', '1stock', '0aaa'])
  expect(savedRows(items, () => false)[0]?.count).toBe(2)
})

test('a closed folder hides what is in it', () => {
  expect(lines('', (id) => id === 'reports')).toEqual(['0reports', '0aaa'])
})

test('a search finds names and text, and opens the folders on the way', () => {
  expect(lines("'sales", () => true)).toEqual(['0reports', '1daily', '2sales'])
  expect(lines('DAILY')).toEqual(['0reports', '1daily', '2sales'])
  expect(lines('nothing')).toEqual([])
})

test('a folder can be moved anywhere but into itself', () => {
  expect(foldersFor(items, null).map(({ path }) => path)).toEqual(['reports', 'reports / daily'])
  expect(foldersFor(items, items[1]!)).toEqual([])
})
