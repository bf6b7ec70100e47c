import { expect, test, vi } from 'vitest'
import type { MenuEntry } from '../ui/menuEntry.ts'
import { menuActions, menuCommands, type MenuNow } from './menuCommands.ts'

const open = vi.fn()
const MENU: MenuEntry[] = [
  { command: 'row.open', label: 'Open', onSelect: open },
  'separator',
  { label: 'Copy as', entries: [{ command: 'row.csv', label: 'CSV', onSelect: () => {} }] },
  { command: 'row.drop', label: 'Drop books', isDisabled: true, onSelect: () => {} },
]
const titles = {
  'row.open': 'Open',
  'row.csv': 'Copy as CSV',
  'row.drop': 'Drop',
  'row.fly': 'Fly',
}

const commandsFor = (now: MenuNow | null) =>
  Object.fromEntries(
    menuCommands({
      titles,
      category: 'Explorer',
      keys: { 'row.open': 'Alt+O' },
      within: '[role=tree]',
      menu: () => now,
    }).map((command) => [command.id, command]),
  )

test('the lines of a further menu go by its name too', () => {
  expect(menuActions(MENU).map(({ label }) => label)).toEqual([
    'Open',
    'Copy as: CSV',
    'Drop books',
  ])
})

test('each line of the menu of what is selected is offered, and runs what the menu runs', () => {
  const commands = commandsFor({ subject: 'books', entries: MENU })
  const offered = Object.values(commands).filter(({ isEnabled }) => isEnabled?.())
  expect(offered.map(({ id }) => id)).toEqual(['row.open', 'row.csv'])
  void commands['row.open']!.run()
  expect(open).toHaveBeenCalledOnce()
})

test('the palette tells what it would be done to', () => {
  const commands = commandsFor({ subject: 'books', entries: MENU })
  expect(commands['row.csv']!.now?.()).toEqual({
    title: 'Copy as: CSV',
    category: 'Explorer · books',
  })
})

test('nothing is offered where nothing is selected, and the keys can be looked up still', () => {
  const commands = commandsFor(null)
  expect(Object.values(commands).some(({ isEnabled }) => isEnabled?.())).toBe(false)
  expect(commands['row.open']).toMatchObject({ keys: 'Alt+O', within: '[role=tree]' })
  expect(commands['row.csv']!.keys).toBeUndefined()
})
