import { expect, test } from 'vitest'
import { histogramBars } from './histogramBars.ts'

const buckets = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ fromMs: index, toMs: index + 1, count: index }))

test('few buckets stand in the middle of a range wide enough to see them as bars', () => {
  const bars = histogramBars([{ fromMs: 8, toMs: 11.3, count: 2 }])
  expect(bars).toHaveLength(16)
  expect(bars.findIndex(({ count }) => count === 2)).toBe(8)
  expect(bars[8]).toMatchObject({ label: '8.0 ms – 11 ms' })
  expect(bars[0]!.from).toBe('0.50 ms')
  expect(bars.at(-1)!.to).toBe('128 ms')
})

test('nothing is drawn below what can be measured', () => {
  const bars = histogramBars([{ fromMs: 0, toMs: 0.064, count: 1 }])
  expect(bars[0]).toMatchObject({ from: '0 ms', count: 1 })
  expect(bars).toHaveLength(16)
})

test('many are put together, and none is lost', () => {
  const bars = histogramBars(buckets(100))
  expect(bars).toHaveLength(25)
  expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(4_950)
  expect(bars.at(-1)?.to).toBe('100 ms')
})
