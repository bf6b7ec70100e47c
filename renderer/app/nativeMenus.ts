import type { NativeMenu } from '../../contract/menus.ts'
import type { Command } from './commands.ts'
import { keysOf, type KeyChoices } from './keyChoices.ts'

/** The commands by category, as menus of the system. */
export function nativeMenus(commands: Iterable<Command>, choices: KeyChoices): NativeMenu[] {
  const menus = new Map<string, NativeMenu>()
  for (const command of commands) {
    const { id, title, category } = command
    const menu = menus.get(category) ?? { label: category, lines: [] }
    menus.set(category, menu)
    menu.lines.push({ id, label: title, keys: keysOf(command, choices) ?? null })
  }
  return [...menus.values()]
}
