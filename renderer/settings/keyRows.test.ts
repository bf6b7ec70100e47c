import { expect, test } from 'vitest'
import { keyGroups } from './keyRows.ts'

const run = (): void => {}
const commands = [
  { id: 'view.explorer', title: 'Show the explorer', category: 'View', keys: 'Mod+B', run },
  { id: 'editor.run', title: 'Run', category: 'Editor', keys: 'Mod+Enter', run },
  { id: 'view.history', title: 'Show the history', category: 'View', run },
]
const found = (query: string, choices = {}) =>
  keyGroups(commands, { query, choices, isMac: false }).map(({ category, commands: listed }) => [
    category,
    listed.map(({ id }) => id),
  ])

test('all commands are listed by category', () => {
  expect(found('')).toEqual([
    ['Editor', ['editor.run']],
    ['View', ['view.explorer', 'view.history']],
  ])
})

test('commands are found by their names, categories and keys, as these are now', () => {
  expect(found('view hist')).toEqual([['View', ['view.history']]])
  expect(found('ctrl+b')).toEqual([['View', ['view.explorer']]])
  expect(found('f5', { 'editor.run': 'F5' })).toEqual([['Editor', ['editor.run']]])
  expect(found('ctrl+enter', { 'editor.run': 'F5' })).toEqual([])
})
