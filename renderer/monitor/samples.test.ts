import { expect, test } from 'vitest'
import type { PoolSample } from '../../contract/pools.ts'
import { chartPoints, LONGEST_SPAN_MS, mergeSamples, withSample } from './samples.ts'

const sample = (atMs: number, active = 0, queryP50Ms: number | null = null): PoolSample => ({
  atMs,
  total: active,
  active,
  idle: 0,
  waiting: 0,
  queriesPerSecond: 0,
  errorRatio: 0,
  acquireP95Ms: null,
  queryP50Ms,
  queryP95Ms: null,
  queryP99Ms: null,
})

const active = ({ active: value }: PoolSample) => [value]

test('a sample heard twice, or late, is not added', () => {
  const samples = [sample(1_000), sample(2_000)]
  expect(withSample(samples, sample(2_000))).toBe(samples)
  expect(withSample(samples, sample(1_500))).toBe(samples)
  expect(withSample(samples, sample(3_000)).map(({ atMs }) => atMs)).toEqual([1_000, 2_000, 3_000])
})

test('samples too old to be drawn are let go', () => {
  const samples = [sample(0), sample(5_000)]
  const kept = withSample(samples, sample(LONGEST_SPAN_MS + 1_000))
  expect(kept.map(({ atMs }) => atMs)).toEqual([5_000, LONGEST_SPAN_MS + 1_000])
})

test('history and live samples do not overlap', () => {
  const merged = mergeSamples([sample(1), sample(2), sample(3)], [sample(3), sample(4)])
  expect(merged.map(({ atMs }) => atMs)).toEqual([1, 2, 3, 4])
})

test('all samples of the span are points while they are few', () => {
  const samples = [sample(1_000, 1), sample(2_000, 2), sample(9_000, 9)]
  const points = chartPoints(samples, { fromMs: 1_500, toMs: 4_500, mostPoints: 100, read: active })
  expect(points).toEqual([{ atMs: 2_000, values: [2] }])
})

test('a point that stands for several samples shows the highest', () => {
  const samples = [sample(1_000, 1), sample(2_000, 7), sample(3_000, 2), sample(4_000, 3)]
  const points = chartPoints(samples, { fromMs: 0, toMs: 8_000, mostPoints: 2, read: active })
  expect(points.map(({ values }) => values)).toEqual([[7], [3]])
})

test('missing time is a gap, and a missing value is not zero', () => {
  const samples = [sample(1_000, 1, 5), sample(10_000, 2, null)]
  const points = chartPoints(samples, {
    fromMs: 0,
    toMs: 20_000,
    mostPoints: 100,
    read: ({ active: value, queryP50Ms }) => [value, queryP50Ms],
  })
  expect(points.map(({ values }) => values)).toEqual([
    [1, 5],
    [null, null],
    [2, null],
  ])
})
