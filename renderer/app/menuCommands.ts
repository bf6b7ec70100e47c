import type { MenuEntry } from '../ui/menuEntry.ts'
import type { Command } from './commands.ts'

export type MenuAction = Extract<MenuEntry, { onSelect: () => void }>

/** The lines of a menu that do something; those of a further menu go by its name too. */
export function menuActions(entries: readonly MenuEntry[]): MenuAction[] {
  return entries.flatMap((entry) => {
    if (entry === 'separator') return []
    if ('onSelect' in entry) return [entry]
    return menuActions(entry.entries).map((action) => ({
      ...action,
      label: `${entry.label}: ${action.label}`,
    }))
  })
}

/** What a menu of a place offers, and the name of what it is for. */
export type MenuNow = { readonly subject: string; readonly entries: readonly MenuEntry[] }

type MenuCommandsOptions = {
  /** What each is called as long as nothing is selected, by the command's id. */
  readonly titles: Readonly<Record<string, string>>
  readonly category: string
  readonly keys?: Readonly<Record<string, string>>
  /** Where the keys work. */
  readonly within?: string
  /** The menu of what is selected now; null: nothing is. */
  readonly menu: () => MenuNow | null
}

/** The lines of a menu as commands, each offered while the menu of what is selected has it. */
export function menuCommands({
  titles,
  category,
  keys = {},
  within,
  menu,
}: MenuCommandsOptions): Command[] {
  const actionOf = (id: string): MenuAction | undefined =>
    menuActions(menu()?.entries ?? []).find(({ command }) => command === id)
  return Object.entries(titles).map(([id, title]) => ({
    id,
    title,
    category,
    ...(keys[id] !== undefined && { keys: keys[id], within }),
    isEnabled: () => {
      const action = actionOf(id)
      return action !== undefined && !action.isDisabled
    },
    now: () => {
      const { label, icon } = actionOf(id) ?? { label: title }
      const subject = menu()?.subject
      return {
        title: label,
        ...(icon && { icon }),
        category: subject ? `${category} · ${subject}` : category,
      }
    },
    run: () => actionOf(id)?.onSelect(),
  }))
}
