import { expect, test } from 'vitest'
import { chooseKeys, sameKeys } from './keyChoices.ts'
import { commandForKeys, describeKeys, keysOfPress, matchesKeys, type KeyPress } from './keys.ts'

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

const anywhere = { isMac: false, isTyping: false, choices: {}, isWithin: () => false }

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
  const typing = { ...anywhere, isTyping: true }
  expect(commandForKeys(press('Delete', { code: 'Delete' }), commands, typing)).toBeNull()
  expect(commandForKeys(press('F6', { code: 'F6' }), commands, typing)?.id).toBe('pane.next')
})

test('of two commands with the same keys the one that is enabled runs', () => {
  const commands = [command('grid.copy', 'Mod+C', false), command('tree.copy', 'Mod+C')]
  const found = commandForKeys(press('c', { ctrlKey: true }), commands, anywhere)
  expect(found?.id).toBe('tree.copy')
})

test('keys are written as the platform writes them', () => {
  expect(describeKeys('Mod+Shift+P', false)).toBe('Ctrl+Shift+P')
  expect(describeKeys('Mod+Shift+P', true)).toBe('⌘⇧P')
})

test('keys of a place work there only, and before those of the window', () => {
  const find = { ...command('grid.find', 'Mod+F'), within: '[role="grid"]' }
  const commands = [command('view.find', 'Mod+F'), find]
  const ctrlF = press('f', { ctrlKey: true })
  expect(commandForKeys(ctrlF, commands, anywhere)?.id).toBe('view.find')
  const inGrid = { ...anywhere, isWithin: (selector: string) => selector === '[role="grid"]' }
  expect(commandForKeys(ctrlF, commands, inGrid)?.id).toBe('grid.find')
})

test('chosen keys go before those of the command, and the old ones mean nothing', () => {
  const commands = [command('editor.run', 'Mod+Enter')]
  const chosen = { ...anywhere, choices: { 'editor.run': 'F5' } }
  expect(commandForKeys(press('F5', { code: 'F5' }), commands, chosen)?.id).toBe('editor.run')
  const ctrlEnter = press('Enter', { code: 'Enter', ctrlKey: true })
  expect(commandForKeys(ctrlEnter, commands, chosen)).toBeNull()
  const taken = { ...anywhere, choices: { 'editor.run': '' } }
  expect(commandForKeys(ctrlEnter, commands, taken)).toBeNull()
})

test.each([
  [press('k', { ctrlKey: true, altKey: true }), 'Mod+Alt+K'],
  [press('!', { code: 'Digit1', ctrlKey: true, shiftKey: true }), 'Mod+Shift+1'],
  [press('F5', { code: 'F5' }), 'F5'],
  [press('+', { code: 'BracketRight', ctrlKey: true }), 'Mod+Plus'],
  [press('л', { code: 'KeyK', ctrlKey: true }), 'Mod+K'],
  [press('Control', { code: 'ControlLeft', ctrlKey: true }), null],
  [press('k'), null],
])('what is pressed is written as keys, which it matches then: %#', (pressed, keys) => {
  expect(keysOfPress(pressed, false)).toBe(keys)
  if (keys) expect(matchesKeys(pressed, keys, false)).toBe(true)
})

test('commands with the same keys are told, those of a place apart from those of the window', () => {
  const run = command('editor.run', 'Mod+Enter')
  const find = { ...command('grid.find', 'Mod+F'), within: '[role="grid"]' }
  const other = command('view.find', 'Mod+F')
  const all = [run, find, other]
  expect(sameKeys('Mod+F', other, all, {})).toEqual([])
  expect(sameKeys('Mod+F', run, all, {})).toEqual([other])
  expect(sameKeys('Enter+Mod', other, all, {})).toEqual([run])
})

test('choosing the keys a command comes with forgets the choice', () => {
  const run = command('editor.run', 'Mod+Enter')
  const chosen = chooseKeys({}, run, 'F5')
  expect(chosen).toEqual({ 'editor.run': 'F5' })
  expect(chooseKeys(chosen, run, 'Mod+Enter')).toEqual({})
  expect(chooseKeys({}, run, '')).toEqual({ 'editor.run': '' })
})
