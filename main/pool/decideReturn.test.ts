import { expect, test } from 'vitest'
import { poolSettingsSchema } from '../../contract/pools.ts'
import type { SessionState } from '../drivers/driver.ts'
import { decideRetirement, retirementDueAtMs } from './decideRetirement.ts'
import { decideReturn } from './decideReturn.ts'
import { needsValidation, pingLimitMs } from './decideValidation.ts'
import { FakeConnection } from './testing/FakeConnection.ts'
import { FakeServer } from './testing/FakeServer.ts'
import { FakeClock } from '../testing/fakeClock.ts'
import type { PooledConnection } from './PooledConnection.ts'

const MINUTE_MS = 60_000
const settings = poolSettingsSchema.parse({
  min: 1,
  max: 3,
  idleTimeoutMs: 5 * MINUTE_MS,
  maxLifetimeMs: 100 * MINUTE_MS,
})
const facts = { nowMs: 10 * MINUTE_MS, settings, target: 1, total: 2, room: 1 }

const connection: PooledConnection = {
  id: 1,
  connection: new FakeConnection(new FakeServer(new FakeClock()), 1),
  openedAtMs: 0,
  jitter: 0,
  state: 'leased',
  idleSinceMs: facts.nowMs,
  aliveAtMs: facts.nowMs,
  lease: null,
  isSuspect: false,
  evictReason: null,
  isLost: false,
  isBeingReplaced: false,
}

test.each<[SessionState, string]>([
  ['clean', 'keep'],
  ['dirty', 'reset'],
  ['in-transaction', 'reset'],
  ['lost', 'discard'],
])('a session that comes back %s: %s', (session, action) => {
  expect(decideReturn(connection, session, { ...facts, isDraining: false }).action).toBe(action)
})

test('what is lost is discarded, and what is to go is closed without a reset', () => {
  const running = { ...facts, isDraining: false }
  const decide = (changes: Partial<PooledConnection>, session: SessionState = 'dirty') =>
    decideReturn({ ...connection, ...changes }, session, running).action
  expect(decide({ isLost: true }, 'clean')).toBe('discard')
  expect(decide({ evictReason: 'evicted' })).toBe('close')
  expect(decideReturn(connection, 'dirty', { ...running, isDraining: true }).action).toBe('close')
  expect(decideReturn(connection, 'dirty', { ...running, total: 4 }).action).toBe('close')
})

test('idle connections above the minimum go when idle for too long', () => {
  const idle = { ...connection, idleSinceMs: 5 * MINUTE_MS }
  expect(decideRetirement(idle, facts)).toEqual({
    action: 'close',
    reason: 'idle for 300 s, min 1',
  })
  expect(decideRetirement(idle, { ...facts, nowMs: facts.nowMs - 1 })).toBeNull()
  expect(decideRetirement(idle, { ...facts, total: 1 })).toBeNull()
  const forEver = { ...settings, idleTimeoutMs: 0 }
  expect(decideRetirement(idle, { ...facts, settings: forEver })).toBeNull()
})

test('a lifetime ends 2.5 to 10 % early, at the minimum with a replacement first', () => {
  const atMinute = (minute: number, jitter: number, changes = {}) =>
    decideRetirement(
      { ...connection, idleSinceMs: minute * MINUTE_MS, jitter },
      { ...facts, nowMs: minute * MINUTE_MS, ...changes },
    )?.action
  expect([atMinute(97, 0), atMinute(97.5, 0)]).toEqual([undefined, 'close'])
  expect([atMinute(89, 1), atMinute(90.001, 1)]).toEqual([undefined, 'close'])
  expect(atMinute(98, 0, { total: 1 })).toBe('replace')
  expect(atMinute(98, 0, { total: 1, room: 0 })).toBe('close')
  expect(atMinute(100, 0, { total: 1 })).toBe('close')
})

test('is looked at again when the first of its times is over', () => {
  const due = (changes: Partial<typeof facts>) =>
    retirementDueAtMs(connection, { ...facts, ...changes }) / MINUTE_MS
  expect(due({})).toBe(15)
  expect(due({ total: 1 })).toBe(97.5)
  expect(due({ total: 1, nowMs: 98 * MINUTE_MS })).toBe(100)
  expect(due({ total: 1, settings: { ...settings, maxLifetimeMs: 0 } })).toBe(Infinity)
})

test('a ping is due after the idle time or on suspicion, and leaves time to connect', () => {
  const validate = (isSuspect: boolean, idleMs: number) =>
    needsValidation({ isSuspect, aliveAtMs: 1_000 }, 1_000 + idleMs, 500)
  expect([validate(false, 500), validate(false, 501), validate(true, 0)]).toEqual([
    false,
    true,
    true,
  ])
  expect([pingLimitMs(1_000), pingLimitMs(30_000)]).toEqual([500, 3_000])
})
