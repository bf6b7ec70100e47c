import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readUuid } from './readUuid.ts'

function read(text: string): string | null {
  const bytes = Buffer.from(`<${text}>`)
  const target = new Uint8Array(18)
  if (!readUuid(bytes, 1, bytes.length - 1, target, 1)) return null
  expect([target[0], target[17]]).toEqual([0, 0])
  return Buffer.from(target.subarray(1, 17)).toString('hex')
}

test('reads a UUID with dashes or without, in small letters or capitals', () => {
  fc.assert(
    fc.property(fc.uuid(), (uuid) => {
      const digits = uuid.replaceAll('-', '')
      for (const text of [uuid, digits, uuid.toUpperCase(), uuid.replace('-', '')])
        expect(read(text)).toBe(digits)
    }),
  )
})

test.each([
  '',
  '9e107d9d-3720-4bd6-8f0a-1f0e9b6d8c0',
  '9e107d9d-3720-4bd6-8f0a-1f0e9b6d8c011',
  '9e107d9d--37204bd6-8f0a-1f0e9b6d8c01',
  '9e107d9-d3720-4bd6-8f0a-1f0e9b6d8c01',
  '9e107d9d-3720-4bd6-8f0a-1f0e9b6d8c01-',
  '9e107d9d-3720-4bd6-8f0a-1f0e9b6d8c0g',
  '-9e107d9d-3720-4bd6-8f0a-1f0e9b6d8c01',
])('“%s” is none', (text) => {
  expect(read(text)).toBeNull()
})
