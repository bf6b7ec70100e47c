import { expect, test } from 'vitest'
import type { Parameter } from '../driver.ts'
import { bindParameters } from './bindParameters.ts'
import { Request } from './tedious.ts'

/** What the server keeps a plan by, beside the text. */
function declarationOf(...parameters: Parameter[]): string {
  const request = new Request('', () => {})
  bindParameters(request, parameters)
  return request.makeParamsParameter(request.parameters)
}

test('texts and bytes of any usual length are declared alike, so that one plan serves them', () => {
  const declared = '@p1 nvarchar(4000), @p2 varbinary(8000)'
  expect(declarationOf('a', new Uint8Array(1))).toBe(declared)
  expect(declarationOf('a'.repeat(4_000), new Uint8Array(8_000))).toBe(declared)
  expect(declarationOf('', new Uint8Array(0))).toBe(declared)
  expect(declarationOf(null)).toBe('@p1 nvarchar(4000)')
})

test('longer ones are large objects', () => {
  expect(declarationOf('a'.repeat(4_001), new Uint8Array(8_001))).toBe(
    '@p1 nvarchar(max), @p2 varbinary(max)',
  )
})

test('numbers are declared by what they need', () => {
  expect(declarationOf(1, 2.5, -0, 3n, 2n ** 64n, true)).toBe(
    '@p1 int, @p2 float, @p3 float, @p4 bigint, @p5 nvarchar(4000), @p6 bit',
  )
})
