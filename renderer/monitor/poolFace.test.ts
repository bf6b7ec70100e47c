import { expect, test } from 'vitest'
import { poolFace } from './poolFace.ts'

const pool = {
  state: 'running',
  breaker: { state: 'closed', failureCount: 0, nextRetryAtMs: null },
  health: { state: 'healthy', reason: '' },
  waiting: 0,
  lastConnectError: null,
  total: 2,
  active: 2,
  max: 5,
} satisfies Parameters<typeof poolFace>[0]
const failed = { code: 'connect-timeout', message: 'no answer', details: {} } as const

test('who waits is told what for: for a free connection, for one that opens, or in vain', () => {
  expect(poolFace(pool)).toBe('running')
  expect(poolFace({ ...pool, waiting: 1, active: 5 })).toBe('saturated')
  expect(poolFace({ ...pool, waiting: 1 })).toBe('opening')
  expect(poolFace({ ...pool, waiting: 1, lastConnectError: failed })).toBe('blocked')
})

test('a frozen server is out of reach, however many connections are open', () => {
  const health = { state: 'down', reason: '' } as const
  expect(poolFace({ ...pool, health, lastConnectError: failed })).toBe('unreachable')
})
