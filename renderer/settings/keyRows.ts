import type { Command } from '../app/commands.ts'
import { keysOf, type KeyChoices } from '../app/keyChoices.ts'
import { describeKeys } from '../app/keys.ts'

export type KeyGroup = { readonly category: string; readonly commands: readonly Command[] }

type Search = { readonly query: string; readonly choices: KeyChoices; readonly isMac: boolean }

/** Commands by category, categories by name; those that the query means. */
export function keyGroups(
  commands: Iterable<Command>,
  { query, choices, isMac }: Search,
): KeyGroup[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const groups = new Map<string, Command[]>()
  for (const command of commands) {
    const keys = keysOf(command, choices)
    const written = keys ? describeKeys(keys, isMac) : ''
    const whole = `${command.category} ${command.title} ${written}`.toLowerCase()
    if (!words.every((word) => whole.includes(word))) continue
    groups.set(command.category, [...(groups.get(command.category) ?? []), command])
  }
  return [...groups]
    .map(([category, found]) => ({ category, commands: found }))
    .sort((a, b) => a.category.localeCompare(b.category))
}
