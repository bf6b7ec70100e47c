import { expect, test } from 'vitest'
import type { PoolStats } from '../../contract/pools.ts'
import { PoolHistory } from './PoolHistory.ts'

test('keeps one sample a second for an hour, oldest first', () => {
  const { history, tell } = historyFedByHand()
  for (let second = 1; second <= 4_000; second++) tell([statsOf('orders', second * 1_000)])

  const samples = history.samples('orders')

  expect(samples).toHaveLength(3_600)
  expect(samples[0]!.atMs).toBe(401_000)
  expect(samples.at(-1)!.atMs).toBe(4_000_000)
  expect(history.samples('orders', 3_999_000).map(({ atMs }) => atMs)).toEqual([4_000_000])
})

test('takes percentiles from the figures, and null where nothing happened', () => {
  const { history, tell } = historyFedByHand()
  const latency = { count: 4, p50Ms: 1, p95Ms: 2, p99Ms: 3, maxMs: 4 }
  tell([{ ...statsOf('orders', 1_000), waiting: 7, queryLatency: latency }])

  expect(history.samples('orders')).toEqual([
    {
      atMs: 1_000,
      total: 2,
      active: 1,
      idle: 1,
      waiting: 7,
      queriesPerSecond: 0,
      errorRatio: 0,
      acquireP95Ms: null,
      queryP50Ms: 1,
      queryP95Ms: 2,
      queryP99Ms: 3,
    },
  ])
})

test('passes over figures told between two seconds, and forgets a pool that closed', () => {
  const { history, tell } = historyFedByHand()
  tell([statsOf('orders', 1_000)])
  tell([statsOf('orders', 1_020), statsOf('books', 1_020)])
  expect(history.samples('orders')).toHaveLength(1)

  tell([statsOf('books', 2_020)])

  expect(history.samples('orders')).toEqual([])
  expect(history.samples('books')).toHaveLength(2)
})

test('goes on when the system’s clock was set back', () => {
  const { history, tell } = historyFedByHand()
  tell([statsOf('orders', 100_000)])
  tell([statsOf('orders', 40_000)])
  tell([statsOf('orders', 41_000)])
  expect(history.samples('orders').map(({ atMs }) => atMs)).toEqual([100_000, 40_000, 41_000])
})

test('hears and answers nothing once closed', () => {
  const { history, tell, listenerCount } = historyFedByHand()
  tell([statsOf('orders', 1_000)])
  history.close()
  expect(listenerCount()).toBe(0)
  expect(history.samples('orders')).toEqual([])
})

function historyFedByHand() {
  const listeners = new Set<(stats: PoolStats[]) => void>()
  const history = new PoolHistory((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  })
  const tell = (stats: PoolStats[]) => {
    for (const listener of listeners) listener(stats)
  }
  return { history, tell, listenerCount: () => listeners.size }
}

function statsOf(poolId: string, atMs: number): PoolStats {
  return {
    poolId,
    name: poolId,
    driverId: 'fake',
    atMs,
    state: 'running',
    total: 2,
    active: 1,
    idle: 1,
    creating: 0,
    waiting: 0,
    min: 0,
    max: 5,
    target: 0,
    health: { state: 'healthy', reason: '2 open' },
    breaker: { state: 'closed', failureCount: 0, nextRetryAtMs: null },
    utilisationRatio: 0.2,
    queriesPerSecond: 0,
    queryCount: 0,
    errorCount: 0,
    timeoutCount: 0,
    acquireCount: 0,
    errorsByCode: {},
    errorRatio: 0,
    acquireWait: null,
    queryLatency: null,
    leaseHeld: null,
    connecting: null,
    lastConnectError: null,
    createdAtMs: 0,
    lastUsedAtMs: null,
  }
}
