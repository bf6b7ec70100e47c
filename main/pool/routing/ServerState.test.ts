import { expect, test } from 'vitest'
import { observe } from './ServerState.ts'
import { server, writable } from './testing/serverStates.ts'

const none = new Map<string, number>()
const primary = server('primary', 'primary', writable)

test('a server that stays as it was keeps its time', () => {
  const same = observe(primary, { facts: { isWritable: true, history: null } }, none, 500)
  expect(same).toBe(primary)
})

test('a server that is lost says why, and since when', () => {
  const lost = observe(primary, { failure: 'refused' }, none, 500)
  expect(lost).toMatchObject({ health: 'down', isWritable: null, reason: 'refused', sinceMs: 500 })
})

test('a server that was replaced while it was away is behind, although it takes writes', () => {
  const history = { id: 'x', step: 1 }
  const back = { facts: { isWritable: true, history } }
  expect(observe(primary, back, new Map([['x', 1]]), 9).health).toBe('up')
  expect(observe(primary, back, new Map([['x', 2]]), 9)).toMatchObject({
    health: 'behind',
    reason: expect.stringContaining('another server has taken over'),
  })
  expect(observe(primary, back, new Map([['another', 2]]), 9).health).toBe('up')
})
