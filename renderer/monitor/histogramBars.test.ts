import { expect, test } from 'vitest'
import { histogramBars } from './histogramBars.ts'

const buckets = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ fromMs: index, toMs: index + 1, count: index }))

test('few buckets are a bar each, with their range in words', () => {
  expect(histogramBars(buckets(2))).toEqual([
    { label: '0 ms – 1.0 ms', from: '0 ms', to: '1.0 ms', count: 0 },
    { label: '1.0 ms – 2.0 ms', from: '1.0 ms', to: '2.0 ms', count: 1 },
  ])
})

test('many are put together, and none is lost', () => {
  const bars = histogramBars(buckets(100))
  expect(bars).toHaveLength(25)
  expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(4_950)
  expect(bars.at(-1)?.to).toBe('100 ms')
})
