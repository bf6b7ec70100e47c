import { expect, test } from 'vitest'
import { formatBytes, formatCount, formatDuration } from './formatAmounts.ts'

test.each([
  [0, '0 ms'],
  [18.4, '18 ms'],
  [999.4, '999 ms'],
  [999.9, '1.0 s'],
  [2_149, '2.1 s'],
  [59_940, '59.9 s'],
  [59_960, '1 min 0 s'],
  [72_000, '1 min 12 s'],
  [3_599_700, '1 h 0 min'],
  [7_500_000, '2 h 5 min'],
])('%d ms reads %s', (elapsedMs, expected) => {
  expect(formatDuration(elapsedMs)).toBe(expected)
})

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [1_023, '1023 bytes'],
  [1_024, '1.0 KB'],
  [1_536, '1.5 KB'],
  [150 * 1_024, '150 KB'],
  [1_048_500, '1.0 MB'],
  [52_428_800, '50.0 MB'],
])('%d bytes read %s', (sizeBytes, expected) => {
  expect(formatBytes(sizeBytes)).toBe(expected)
})

test('counts are grouped', () => {
  expect(formatCount(1_000_000)).toBe('1,000,000')
})
