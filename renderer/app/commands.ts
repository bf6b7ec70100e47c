import type { LucideIcon } from 'lucide-react'
import { useEffect } from 'react'
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
  /** `Mod` is Ctrl, on a Mac Cmd: `Mod+Enter`, `F6`, `Mod+Shift+P`. */
  keys?: string
  /** Keys work while typing in a field too. Keys without `Mod` or F1–F12 do not unless asked for. */
  worksWhileTyping?: boolean
  /** False: not listed and its keys do nothing now. */
  isEnabled?: () => boolean
  /** Left out of the palette. */
  isHidden?: boolean
  run: () => void | Promise<void>
}

type Registry = {
  commands: ReadonlyMap<string, Command>
  register: (commands: readonly Command[]) => () => void
}

export const useCommands = create<Registry>()((set) => ({
  commands: new Map(),
  register: (added) => {
    set(({ commands }) => ({
      commands: new Map([...commands, ...added.map((command) => [command.id, command] as const)]),
    }))
    return () =>
      set(({ commands }) => ({
        // A command replaced by a newer one of the same id stays.
        commands: new Map([...commands].filter(([, command]) => !added.includes(command))),
      }))
  },
}))

/** Offers commands for as long as the component stands. Memoize the list. */
export function useRegisterCommands(commands: readonly Command[]): void {
  const register = useCommands((state) => state.register)
  useEffect(() => register(commands), [register, commands])
}

/** Runs a command by its id; does nothing where it is not offered or not enabled. */
export function runCommand(id: string): void {
  const command = useCommands.getState().commands.get(id)
  if (command && isEnabled(command)) void command.run()
}

export const isEnabled = (command: Command): boolean => command.isEnabled?.() ?? true
