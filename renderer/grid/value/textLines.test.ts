import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineAt, textLines } from './textLines.ts'

function linesOf(text: string, width: number | null = null): string[] {
  const work = textLines(text, width)
  for (;;) {
    const step = work.next()
    if (!step.done) continue
    return Array.from(step.value.starts, (_, index) => lineAt(step.value, index))
  }
}

test('lines end at line feeds, with or without a carriage return', () => {
  expect(linesOf('a\nb\r\n\nc\n')).toEqual(['a', 'b', '', 'c', ''])
  expect(linesOf('')).toEqual([''])
})

test('long lines are wrapped, no character in two', () => {
  expect(linesOf('abcdef\ngh', 4)).toEqual(['abcd', 'ef', 'gh'])
  expect(linesOf('abc😀d', 4)).toEqual(['abc', '😀d'])
})

test('the lines together are the text, whatever the width', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 9 }), (text, width) => {
      const plain = text.replaceAll('\r', '')
      expect(linesOf(plain, width).join('')).toBe(plain.replaceAll('\n', ''))
    }),
  )
})

test('a line of megabytes is cut even without wrapping', () => {
  expect(linesOf('x'.repeat(10_000))[0]).toHaveLength(4_096)
})
