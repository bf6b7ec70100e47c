import { useCommands } from './commands.ts'
import { keysOf } from './keyChoices.ts'
import { describeKeys, isMac, matchesKeys, type KeyPress } from './keys.ts'
import { usePreferences } from './preferencesStore.ts'

/** The keys of a command as they work now and as people read them; undefined: it has none. */
export function useShortcut(id: string): string | undefined {
  const command = useCommands(({ known }) => known.get(id))
  const choices = usePreferences(({ keys }) => keys)
  return command && written(keysOf(command, choices))
}

/** The same, outside of components. */
export function shortcutOf(id: string): string | undefined {
  const command = useCommands.getState().known.get(id)
  return command && written(keysOf(command, usePreferences.getState().keys))
}

/** Whether the keys of a command were pressed where the window does not look: in a dialog. */
export function isPressOf(id: string, press: KeyPress): boolean {
  const command = useCommands.getState().known.get(id)
  const keys = command && keysOf(command, usePreferences.getState().keys)
  return keys !== undefined && matchesKeys(press, keys, isMac)
}

const written = (keys: string | undefined): string | undefined => keys && describeKeys(keys, isMac)
