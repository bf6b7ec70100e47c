import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commandWord, parseCommand } from './commandText.ts'

const words = (text: string) => parseCommand(text).map((word) => word.toString())

test('splits at spaces, as redis-cli does', () => {
  expect(words('  SET  a   1 ')).toEqual(['SET', 'a', '1'])
  expect(words(`SET "a b" 'c "d"' e`)).toEqual(['SET', 'a b', 'c "d"', 'e'])
  expect(words(`ECHO 'it\\'s'`)).toEqual(['ECHO', "it's"])
  expect(words('ECHO ""')).toEqual(['ECHO', ''])
  expect(words('ECHO größe🦥')).toEqual(['ECHO', 'größe🦥'])
})

test('reads the escapes of double quotes as bytes', () => {
  expect(parseCommand('ECHO "\\x00\\xff\\n\\"\\\\🦥"')[1]).toEqual(
    Buffer.concat([Buffer.from([0, 255, 10, 34, 92]), Buffer.from('🦥')]),
  )
})

test('tells where the quote is that is not closed', () => {
  expect(() => parseCommand('SET a "b')).toThrow(
    expect.objectContaining({ code: 'syntax-error', details: { offset: 6 } }),
  )
  expect(() => parseCommand("SET a 'b")).toThrow(
    expect.objectContaining({ code: 'syntax-error', details: { offset: 6 } }),
  )
})

test('puts values in the places of $1, $2 and so on, but not in quotes', () => {
  const bound = parseCommand('MSET a $1 b $2 c "$1"', ['x y', 9_223_372_036_854_775_807n])
  expect(bound.map(String)).toEqual(['MSET', 'a', 'x y', 'b', '9223372036854775807', 'c', '$1'])
  expect(words('ECHO $1')).toEqual(['ECHO', '$1'])
  expect(() => parseCommand('ECHO $2', ['one'])).toThrow(/no value for \$2/)
})

test('writes any bytes as a word that reads back the same', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const written = commandWord(Buffer.from(bytes))
      expect(parseCommand(`X ${written}`)[1]).toEqual(Buffer.from(bytes))
      expect(written).not.toMatch(/\n/)
    }),
  )
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(parseCommand(`X ${commandWord(Buffer.from(text))}`)[1]!.toString()).toBe(text)
    }),
  )
  expect(commandWord(Buffer.from('user:1'))).toBe('user:1')
  expect(commandWord(Buffer.from('with space'))).toBe('"with space"')
})
