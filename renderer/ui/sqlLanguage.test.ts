import { expect, test } from 'vitest'
import { NUMBER } from './sqlLanguage.ts'

// As Monarch does: at the place it has reached, without regard to case.
const whole = new RegExp(`^(?:${NUMBER.source})$`, 'iu')
const first = new RegExp(`^(?:${NUMBER.source})`, 'iu')

test.each(['0', '12', '1_000', '1.5', '2.', '.5', '1e10', '2.5E-3', '0xFF'])(
  '%s is a number',
  (text) => expect(text).toMatch(whole),
)

test.each(['8f2c', '12a', '7days', '0xFG'])('%s is a word', (text) =>
  expect(text).not.toMatch(first),
)
