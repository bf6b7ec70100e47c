import { expect, test } from 'vitest'
import { canMove, dropPart } from './dropPlace.ts'
import type { TreeNode, TreeRow } from './treeNode.ts'

const row = (id: string, node: object): TreeRow => ({
  id,
  node: node as TreeNode,
  label: id,
  detail: '',
  level: 1,
  position: 1,
  setSize: 1,
  hint: '',
  isExpanded: null,
  lines: 1,
})
const profile = row('p', { kind: 'profile' })
const other = row('q', { kind: 'profile' })
const folder = row('f', { kind: 'folder', path: 'f' })
const table = row('t', { kind: 'relation' })

test('a connection goes into a folder, or beside a connection by where it is let go', () => {
  expect(dropPart(profile, folder, 0.1)).toBe('into')
  expect(dropPart(profile, other, 0.2)).toBe('before')
  expect(dropPart(profile, other, 0.8)).toBe('after')
})

test('a folder goes into another, or to where a connection stands', () => {
  expect(dropPart(folder, row('g', { kind: 'folder', path: 'g' }), 0.9)).toBe('into')
  expect(dropPart(folder, profile, 0.9)).toBe('into')
})

test('nothing goes onto itself or among tables, and tables do not move', () => {
  expect(dropPart(profile, profile, 0.9)).toBeNull()
  expect(dropPart(profile, table, 0.9)).toBeNull()
  expect(canMove(table)).toBe(false)
})
