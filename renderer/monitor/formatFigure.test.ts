import { expect, test } from 'vitest'
import { formatAge, formatLatency, formatPercent, formatRate } from './formatFigure.ts'

test('latencies keep the digits that matter', () => {
  expect([0.418, 4.22, 17.6, 999.6, 61_000, 120_000].map(formatLatency)).toEqual([
    '0.42 ms',
    '4.2 ms',
    '18 ms',
    '1.0 s',
    '61.0 s',
    '120 s',
  ])
})

test('a small share is not shown as none, a large one not as all', () => {
  expect([0, 0.0004, 0.004, 0.6, 0.9995, 1].map(formatPercent)).toEqual([
    '0 %',
    '<0.1 %',
    '0.4 %',
    '60 %',
    '>99.9 %',
    '100 %',
  ])
})

test('rates and ages grow coarser as they grow', () => {
  expect([0, 0.42, 12.4, 27_300].map(formatRate)).toEqual(['0', '0.4', '12', '27,300'])
  expect([400, 42_000, 185_000, 7_800_000].map(formatAge)).toEqual([
    '0.4 s',
    '42 s',
    '3 min 5 s',
    '2 h 10 min',
  ])
})
