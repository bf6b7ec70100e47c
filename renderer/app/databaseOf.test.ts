import { expect, test } from 'vitest'
import type { DriverInfo } from '../../contract/drivers.ts'
import type { Profile } from '../../contract/profiles.ts'
import { databaseOf } from './databaseOf.ts'

const profile = (fields: Profile['fields']) => ({ fields }) as Profile
const fileDriver = {
  profileFields: [{ name: 'path', label: 'Path', kind: 'file', isRequired: true }],
} as unknown as DriverInfo

test('a database is known by its name, or by its file', () => {
  expect(databaseOf(profile({ host: 'h', database: 'shop' }), null)).toBe('shop')
  expect(databaseOf(profile({ path: '/data/shop.db' }), fileDriver)).toBe('shop.db')
  expect(databaseOf(profile({ path: String.raw`C:\data\shop.db` }), fileDriver)).toBe('shop.db')
})

test('where a connection names none, nothing is said', () => {
  expect(databaseOf(profile({ host: 'h', database: '' }), fileDriver)).toBeNull()
})
