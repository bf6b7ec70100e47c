import { expect, test } from 'vitest'
import { decideRoute, type RouteFacts, type Wish } from './decideRoute.ts'
import { down, server, writable } from './testing/serverStates.ts'

const facts = (changes: Partial<RouteFacts> = {}): RouteFacts => ({
  mode: 'load-balanced',
  servers: [
    server('primary', 'primary', writable),
    server('a', 'replica'),
    server('b', 'standby'),
    server('far', 'backup'),
  ],
  active: 'primary',
  sinceWriteMs: null,
  readYourWritesMs: 5_000,
  turn: 0,
  tried: new Set(),
  ...changes,
})
const serverFor = (wish: Wish, changes?: Partial<RouteFacts>) =>
  decideRoute(wish, facts(changes)).server
const read: Wish = { intent: 'read' }
const write: Wish = { intent: 'write' }

test('replicas take turns in reading, and the primary writes', () => {
  const turns = [0, 1, 2, 3].map((turn) => serverFor(read, { turn }))
  expect(turns).toEqual(['a', 'b', 'a', 'b'])
  expect(serverFor(write)).toBe('primary')
  expect(serverFor({ intent: 'catalog' })).toBe('primary')
})

test('with an active server and standbys, reads too go to the active one', () => {
  expect(serverFor(read, { mode: 'active-standby' })).toBe('primary')
})

test('after a write reads follow it for a while', () => {
  expect(decideRoute(read, facts({ sinceWriteMs: 4_999 }))).toEqual({
    server: 'primary',
    reason: 'a write ran 4999 ms ago, and reads must see it',
  })
  expect(serverFor(read, { sinceWriteMs: 5_000 })).toBe('a')
  expect(serverFor(read, { sinceWriteMs: 0, readYourWritesMs: 0 })).toBe('a')
})

test('a comment overrides both', () => {
  expect(serverFor({ intent: 'read', hint: 'primary' })).toBe('primary')
  expect(serverFor({ intent: 'read', hint: 'replica' }, { sinceWriteMs: 0 })).toBe('a')
  expect(serverFor({ intent: 'read', hint: 'replica' }, { mode: 'active-standby' })).toBe('a')
})

test('a replica that is away, behind or did not answer just now is passed over', () => {
  const servers = [
    server('primary', 'primary', writable),
    server('a', 'replica', down),
    server('b', 'replica'),
    server('c', 'replica', { health: 'behind' }),
  ]
  expect([0, 1].map((turn) => serverFor(read, { servers, turn }))).toEqual(['b', 'b'])
  expect(serverFor(read, { servers, tried: new Set(['b']) })).toBe('primary')
})

test('while nobody takes writes, reads go on and writes are refused', () => {
  const servers = [server('primary', 'primary', down), server('b', 'standby')]
  expect(decideRoute(write, facts({ servers, active: null }))).toEqual({
    server: null,
    reason: 'no server takes writes now; “b” answers, for reading only',
  })
  for (const mode of ['active-standby', 'load-balanced'] as const)
    for (const intent of ['read', 'catalog'] as const)
      expect(serverFor({ intent }, { servers, mode, active: null })).toBe('b')
})

test('where nobody is known to answer each is tried once, the profile’s own first', () => {
  const servers = [server('primary', 'primary', down), server('b', 'standby', down)]
  const away = { servers, active: null }
  expect(serverFor(write, away)).toBe('primary')
  expect(serverFor(write, { ...away, tried: new Set(['primary']) })).toBe('b')
  expect(serverFor(write, { ...away, tried: new Set(['primary', 'b']) })).toBeNull()
})
