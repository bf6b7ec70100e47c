import { expect, test } from 'vitest'
import { keyLabel, keySize } from './keyLabel.ts'

test.each([
  ['sp ace "q" 中:', 'sp ace "q" 中:'],
  ['user:1', 'user:1'],
  [' leading', '" leading"'],
  ['', '""'],
  ['two\nlines', '"two\\nlines"'],
])('%j is shown as %s', (key, label) => {
  expect(keyLabel(Buffer.from(key))).toBe(label)
})

test('bytes that are no text are shown as a command takes them', () => {
  expect(keyLabel(Buffer.from([0xff, 0x41]))).toBe(String.raw`"\xffA"`)
})

test('sizes have thousands apart, and those of strings their unit', () => {
  expect([
    keySize('list', '200000'),
    keySize('string', '4'),
    keySize('string', '1023'),
    keySize('string', '1536'),
    keySize('string', '104857600'),
  ]).toEqual(['200,000', '4 B', '1023 B', '1.5 KiB', '100 MiB'])
})
