import type { Command } from './commands.ts'

/** Keys that the user chose, by the command's id; an empty text takes a command's keys away. */
export type KeyChoices = Readonly<Record<string, string>>

/** The keys of a command as they work now. */
export const keysOf = ({ id, keys }: Command, choices: KeyChoices): string | undefined =>
  (choices[id] ?? keys) || undefined

/** Gives a command keys, or none; choosing its own keys again forgets the choice. */
export function chooseKeys(choices: KeyChoices, command: Command, keys: string): KeyChoices {
  const { [command.id]: _, ...others } = choices
  return keys === (command.keys ?? '') ? others : { ...others, [command.id]: keys }
}

export const resetKeys = (choices: KeyChoices, id: string): KeyChoices => {
  const { [id]: _, ...others } = choices
  return others
}

/** Other commands that the same keys would mean at the same place. */
export function sameKeys(
  keys: string,
  command: Command,
  commands: Iterable<Command>,
  choices: KeyChoices,
): Command[] {
  return [...commands].filter(
    (other) =>
      other.id !== command.id &&
      isSameKeys(keysOf(other, choices) ?? '', keys) &&
      // One of a place goes before one of the window; that is meant where it comes so.
      (other.within === command.within || isChosen(other, choices) || isChosen(command, choices)),
  )
}

const isChosen = ({ id }: Command, choices: KeyChoices): boolean => choices[id] !== undefined

/** Modifiers may be written in any order. */
function isSameKeys(one: string, other: string): boolean {
  const sorted = (keys: string): string => keys.split('+').toSorted().join('+')
  return one !== '' && sorted(one) === sorted(other)
}
