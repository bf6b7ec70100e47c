import { expect, test } from 'vitest'
import { decideActive } from './decideActive.ts'
import { down, server, writable } from './testing/serverStates.ts'

const settings = { failBackAfterMs: 10_000 }

test('the primary takes the writes as soon as it is known', () => {
  const servers = [server('primary', 'primary', writable), server('b', 'standby')]
  expect(decideActive(servers, null, settings, 0)).toMatchObject({
    active: 'primary',
    kind: 'writes-resumed',
  })
  expect(decideActive(servers, 'primary', settings, 0).kind).toBe('kept')
})

test('a standby that takes writes follows a primary that is away, a backup only after it', () => {
  const servers = [
    server('primary', 'primary', down),
    server('far', 'backup', writable),
    server('b', 'standby', writable),
  ]
  expect(decideActive(servers, 'primary', settings, 0)).toEqual({
    active: 'b',
    kind: 'failed-over',
    reason: '“primary”: refused',
  })
})

test('while only standbys answer nobody takes writes, and that is said once', () => {
  const servers = [server('primary', 'primary', down), server('b', 'standby')]
  expect(decideActive(servers, 'primary', settings, 0)).toMatchObject({
    active: null,
    kind: 'writes-stopped',
  })
  expect(decideActive(servers, null, settings, 0).kind).toBe('kept')
})

test('a server that came back takes the writes back only after a while', () => {
  const back = (sinceMs: number) => [
    server('primary', 'primary', { ...writable, sinceMs }),
    server('far', 'backup', writable),
  ]
  expect(decideActive(back(0), 'far', settings, 9_999)).toEqual({
    active: 'far',
    kind: 'kept',
    reason: '“primary” is back for 9999 of 10000 ms',
  })
  expect(decideActive(back(0), 'far', settings, 10_000)).toMatchObject({
    active: 'primary',
    kind: 'failed-back',
  })
})

test('one that is behind takes none, however wanted', () => {
  const servers = [
    server('primary', 'primary', { ...writable, health: 'behind' }),
    server('b', 'standby', writable),
  ]
  expect(decideActive(servers, 'b', settings, 60_000).active).toBe('b')
})
