import { join } from 'node:path'
import { expect, test } from 'vitest'
import { defaultDataDir } from './defaultDataDir.ts'

test.each([
  ['linux', {}, join('/home/me', '.local/share/sluice')],
  ['linux', { XDG_DATA_HOME: '/data' }, join('/data', 'sluice')],
  ['linux', { XDG_DATA_HOME: '' }, join('/home/me', '.local/share/sluice')],
  ['darwin', {}, join('/home/me', 'Library/Application Support/Sluice')],
  ['win32', { APPDATA: '/roaming' }, join('/roaming', 'Sluice')],
  ['win32', {}, join('/home/me', 'AppData/Roaming/Sluice')],
] as const)('on %s with %j data is kept in %s', (platform, environment, expected) => {
  expect(defaultDataDir({ platform, home: '/home/me', environment })).toBe(expected)
})
