import { useEffect, useMemo } from 'react'
import { useRegisterCommands } from './commands.ts'
import { menuCommands, type MenuNow } from './menuCommands.ts'

/** By category, beside React: they change with every move, and are asked for by commands only. */
const menusNow = new Map<string, () => MenuNow | null>()

/** Offers the menu of what is selected in a panel as commands. Memoize the titles. */
export function useMenuCommands(
  category: string,
  titles: Readonly<Record<string, string>>,
  menu: () => MenuNow | null,
): void {
  useEffect(() => {
    menusNow.set(category, menu)
  })
  useEffect(() => () => void menusNow.delete(category), [category])
  useRegisterCommands(
    useMemo(
      () => menuCommands({ titles, category, menu: () => menusNow.get(category)?.() ?? null }),
      [titles, category],
    ),
  )
}
