import { expect, test } from 'vitest'
import { commandForKeys, describeKeys, matchesKeys, type KeyPress } from './keys.ts'

const press = (key: string, modifiers: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: `Key${key.toUpperCase()}`,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...modifiers,
})

const command = (id: string, keys: string, isEnabled = true) => ({
  id,
  title: id,
  category: 'View',
  keys,
  isEnabled: () => isEnabled,
  run: () => {},
})

test('Mod is Ctrl, and Cmd on a Mac', () => {
  expect(matchesKeys(press('k', { ctrlKey: true }), 'Mod+K', false)).toBe(true)
  expect(matchesKeys(press('k', { metaKey: true }), 'Mod+K', false)).toBe(false)
  expect(matchesKeys(press('k', { metaKey: true }), 'Mod+K', true)).toBe(true)
})

test('a modifier too many is another key', () => {
  expect(matchesKeys(press('k', { ctrlKey: true, shiftKey: true }), 'Mod+K', false)).toBe(false)
})

test('a letter is found by its place on keyboards of other scripts', () => {
  expect(matchesKeys(press('л', { ctrlKey: true, code: 'KeyK' }), 'Mod+K', false)).toBe(true)
})

test('keys without a modifier do nothing while typing', () => {
  const commands = [command('list.delete', 'Delete'), command('pane.next', 'F6')]
  const typing = { isMac: false, isTyping: true }
  expect(commandForKeys(press('Delete', { code: 'Delete' }), commands, typing)).toBeNull()
  expect(commandForKeys(press('F6', { code: 'F6' }), commands, typing)?.id).toBe('pane.next')
})

test('of two commands with the same keys the one that is enabled runs', () => {
  const commands = [command('grid.copy', 'Mod+C', false), command('tree.copy', 'Mod+C')]
  const found = commandForKeys(press('c', { ctrlKey: true }), commands, {
    isMac: false,
    isTyping: false,
  })
  expect(found?.id).toBe('tree.copy')
})

test('keys are written as the platform writes them', () => {
  expect(describeKeys('Mod+Shift+P', false)).toBe('Ctrl+Shift+P')
  expect(describeKeys('Mod+Shift+P', true)).toBe('⌘⇧P')
})
