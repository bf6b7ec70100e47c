import { expect, test } from 'vitest'
import { hexBytesALine, hexLine, imageType, textOf, viewsOf } from './valueViews.ts'

const whole = (sizeBytes: number) => ({ sizeBytes, loadedBytes: sizeBytes })
const text = (value: string, size = whole(value.length)) =>
  ({ kind: 'text', text: value, ...size }) as const
const binary = (bytes: Uint8Array, size = whole(bytes.length)) =>
  ({ kind: 'binary', bytes, ...size }) as const
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0)

test('bytes are shown sixteen a line with offset and characters', () => {
  const bytes = new TextEncoder().encode('Sluice shows\n17+')
  expect(hexLine(0, bytes)).toBe(
    '00000000  53 6c 75 69 63 65 20 73  68 6f 77 73 0a 31 37 2b  Sluice shows·17+',
  )
  expect(hexLine(16, Uint8Array.of(0xff))).toBe(
    '00000010  ff                                                ·',
  )
})

test('where sixteen bytes do not fit, a line has eight', () => {
  const bytes = new TextEncoder().encode('Sluice s')
  const line = hexLine(8, bytes, 8)
  expect(line).toBe('00000008  53 6c 75 69  63 65 20 73  Sluice s')
  expect(hexBytesALine(line.length)).toBe(8)
  expect(hexBytesALine(75)).toBe(8)
  expect(hexBytesALine(76)).toBe(16)
})

test('a value is offered in the views that fit it, the best first', () => {
  expect(viewsOf(text('plain'))).toEqual(['text', 'hex'])
  expect(viewsOf(text(' {"a":1}'))).toEqual(['json', 'text', 'hex'])
  expect(viewsOf(binary(Uint8Array.of(0xff, 0)))).toEqual(['hex'])
  expect(viewsOf(binary(new TextEncoder().encode('text in a blob')))).toEqual(['hex', 'text'])
  expect(viewsOf(binary(PNG))).toEqual(['image', 'hex'])
  expect(viewsOf({ kind: 'null' })).toEqual([])
})

test('the beginning of a value is JSON only where the rest will come', () => {
  const beginning = { sizeBytes: 1_000_000, loadedBytes: 4 }
  expect(viewsOf(text('[12]', beginning))).toEqual(['json', 'text', 'hex'])
  const ofLarge = { sizeBytes: 100_000_000, loadedBytes: 4 }
  expect(viewsOf(text('[12]', ofLarge))).toEqual(['text', 'hex'])
})

test('the beginning of a value may end within a character', () => {
  const beginning = { sizeBytes: 100, loadedBytes: 4 }
  const bytes = new TextEncoder().encode('ab€').slice(0, 4)
  expect(viewsOf(binary(bytes, beginning))).toEqual(['hex', 'text'])
  expect(textOf(binary(bytes, beginning))).toBe('ab')
  expect(viewsOf(binary(bytes))).toEqual(['hex'])
})

test('pictures are known by their first bytes', () => {
  expect(imageType(PNG)).toBe('image/png')
  expect(imageType(new TextEncoder().encode('RIFF0000WEBPVP8 '))).toBe('image/webp')
  expect(imageType(new TextEncoder().encode('GIF'))).toBeNull()
})
