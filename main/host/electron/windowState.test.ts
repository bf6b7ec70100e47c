import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fitToDisplays, loadWindowState, saveWindowState } from './windowState.ts'

const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 }
const STATE = { x: 200, y: 100, width: 1000, height: 700, isMaximized: false }

test('a window opens where it was closed', () => {
  expect(fitToDisplays(STATE, [SCREEN])).toEqual(STATE)
})

test('the first window has its usual size, and the system chooses the place', () => {
  expect(fitToDisplays(null, [SCREEN])).toEqual({ width: 1280, height: 800, isMaximized: false })
})

test.each([
  ['right of all screens', { ...STATE, x: 2500 }],
  ['with its title bar above the screen', { ...STATE, y: -40 }],
  ['with only its edge on the screen', { ...STATE, x: -950 }],
  ['below the screen', { ...STATE, y: 1070 }],
])('a window that stood %s comes back in sight with its size kept', (_where, state) => {
  expect(fitToDisplays(state, [SCREEN])).toEqual({ width: 1000, height: 700, isMaximized: false })
})

test('state survives a run, and a damaged file counts as none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-window-'))
  const path = join(folder, 'window.json')
  expect(loadWindowState(path)).toBeNull()
  saveWindowState(path, STATE)
  expect(loadWindowState(path)).toEqual(STATE)
  writeFileSync(path, '{"x":1')
  expect(loadWindowState(path)).toBeNull()
  writeFileSync(path, '{"x":1,"y":1,"width":-5,"height":1,"isMaximized":false}')
  expect(loadWindowState(path)).toBeNull()
  rmSync(folder, { recursive: true })
})

test('a folder that cannot be written to does not keep the window from closing', () => {
  expect(() => saveWindowState('/nowhere/window.json', STATE)).not.toThrow()
})
