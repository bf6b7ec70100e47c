import { expect, test } from 'vitest'
import { findAppBrowser, type SystemFacts } from './openAppWindow.ts'

const linux = (facts: Partial<SystemFacts>, ...files: string[]): SystemFacts => ({
  platform: 'linux',
  environment: { PATH: '/usr/local/bin:/usr/bin', DISPLAY: ':0' },
  isRoot: false,
  isFile: (path) => files.includes(path),
  ...facts,
})

test('Chrome is taken before Chromium, wherever PATH has them', () => {
  const both = ['/usr/bin/chromium', '/usr/bin/google-chrome']
  expect(findAppBrowser(linux({}, ...both))).toBe('/usr/bin/google-chrome')
  expect(findAppBrowser(linux({}, '/usr/local/bin/chromium'))).toBe('/usr/local/bin/chromium')
  expect(findAppBrowser(linux({}))).toBeNull()
})

test('without a display, and as root, no window opens', () => {
  const chromium = '/usr/bin/chromium'
  expect(findAppBrowser(linux({ environment: { PATH: '/usr/bin' } }, chromium))).toBeNull()
  expect(findAppBrowser(linux({ isRoot: true }, chromium))).toBeNull()
  const wayland = { PATH: '/usr/bin', WAYLAND_DISPLAY: 'wayland-0' }
  expect(findAppBrowser(linux({ environment: wayland }, chromium))).toBe(chromium)
})

test('macOS and Windows have their browsers in known places', () => {
  const edge = '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'
  expect(findAppBrowser(linux({ platform: 'darwin', environment: {} }, edge))).toBe(edge)
  const chrome = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
  const environment = { PROGRAMFILES: 'C:\\Program Files' }
  expect(findAppBrowser(linux({ platform: 'win32', environment }, chrome))).toBe(chrome)
})
