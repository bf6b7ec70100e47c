import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PoolMetrics } from './PoolMetrics.ts'
import { SlidingCounter } from './SlidingCounter.ts'

test('gives queries a second over ten seconds and the error ratio over a minute', () => {
  const metrics = new PoolMetrics()
  for (let second = 0; second < 50; second++)
    for (let count = 0; count < 4; count++)
      metrics.recordStatement(second * 1_000, 2, second < 25 && count === 0 ? 'server-error' : null)

  const figures = metrics.figures(49_999)

  expect(figures.queriesPerSecond).toBe(4)
  expect(figures).toMatchObject({ queryCount: 200, errorCount: 25, errorRatio: 25 / 200 })
  expect(metrics.figures(70_000).queriesPerSecond).toBe(0)
  expect(metrics.figures(90_000).errorRatio).toBe(0)
  expect(metrics.figures(1_000_000)).toMatchObject({ queryCount: 200, errorRatio: 0 })
})

test('summarises latencies of the last minute and says null when nothing happened', () => {
  const metrics = new PoolMetrics()
  expect(metrics.figures(0)).toMatchObject({ acquireWait: null, queryLatency: null })

  for (let count = 1; count <= 100; count++) metrics.recordStatement(1_000, count / 10, null)
  metrics.recordStatement(30_000, 500, null)

  const { queryLatency } = metrics.figures(31_000)
  expect(queryLatency).toMatchObject({ count: 101, maxMs: 500 })
  expect(queryLatency!.p50Ms).toBeCloseTo(5.1, 1)
  expect(metrics.figures(62_000).queryLatency).toMatchObject({ count: 1 })
  expect(metrics.figures(200_000).queryLatency).toBeNull()
})

test('counts a wait in vain among the waits', () => {
  const metrics = new PoolMetrics()
  metrics.recordAcquire(0, 0)
  metrics.recordTimeout(500, 500)
  expect(metrics.figures(500)).toMatchObject({
    timeoutCount: 1,
    acquireWait: { count: 2, maxMs: 500 },
  })
})

test('a sliding counter agrees with counting the moments within its window', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 3_000 }), { maxLength: 60 }), (pauses) => {
      const counter = new SlidingCounter({ windowMs: 10_000, slotCount: 10 })
      const turns: number[] = []
      let nowMs = 0
      for (const pause of pauses) {
        nowMs += pause
        counter.add(nowMs)
        turns.push(Math.floor(nowMs / 1_000))
        const latest = Math.floor(nowMs / 1_000)
        expect(counter.total(nowMs)).toBe(turns.filter((turn) => turn > latest - 10).length)
      }
    }),
  )
})
