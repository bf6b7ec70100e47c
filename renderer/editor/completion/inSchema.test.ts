import { expect, test } from 'vitest'
import { inSchema } from './inSchema.ts'

test('a chosen schema takes the place of the usual one, in the same catalog each time', () => {
  const catalog = { defaultSchema: 'public', relations: [] }
  expect(inSchema(catalog, null)).toBe(catalog)
  expect(inSchema(catalog, 'public')).toBe(catalog)
  expect(inSchema(catalog, 'shop')).toEqual({ ...catalog, defaultSchema: 'shop' })
  expect(inSchema(catalog, 'shop')).toBe(inSchema(catalog, 'shop'))
})
