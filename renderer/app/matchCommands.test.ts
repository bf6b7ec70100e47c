import { expect, test } from 'vitest'
import type { Command } from './commands.ts'
import { matchCommands } from './matchCommands.ts'

const command = (title: string, category = 'View', isHidden = false): Command => ({
  id: title,
  title,
  category,
  isHidden,
  run: () => {},
})
const titles = (commands: Command[]) => commands.map(({ title }) => title)

const all = [
  command('Theme: dark', 'Preferences'),
  command('Pool monitor'),
  command('New connection', 'Connection'),
  command('Reload connection', 'Connection'),
  command('Secret', 'View', true),
]

test('without a query all that is not hidden is listed, in order', () => {
  expect(titles(matchCommands(all, ' '))).toEqual([
    'Theme: dark',
    'Pool monitor',
    'New connection',
    'Reload connection',
  ])
})

test('every word must be found, in title or category, in any order', () => {
  expect(titles(matchCommands(all, 'dark theme'))).toEqual(['Theme: dark'])
  expect(titles(matchCommands(all, 'view mon'))).toEqual(['Pool monitor'])
  expect(matchCommands(all, 'nothing')).toEqual([])
})

test('titles that begin with the query come first', () => {
  expect(titles(matchCommands(all, 're'))[0]).toBe('Reload connection')
})
