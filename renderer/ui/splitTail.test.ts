import { expect, test } from 'vitest'
import { splitTail } from './splitTail.ts'

test('a long text is split ten characters before its end', () => {
  expect(splitTail('shop:customer:4711:basket:items')).toEqual([
    'shop:customer:4711:ba',
    'sket:items',
  ])
})

test('a short text stays in one piece', () => {
  expect(splitTail('orders')).toEqual(['orders', ''])
  expect(splitTail('')).toEqual(['', ''])
})

test('a character of several code points is not broken', () => {
  const family = '👨‍👩‍👧‍👦'
  expect(splitTail(`a text before ${family.repeat(10)}`)).toEqual([
    'a text before ',
    family.repeat(10),
  ])
  expect(splitTail(family.repeat(2))).toEqual([family.repeat(2), ''])
})
