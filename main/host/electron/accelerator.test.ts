import { expect, test } from 'vitest'
import { accelerator } from './accelerator.ts'

test.each([
  ['Mod+Shift+Enter', 'CommandOrControl+Shift+Return'],
  ['Alt+ArrowUp', 'Alt+Up'],
  ['F6', 'F6'],
])('%s is %s in a menu', (keys, written) => expect(accelerator(keys)).toBe(written))
