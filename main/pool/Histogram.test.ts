import { createHistogram } from 'node:perf_hooks'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Histogram } from './Histogram.ts'

const ratios = [0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999, 1]

test('agrees with the HDR histogram of Node within a bucket’s width, at every rank', () => {
  const reference = createHistogram({ lowest: 1, highest: 4_000_000_000, figures: 4 })
  const value = fc.oneof(
    fc.integer({ min: 1, max: 500 }),
    fc.integer({ min: 1, max: 3_600_000_000 }),
  )
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 40 }), (values) => {
      reference.reset()
      for (const recorded of values) reference.record(recorded)
      const ours = histogramOf(values)

      // At whole ranks only: between two of them Node rounds to the nearer one, ours up.
      for (let rank = 1; rank <= values.length; rank++) {
        const ratio = rank / values.length
        const expected = reference.percentile(ratio * 100)
        expect(Math.abs(ours.percentile(ratio) - expected)).toBeLessThanOrEqual(expected / 60)
      }
      expect(ours.max).toBe(Math.max(...values))
    }),
    { numRuns: 50 },
  )
})

test('merging two gives the histogram of all their values', () => {
  const values = fc.array(fc.nat({ max: 2 ** 31 - 1 }), { maxLength: 100 })
  fc.assert(
    fc.property(values, values, (some, others) => {
      const merged = histogramOf(some)
      merged.merge(histogramOf(others))
      const whole = histogramOf([...some, ...others])

      expect(merged.count).toBe(whole.count)
      expect(merged.max).toBe(whole.max)
      expect(ratios.map((ratio) => merged.percentile(ratio))).toEqual(
        ratios.map((ratio) => whole.percentile(ratio)),
      )
    }),
  )
})

test('is exact below 128', () => {
  const histogram = histogramOf(Array.from({ length: 100 }, (_, index) => index + 1))
  expect(ratios.map((ratio) => histogram.percentile(ratio))).toEqual([
    1, 25, 50, 90, 95, 99, 100, 100,
  ])
})

test('takes what is below 0 as 0 and keeps the maximum of what is too large', () => {
  const histogram = histogramOf([-5, 0, 1e12])
  expect(histogram.percentile(0.5)).toBe(0)
  expect(histogram.max).toBe(1e12)
  expect(histogram.percentile(1)).toBe(2 ** 32 - 1)
})

test('an empty or cleared one answers 0', () => {
  const histogram = histogramOf([7, 8])
  histogram.clear()
  expect([histogram.count, histogram.max, histogram.percentile(0.5)]).toEqual([0, 0, 0])
})

function histogramOf(values: readonly number[]): Histogram {
  const histogram = new Histogram()
  for (const value of values) histogram.record(value)
  return histogram
}

test('is drawn in coarse buckets without gaps, from the smallest value to the largest', () => {
  const histogram = new Histogram()
  for (const value of [3, 3, 5, 100, 1_000, 1_500]) histogram.record(value)
  const buckets = histogram.buckets(2)

  expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(6)
  expect(buckets[0]).toEqual({ from: 0, to: 32, count: 3 })
  expect(buckets.at(-1)).toEqual({ from: 1_024, to: 1_536, count: 1 })
  for (const [index, { from }] of buckets.entries())
    if (index > 0) expect(from).toBe(buckets[index - 1]!.to)
  expect(new Histogram().buckets(2)).toEqual([])
})
