import { expect, test } from 'vitest'
import { isTakenByEnter } from './enterInPopup.ts'

test('Enter takes what goes on the typed word, whatever its case', () => {
  expect(isTakenByEnter({ typed: 'cust', label: 'customer', index: 0 })).toBe(true)
  expect(isTakenByEnter({ typed: 'CUST', label: 'customer', index: 0 })).toBe(true)
  expect(isTakenByEnter({ typed: '"Full', label: 'Full Name', index: 0 })).toBe(true)
  expect(isTakenByEnter({ typed: '', label: 'customer', index: 0 })).toBe(true)
})

test('Enter ends the line behind a finished word, and where nothing begins with it', () => {
  expect(isTakenByEnter({ typed: 'customer', label: 'customer', index: 0 })).toBe(false)
  expect(isTakenByEnter({ typed: 'Select', label: 'SELECT', index: 0 })).toBe(false)
  expect(isTakenByEnter({ typed: 'total', label: 'pg_total_relation_size', index: 0 })).toBe(false)
})

test('Enter ends the line where a name of one’s own may stand, until the arrow keys chose', () => {
  const word = { typed: 'c', label: 'cross join', isOffered: false }
  expect(isTakenByEnter({ ...word, index: 0 })).toBe(false)
  expect(isTakenByEnter({ ...word, index: 1 })).toBe(true)
})
