import { expect, test } from 'vitest'
import { copyTitle, freeTitle, lastPosition, neighbourOf, stepFrom } from './tabList.ts'

const tab = (title: string, position = 0) => ({
  id: title,
  title,
  profileId: null,
  position,
  savedId: null,
})

test('a new tab takes the smallest free number', () => {
  const titleOf = (number: number) => `Query ${number}`
  expect(freeTitle([], titleOf)).toBe('Query 1')
  expect(freeTitle([tab('Query 1'), tab('orders'), tab('Query 3')], titleOf)).toBe('Query 2')
})

test('a copy is numbered from two on, a copy of a copy too', () => {
  const titleOf = (title: string, number: number) => `${title} (${number})`
  expect(copyTitle([tab('Query 4')], 'Query 4', titleOf)).toBe('Query 4 (2)')
  const both = [tab('Query 4'), tab('Query 4 (2)')]
  expect(copyTitle(both, 'Query 4', titleOf)).toBe('Query 4 (3)')
  expect(copyTitle(both, 'Query 4 (2)', titleOf)).toBe('Query 4 (3)')
})

test('when a tab closes its right neighbour comes forward, else its left', () => {
  expect(neighbourOf(['a', 'b', 'c'], 'b')).toBe('c')
  expect(neighbourOf(['a', 'b', 'c'], 'c')).toBe('b')
  expect(neighbourOf(['a'], 'a')).toBeNull()
})

test('stepping goes around the ends', () => {
  expect(stepFrom(['a', 'b', 'c'], 'c', 1)).toBe('a')
  expect(stepFrom(['a', 'b', 'c'], 'a', -1)).toBe('c')
  expect(stepFrom([], null, 1)).toBeNull()
})

test('a new tab stands behind all others', () => {
  expect(lastPosition([])).toBe(1)
  expect(lastPosition([tab('a', 7), tab('b', 2)])).toBe(8)
})
