import type { Command } from './commands.ts'

/** Commands that the query means: every word in title or category, titles that begin so first. */
export function matchCommands<C extends Command>(commands: Iterable<C>, query: string): C[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const found: { command: C; rank: number }[] = []
  for (const command of commands) {
    if (command.isHidden) continue
    const rank = rankOf(command, words)
    if (rank !== null) found.push({ command, rank })
  }
  // Equal ranks keep the order of registration.
  return found.sort((a, b) => a.rank - b.rank).map(({ command }) => command)
}

function rankOf({ title, category }: Command, words: readonly string[]): number | null {
  const name = title.toLowerCase()
  const whole = `${category.toLowerCase()} ${name}`
  if (!words.every((word) => whole.includes(word))) return null
  const [first = ''] = words
  if (first === '' || name.startsWith(first)) return 0
  return startsWord(name, first) ? 1 : name.includes(first) ? 2 : 3
}

const startsWord = (name: string, word: string) => {
  const at = name.indexOf(word)
  return at > 0 && /[\s:(]/.test(name[at - 1] ?? '')
}
