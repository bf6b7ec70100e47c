import { expect, test } from 'vitest'
import type { ServerStatus } from '../../contract/routing.ts'
import { faceOf } from './connectionFace.ts'

const server = (name: string, health: ServerStatus['health'], isActive = false): ServerStatus => ({
  poolId: name,
  name,
  role: 'standby',
  health,
  isWritable: null,
  isActive,
  takesReads: false,
  lagMs: null,
  reason: '',
  sinceMs: 0,
})
const kindOf = (isReadOnly: boolean, ...servers: ServerStatus[]) =>
  faceOf('unreachable', { isReadOnly, servers }).kind

test('without a pool and without servers to choose from, nothing is connected', () => {
  expect(faceOf('closed', null).kind).toBe('closed')
})

test('a connection with several servers is as its servers are together', () => {
  const away = server('primary', 'down')
  expect(kindOf(false, server('primary', 'up', true), server('second', 'down'))).toBe('running')
  expect(kindOf(true, away, server('second', 'up'))).toBe('read-only')
  expect(kindOf(false, away, server('second', 'down'))).toBe('unreachable')
  expect(kindOf(false, server('primary', 'unknown'))).toBe('closed')
  expect(
    faceOf('unreachable', { isReadOnly: false, servers: [away, server('b', 'up', true)] }),
  ).toEqual({
    kind: 'stands-in',
    server: 'b',
  })
})
