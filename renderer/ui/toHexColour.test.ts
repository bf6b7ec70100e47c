import { expect, test } from 'vitest'
import { toHexColour } from './toHexColour.ts'

test.each([
  ['#1C2026', '#1c2026'],
  ['#abc', '#aabbcc'],
  ['#11223344', '#11223344'],
  ['rgb(20 28 40)', '#141c28'],
  ['rgb(20 28 40 / 6%)', '#141c280f'],
  ['rgba(255, 0, 0, 0.5)', '#ff000080'],
])('%s is %s', (css, hex) => {
  expect(toHexColour(css)).toBe(hex)
})

test('refuses what is no colour', () => {
  expect(() => toHexColour('')).toThrow('Not a colour')
})
