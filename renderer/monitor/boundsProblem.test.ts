import { expect, test } from 'vitest'
import { text } from '../text/text.ts'
import { boundsProblem } from './boundsProblem.ts'

test.each([
  ['0', '0', '“Maximum” is “0”. Give a whole number from 1 to 1,000.'],
  ['0', 'many', '“Maximum” is “many”. Give a whole number from 1 to 1,000.'],
  ['-1', '5', '“Minimum” is “-1”. Give a whole number from 0 to 1,000.'],
  ['6', ' 5 ', '“Minimum” is 6, above “Maximum”, which is 5. Lower the one or raise the other.'],
  ['0', '5', null],
])('bounds of %s and %s: %s', (min, max, problem) => {
  expect(boundsProblem({ min, max }, text)).toBe(problem)
})
