import { expect, test } from 'vitest'
import { schemaNamed } from './schemaNamed.ts'

const schemas = ['public', 'Shop', 'shop'].map((name) => ({
  name,
  isSystem: false,
  isDefault: false,
}))

test.each([
  ['"Shop"', 'Shop'],
  ['[shop]', 'shop'],
  ['PUBLIC', 'public'],
  ['"PUBLIC"', undefined],
  ['none', undefined],
])('%s is the schema %s', (written, name) => {
  expect(schemaNamed(written, schemas)?.name).toBe(name)
})
