import { expect, test } from 'vitest'
import { splitMarks } from './splitMarks.ts'

const shown = (text: string, ...words: string[]) =>
  splitMarks(text, words)
    .map(({ part, isMarked }) => (isMarked ? `[${part}]` : part))
    .join('')

test('what was searched for is marked wherever it stands, in its own case', () => {
  expect(shown('Payment_id, last_payment', 'payment')).toBe('[Payment]_id, last_[payment]')
  expect(shown('first_name', 'first', 'name')).toBe('[first]_[name]')
  expect(shown('orders', 'sales.ord')).toBe('[ord]ers')
  expect(shown('orders', 'x')).toBe('orders')
  expect(shown('ab', 'a', 'ab')).toBe('[ab]')
})
