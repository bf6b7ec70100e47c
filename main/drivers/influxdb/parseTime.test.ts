import { expect, test } from 'vitest'
import { parseTime } from './parseTime.ts'

test('times keep their nanoseconds', () => {
  expect(parseTime('1970-01-01T00:00:00Z')).toBe(0n)
  expect(parseTime('2023-11-14T22:13:20.123456789Z')).toBe(1_700_000_000_123_456_789n)
  expect(parseTime('2023-11-14T22:13:20.5')).toBe(1_700_000_000_500_000_000n)
  expect(parseTime('2023-11-15T00:13:20+02:00')).toBe(1_700_000_000_000_000_000n)
  expect(parseTime('1969-12-31T23:59:59.999999999Z')).toBe(-1n)
  expect(parseTime('2023-11-14')).toBe(1_699_920_000_000_000_000n)
  expect(parseTime('yesterday')).toBe(null)
})
