import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hexDump, prettyJson, SHOWN_BYTES, shownAs, viewsOf } from './valueView.ts'

test('JSON is set out as JSON.stringify would, for any value', () => {
  const value = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()))
  fc.assert(
    fc.property(value, (json) => {
      // -0 is the one number that JSON text does not bring back.
      const plain: unknown = JSON.parse(JSON.stringify(json))
      expect(prettyJson(JSON.stringify(plain))).toBe(JSON.stringify(plain, null, 2))
    }),
  )
})

test('JSON keeps digits that a double cannot hold, and members of the same name', () => {
  expect(prettyJson('{"a":10010513897886659123,"a":1.10}')).toBe(
    '{\n  "a": 10010513897886659123,\n  "a": 1.10\n}',
  )
})

test('text that is no JSON object or array is left alone', () => {
  for (const text of ['12', '"x"', 'plain', '{broken', '']) expect(prettyJson(text)).toBeNull()
})

test('bytes are shown sixteen a line with offset and characters', () => {
  const bytes = new TextEncoder().encode('Sluice shows\n17+')
  expect(hexDump(new Uint8Array([...bytes, 0xff]))).toBe(
    '00000000  53 6c 75 69 63 65 20 73  68 6f 77 73 0a 31 37 2b  Sluice shows·17+\n' +
      '00000010  ff                                                ·',
  )
})

const whole = (sizeBytes: number) => ({ sizeBytes, loadedBytes: sizeBytes })
const text = (value: string, size = whole(value.length)) =>
  ({ kind: 'text', text: value, ...size }) as const
const binary = (bytes: Uint8Array, size = whole(bytes.length)) =>
  ({ kind: 'binary', bytes, ...size }) as const

test('a value is offered in the views that fit it, the best first', () => {
  expect(viewsOf(text('plain'))).toEqual(['text', 'hex'])
  expect(viewsOf(text('{"a":1}'))).toEqual(['json', 'text', 'hex'])
  expect(viewsOf(binary(new Uint8Array([0xff, 0])))).toEqual(['hex'])
  expect(viewsOf(binary(new TextEncoder().encode('text in a blob')))).toEqual(['hex', 'text'])
  expect(viewsOf({ kind: 'null' })).toEqual([])
})

test('a value is shown in the view that was chosen', () => {
  expect(shownAs(text('[1]'), 'json').text).toBe('[\n  1\n]')
  expect(shownAs(text('[1]'), 'text').text).toBe('[1]')
  expect(shownAs(text('A'), 'hex').text).toMatch(/^00000000 {2}41 .*A$/)
})

test('what is too long to show is cut, and says how much is shown', () => {
  const beginning = { sizeBytes: 52_428_800, loadedBytes: 3 }
  const cut = { isCut: true, shownBytes: 3 }
  expect(shownAs(binary(new Uint8Array(3), beginning), 'hex')).toMatchObject(cut)
  expect(shownAs(binary(new Uint8Array(100_000)), 'hex')).toMatchObject({
    isCut: true,
    shownBytes: 65_536,
  })
  expect(shownAs(text('xyz', beginning), 'text')).toEqual({ text: 'xyz', ...cut })
  expect(shownAs(text('short'), 'text')).toEqual({ text: 'short', isCut: false, shownBytes: 5 })
})

test('the beginning of a value is no JSON, and may end within a character', () => {
  const beginning = { sizeBytes: 100, loadedBytes: 4 }
  expect(viewsOf(text('[12]', beginning))).toEqual(['text', 'hex'])
  const bytes = new TextEncoder().encode('ab€').slice(0, 4)
  expect(viewsOf(binary(bytes, beginning))).toEqual(['hex', 'text'])
  expect(shownAs(binary(bytes, beginning), 'text').text).toBe('ab')
  expect(viewsOf(binary(bytes))).toEqual(['hex'])
})

test('JSON that would grow without end when set out is cut', () => {
  const depth = 100_000
  const shown = shownAs(text('['.repeat(depth) + ']'.repeat(depth)), 'json')
  expect(shown.isCut).toBe(true)
  expect(shown.text).toHaveLength(SHOWN_BYTES)
})
