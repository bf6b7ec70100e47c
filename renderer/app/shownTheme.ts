import type { Preferences } from '../../contract/workspace.ts'

export type Theme = Exclude<Preferences['theme'], 'system'>

/** What the computer asks of every program. */
export type SystemLook = { readonly isDark: boolean; readonly isOfHighContrast: boolean }

/** The theme that a choice means on this computer. */
export function shownTheme(chosen: Preferences['theme'], system: SystemLook): Theme {
  if (chosen !== 'system') return chosen
  if (system.isOfHighContrast) return system.isDark ? 'contrast-dark' : 'contrast-light'
  return system.isDark ? 'dark' : 'light'
}

export const isDarkTheme = (theme: Theme): boolean => theme === 'dark' || theme === 'contrast-dark'
