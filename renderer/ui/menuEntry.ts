import type { LucideIcon } from 'lucide-react'

/** A line that does something. */
export type MenuAction = {
  label: string
  /** Of the command that does the same, by which the palette finds it. */
  command?: string
  icon?: LucideIcon
  /** Keys that do the same, as shown at the right. */
  shortcut?: string | undefined
  isDisabled?: boolean
  /** Only tells something: read like the others, never chosen. */
  isNote?: boolean
  /** Destroys something: set apart by colour and an icon. */
  isDanger?: boolean
  /** Given: the line is a choice that is on or off. */
  isChecked?: boolean
  onSelect: () => void
}

/** One line of a menu, in drop-down menus and context menus alike. */
export type MenuEntry =
  | MenuAction
  /** Opens a further menu. */
  | { label: string; icon?: LucideIcon; entries: readonly MenuEntry[] }
  | 'separator'
