import { expect, test } from 'vitest'
import { nativeMenus } from './nativeMenus.ts'

const run = (): void => {}

test('commands stand in the menu of their category, with the keys that work now', () => {
  const commands = [
    { id: 'a', title: 'Show', category: 'View', keys: 'Mod+B', run },
    { id: 'b', title: 'Run', category: 'Editor', keys: 'Mod+Enter', run },
    { id: 'c', title: 'Hide', category: 'View', run },
  ]
  expect(nativeMenus(commands, { b: 'F5' })).toEqual([
    {
      label: 'View',
      lines: [
        { id: 'a', label: 'Show', keys: 'Mod+B' },
        { id: 'c', label: 'Hide', keys: null },
      ],
    },
    { label: 'Editor', lines: [{ id: 'b', label: 'Run', keys: 'F5' }] },
  ])
})
