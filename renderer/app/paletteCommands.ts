import { isEnabled, type Command } from './commands.ts'

/** `isMissing`: what it needs is not there; it is listed with what that is, and cannot be run. */
export type PaletteCommand = Command & { readonly isMissing: boolean }

/**
 * Those of the window before those for what is selected in it, and last what cannot be run now but
 * would be looked for: one is told why instead of searching for it in vain.
 */
export function paletteCommands(
  offered: ReadonlyMap<string, Command>,
  known: ReadonlyMap<string, Command>,
): PaletteCommand[] {
  const enabled = [...offered.values()].filter(isEnabled)
  const missing = [...new Map([...known, ...offered]).values()].filter(
    (command) => command.needs !== undefined && !(offered.has(command.id) && isEnabled(command)),
  )
  return [
    ...enabled.filter(({ now }) => !now).map((command) => ({ ...command, isMissing: false })),
    ...enabled.flatMap((command) =>
      command.now ? [{ ...command, ...command.now(), isMissing: false }] : [],
    ),
    ...missing.map((command) => ({ ...command, isMissing: true })),
  ]
}
