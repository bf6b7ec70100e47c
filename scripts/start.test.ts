import { expect, test } from 'vitest'
import { obstacle } from './desktop.mjs'
import { isNewEnough } from './setup.mjs'
import { readStartFlags } from './startFlags.mjs'

test('flags are passed on to the host that is started', () => {
  expect(readStartFlags([])).toEqual({ target: 'any', browserArgs: [], desktopArgs: [] })
  expect(readStartFlags(['--browser', '--no-open', '--port', '4000', '--data-dir', '/d'])).toEqual({
    target: 'browser',
    browserArgs: ['--no-open', '--port=4000', '--data-dir=/d'],
    desktopArgs: ['--data-dir=/d'],
  })
})

test.each([
  [['--nonsense'], /--nonsense/],
  [['--port'], /--port/],
  [['--port', '99999'], /from 0 to 65535, not “99999”/],
  [['--port', '-1'], /--port/],
  [['--data-dir', ''], /--data-dir needs a folder/],
  [['--browser', '--desktop'], /rule each other out/],
  [['word'], /word/],
])('%j is refused', (argv, message) => {
  expect(() => readStartFlags(argv)).toThrow(message)
})

test('dependencies take Node 22.12 and newer', () => {
  expect(['v18.0.0', 'v20.20.2', 'v22.11.9'].map(isNewEnough)).toEqual([false, false, false])
  expect(['v22.12.0', 'v23.0.0', 'v24.21.0\n'].map(isNewEnough)).toEqual([true, true, true])
})

test('without a display, or as root, no desktop window opens on Linux', () => {
  const env = { DISPLAY: ':0' }
  expect(obstacle({ platform: 'linux', env: {}, uid: 1000 })).toBe('there is no display')
  expect(obstacle({ platform: 'linux', env, uid: 0 })).toMatch(/root/)
  expect(obstacle({ platform: 'linux', env, uid: 1000 })).toBeNull()
  expect(obstacle({ platform: 'darwin', env: {}, uid: 0 })).toBeNull()
})
