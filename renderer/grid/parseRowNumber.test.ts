import { expect, test } from 'vitest'
import { parseRowNumber } from './parseRowNumber.ts'

test.each([
  ['1', 1],
  ['1,204', 1_204],
  [' 1 000 000 ', 1_000_000],
  ['-1', 1_000_000],
  ['50%', 500_000],
  ['0%', 1],
  ['0', null],
  ['1000001', null],
  ['-1000001', null],
  ['200%', null],
  ['ten', null],
  ['', null],
])('“%s” of a million rows', (typed, row) => expect(parseRowNumber(typed, 1_000_000)).toBe(row))
