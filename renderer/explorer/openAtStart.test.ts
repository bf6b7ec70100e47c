import { expect, test } from 'vitest'
import { openAtStart } from './openAtStart.ts'

test('a reload shows what the window showed, and a new start opens no connection', () => {
  const kept = ['a', 'a/schema/shop', 'b/group/main/tables']
  expect([...openAtStart(new Set(['a', 'a/schema/x']), kept)]).toEqual(['a', 'a/schema/x'])
  expect([...openAtStart(new Set(), kept)]).toEqual([])
  expect([...openAtStart(null, kept)]).toEqual(['a/schema/shop', 'b/group/main/tables'])
})
