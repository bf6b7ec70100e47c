import { expect, test } from 'vitest'
import type { BrowseNode } from './explorer.ts'
import { joinPages } from './joinPages.ts'

const folder = (label: string, count: number | null): BrowseNode => ({
  path: [label],
  label,
  icon: 'folder',
  detail: '',
  count,
  hasChildren: true,
  canOpen: false,
})

test('the next part of a level follows, and what comes again is counted together', () => {
  const first = { nodes: [folder('a', 2), folder('b', 1)], nextCursor: '5' }
  const next = { nodes: [folder('c', 4), folder('a', 3)], nextCursor: null }
  expect(joinPages(null, first)).toBe(first)
  expect(joinPages(first, next)).toEqual({
    nodes: [folder('a', 5), folder('b', 1), folder('c', 4)],
    nextCursor: null,
  })
})
