import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filterOf, operandText, operatorsFor } from './filterDraft.ts'

test('a list is split at commas, with quotes around values that have some', () => {
  const split = (text: string) => filterOf(0, 'in', text)
  expect(split('1, 2,3')).toMatchObject({ values: ['1', '2', '3'] })
  expect(split('"a, b", c')).toMatchObject({ values: ['a, b', 'c'] })
  expect(split('')).toMatchObject({ values: [''] })
})

test('a list that is opened again is the same list', () => {
  const lists = fc.array(fc.string({ unit: fc.constantFrom('a', '"', ',', ' ', '1') }), {
    minLength: 1,
    maxLength: 5,
  })
  fc.assert(
    fc.property(lists, (values) => {
      const filter = { column: 3, operator: 'in', values } as const
      expect(filterOf(3, 'in', operandText(filter))).toEqual(filter)
    }),
  )
})

test('a text is looked into first, a number compared, and a truth has no order', () => {
  expect(operatorsFor({ kind: 'text' })[0]).toBe('contains')
  expect(operatorsFor({ kind: 'int64' })[0]).toBe('=')
  expect(operatorsFor({ kind: 'bool' })).not.toContain('<')
})
