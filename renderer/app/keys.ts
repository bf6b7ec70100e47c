import type { Command } from './commands.ts'

export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'
>

/** Whether the keys pressed are the ones written, such as `Mod+Shift+P`. */
export function matchesKeys(press: KeyPress, keys: string, isMac: boolean): boolean {
  const parts = keys.split('+')
  const wanted = parts.at(-1) ?? ''
  const has = (modifier: string) => parts.slice(0, -1).includes(modifier)
  const wantsCtrl = has('Ctrl') || (has('Mod') && !isMac)
  const wantsMeta = has('Mod') && isMac
  return (
    press.ctrlKey === wantsCtrl &&
    press.metaKey === wantsMeta &&
    press.shiftKey === has('Shift') &&
    press.altKey === has('Alt') &&
    isSameKey(press, wanted)
  )
}

/** By character, and for letters by place too, so that other scripts' keyboards work. */
const isSameKey = ({ key, code }: KeyPress, wanted: string): boolean =>
  key.toLowerCase() === wanted.toLowerCase() || code === `Key${wanted.toUpperCase()}`

/** The first command that the keys mean; null: none. */
export function commandForKeys(
  press: KeyPress,
  commands: Iterable<Command>,
  { isMac, isTyping }: { isMac: boolean; isTyping: boolean },
): Command | null {
  for (const command of commands) {
    if (!command.keys || !matchesKeys(press, command.keys, isMac)) continue
    if (isTyping && !worksWhileTyping(command)) continue
    if (command.isEnabled?.() ?? true) return command
  }
  return null
}

const worksWhileTyping = ({ keys = '', worksWhileTyping: isAsked }: Command): boolean =>
  isAsked ?? /Mod|Ctrl|Alt|\bF\d+$/.test(keys)

/** Keys as people of the platform read them: `Ctrl+K`, `⌘K`. */
export function describeKeys(keys: string, isMac: boolean): string {
  if (!isMac) return keys.replace('Mod', 'Ctrl')
  const symbols: Record<string, string> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Ctrl: '⌃', Enter: '↩' }
  return keys
    .split('+')
    .map((part) => symbols[part] ?? part)
    .join('')
}

export const isMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '')
