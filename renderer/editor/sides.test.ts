import { expect, test } from 'vitest'
import { idsBySide, settleSides } from './sides.ts'

const ids = ['a', 'b', 'c']

test('each side has its tabs in their order', () => {
  expect(idsBySide({ rightIds: ['c', 'a'] }, ids)).toEqual({ left: ['b'], right: ['a', 'c'] })
})

test('the tab that was worked in stays in front of its side', () => {
  const sides = { rightIds: ['c'], otherId: null }
  expect(settleSides(sides, { ids, activeId: 'c', before: 'b' }).otherId).toBe('b')
  expect(settleSides({ ...sides, otherId: 'c' }, { ids, activeId: 'a', before: 'b' })).toEqual({
    rightIds: ['c'],
    otherId: 'c',
  })
})

test('a side whose front closed shows another of its tabs', () => {
  const sides = { rightIds: ['b', 'c'], otherId: 'c' }
  expect(settleSides(sides, { ids: ['a', 'b'], activeId: 'a', before: 'a' }).otherId).toBe('b')
})

test('an empty side is none', () => {
  const sides = { rightIds: ['c'], otherId: 'c' }
  const none = { rightIds: [], otherId: null }
  expect(settleSides(sides, { ids: ['a', 'b'], activeId: 'a', before: 'a' })).toEqual(none)
  expect(settleSides(sides, { ids: ['c'], activeId: 'c', before: 'a' })).toEqual(none)
})
