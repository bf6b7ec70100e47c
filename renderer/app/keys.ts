import type { Command } from './commands.ts'
import { keysOf, type KeyChoices } from './keyChoices.ts'

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

/**
 * By character, and for letters and digits by place too, so that other scripts' keyboards work and
 * Shift makes no other key of a digit.
 */
const isSameKey = ({ key, code }: KeyPress, wanted: string): boolean =>
  (namesOfKeys[key] ?? key).toLowerCase() === wanted.toLowerCase() ||
  code === `Key${wanted.toUpperCase()}` ||
  code === `Digit${wanted}`

/** `+` divides keys as they are written, and a space cannot be seen. */
const namesOfKeys: Readonly<Record<string, string>> = { '+': 'Plus', ' ': 'Space' }

type Where = {
  readonly isMac: boolean
  readonly isTyping: boolean
  /** What the user chose instead of a command's own keys. */
  readonly choices: KeyChoices
  /** Whether the focus is within such an element. */
  readonly isWithin: (selector: string) => boolean
}

/** The command that the keys mean, one of the focused place before one of the window; null: none. */
export function commandForKeys(
  press: KeyPress,
  commands: Iterable<Command>,
  { isMac, isTyping, choices, isWithin }: Where,
): Command | null {
  let found: Command | null = null
  for (const command of commands) {
    const keys = keysOf(command, choices)
    if (!keys || !matchesKeys(press, keys, isMac)) continue
    if (isTyping && !(command.worksWhileTyping ?? canStandInText(keys))) continue
    if (command.within !== undefined && !isWithin(command.within)) continue
    if (!(command.isEnabled?.() ?? true)) continue
    if (command.within !== undefined) return command
    found ??= command
  }
  return found
}

/** Keys that type nothing. */
const canStandInText = (keys: string): boolean => /Mod|Ctrl|Alt|\bF\d+$/.test(keys)

const MODIFIERS = new Set(['Control', 'Meta', 'Shift', 'Alt', 'AltGraph', 'CapsLock', 'Dead'])

/** A press as keys are written; null: as yet only modifiers, or a key that types. */
export function keysOfPress(press: KeyPress, isMac: boolean): string | null {
  const { key, code, ctrlKey, metaKey, shiftKey, altKey } = press
  if (MODIFIERS.has(key)) return null
  const place = /^(?:Key|Digit)(.)$/.exec(code)?.[1]
  const name = place ?? namesOfKeys[key] ?? (key.length === 1 ? key.toUpperCase() : key)
  const isMod = isMac ? metaKey : ctrlKey
  const keys = [
    isMod && 'Mod',
    isMac && ctrlKey && 'Ctrl',
    altKey && 'Alt',
    shiftKey && 'Shift',
    name,
  ]
  const written = keys.filter(Boolean).join('+')
  return canStandInText(written) ? written : null
}

/** Keys as people of the platform read them: `Ctrl+K`, `⌘K`. */
export function describeKeys(keys: string, isMac: boolean): string {
  const symbols = isMac ? macSymbols : otherSymbols
  const parts = keys.split('+').map((part) => symbols[part] ?? part)
  return parts.join(isMac ? '' : '+')
}

const arrows = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Plus: '+' }
const otherSymbols: Readonly<Record<string, string>> = { ...arrows, Mod: 'Ctrl', Escape: 'Esc' }
const macSymbols: Readonly<Record<string, string>> = {
  ...arrows,
  ...{ Mod: '⌘', Shift: '⇧', Alt: '⌥', Ctrl: '⌃', Enter: '↩', Escape: '⎋' },
}

export const isMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '')
