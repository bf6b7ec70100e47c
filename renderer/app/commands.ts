import type { LucideIcon } from 'lucide-react'
import { createContext, useContext, useEffect } from 'react'
import { create } from 'zustand'

/**
 * A named action. The palette lists it, menus show it and its keys run it: one declaration for all
 * three.
 */
export type Command = {
  /** Feature and verb, such as `explorer.toggle`. */
  id: string
  /** As the palette shows it, in the window's language. */
  title: string
  /** Groups commands in the palette, such as `View`. */
  category: string
  icon?: LucideIcon
  /** Unless the user chose others. `Mod` is Ctrl, on a Mac Cmd: `Mod+Enter`, `F6`, `Mod+Shift+P`. */
  keys?: string
  /** A CSS selector: its keys work only where the focus is inside such an element. */
  within?: string
  /** Keys work while typing in a field too. Keys without `Mod` or F1–F12 do not unless asked for. */
  worksWhileTyping?: boolean
  /** False: not listed and its keys do nothing now. */
  isEnabled?: () => boolean
  /** What it takes: said in the palette where the command cannot be run now, instead of leaving it out. */
  needs?: string
  /** Left out of the palette. */
  isHidden?: boolean
  /** As the palette shows it at the moment, where that depends on what is selected. */
  now?: () => Pick<Command, 'title' | 'category' | 'icon'>
  run: () => void | Promise<void>
}

type Registry = {
  /** What is offered now. */
  commands: ReadonlyMap<string, Command>
  /** All that was offered since the window opened, so that the keys of each can be looked up. */
  known: ReadonlyMap<string, Command>
  register: (commands: readonly Command[]) => () => void
  /** Lets commands be looked up whose place is not on screen; those that are offered stay. */
  know: (commands: readonly Command[]) => void
}

export const useCommands = create<Registry>()((set) => ({
  commands: new Map(),
  known: new Map(),
  register: (added) => {
    const entries = added.map((command) => [command.id, command] as const)
    set(({ commands, known }) => ({
      commands: new Map([...commands, ...entries]),
      known: new Map([...known, ...entries]),
    }))
    return () =>
      set(({ commands }) => ({
        // A command replaced by a newer one of the same id stays.
        commands: new Map([...commands].filter(([, command]) => !added.includes(command))),
      }))
  },
  know: (told) =>
    set(({ commands, known }) => {
      // In the language of now: what was offered before may have been named in another.
      const entries = told
        .filter(({ id }) => !commands.has(id))
        .map((each) => [each.id, each] as const)
      return { known: new Map([...known, ...entries]) }
    }),
}))

/** False below it: commands are offered by another part of the window, which is worked in. */
export const CommandScope = createContext(true)

/** Offers commands for as long as the component stands and is worked in. Memoize the list. */
export function useRegisterCommands(commands: readonly Command[]): void {
  const register = useCommands((state) => state.register)
  const isOffered = useContext(CommandScope)
  useEffect(() => (isOffered ? register(commands) : undefined), [register, commands, isOffered])
}

/** Lets the keys of commands be looked up whose place is not on screen yet. */
export function useKnownCommands(commands: readonly Command[]): void {
  const know = useCommands((state) => state.know)
  useEffect(() => know(commands), [know, commands])
}

/** Runs a command by its id; does nothing where it is not offered or not enabled. */
export function runCommand(id: string): void {
  const command = useCommands.getState().commands.get(id)
  if (command && isEnabled(command)) void command.run()
}

export const isEnabled = (command: Command): boolean => command.isEnabled?.() ?? true
