import { expect, test } from 'vitest'
import { historyMetrics, type HistoryPoint } from '../../contract/poolHistory.ts'
import { chartPoints, mergePoints, withPoint } from './samples.ts'

const figures = (active: number, queryP50Ms: number | null) =>
  historyMetrics.map((metric) =>
    metric === 'active' ? active : metric === 'queryP50Ms' ? queryP50Ms : 0,
  )

const point = (atMs: number, active = 0, queryP50Ms: number | null = null): HistoryPoint => ({
  atMs,
  least: figures(active, queryP50Ms),
  mean: figures(active, queryP50Ms),
  most: figures(active, queryP50Ms),
})

const second = { stepMs: 1_000, metrics: ['active'], line: 'mean' } as const

test('a point heard twice, or late, is not added', () => {
  const points = [point(1_000), point(2_000)]
  expect(withPoint(points, point(2_000), 60_000)).toBe(points)
  expect(withPoint(points, point(1_500), 60_000)).toBe(points)
  const added = withPoint(points, point(3_000), 60_000)
  expect(added.map(({ atMs }) => atMs)).toEqual([1_000, 2_000, 3_000])
})

test('points too old to be drawn are let go', () => {
  const kept = withPoint([point(0), point(5_000)], point(61_000), 60_000)
  expect(kept.map(({ atMs }) => atMs)).toEqual([5_000, 61_000])
})

test('history and live points do not overlap', () => {
  const merged = mergePoints([point(1), point(2), point(3)], [point(3), point(4)])
  expect(merged.map(({ atMs }) => atMs)).toEqual([1, 2, 3, 4])
})

test('all points of the span are drawn while they are few', () => {
  const points = [point(1_000, 1), point(2_500, 2), point(9_000, 9)]
  const drawn = chartPoints(points, { ...second, fromMs: 2_100, toMs: 4_500, mostPoints: 100 })
  expect(drawn).toEqual([{ atMs: 2_500, values: [2], ranges: [[2, 2]] }])
})

test('several drawn as one have their mean, and the range they were in', () => {
  const points = [point(1_000, 1), point(2_000, 7), point(3_000, 1), point(4_000, 3)]
  const drawn = chartPoints(points, { ...second, fromMs: 0, toMs: 8_000, mostPoints: 2 })
  expect(drawn).toEqual([
    { atMs: 3_000, values: [3], ranges: [[1, 7]] },
    { atMs: 4_000, values: [3], ranges: [[3, 3]] },
  ])
})

test('a line of the highest keeps the peaks of a long step', () => {
  const step = { ...point(60_000, 2), most: figures(9, null) }
  const options = { fromMs: 0, toMs: 120_000, mostPoints: 10, stepMs: 60_000 }
  const drawn = chartPoints([step], { ...options, metrics: ['active', 'queryP50Ms'], line: 'most' })
  expect(drawn).toEqual([{ atMs: 60_000, values: [9, null] }])
})

test('missing time is a gap, and a missing value is not zero', () => {
  const points = [point(1_000, 1, 5), point(10_000, 2, null)]
  const drawn = chartPoints(points, {
    ...second,
    fromMs: 0,
    toMs: 20_000,
    mostPoints: 100,
    metrics: ['active', 'queryP50Ms'],
  })
  expect(drawn.map(({ values }) => values)).toEqual([
    [1, 5],
    [null, null],
    [2, null],
  ])
})

test('what is a gap depends on the length of the steps', () => {
  const points = [point(0), point(10_000), point(40_000)]
  const drawn = chartPoints(points, {
    ...second,
    stepMs: 10_000,
    fromMs: 0,
    toMs: 60_000,
    mostPoints: 100,
  })
  expect(drawn.map(({ values }) => values[0])).toEqual([0, 0, null, 0])
})
