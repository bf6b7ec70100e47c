import type { Preferences } from '../../contract/workspace.ts'
import { useText } from '../text/text.ts'
import type { MenuEntry } from '../ui/menuEntry.ts'
import { choose, usePreferences } from './preferencesStore.ts'

export const themes = ['system', 'light', 'dark'] as const satisfies Preferences['theme'][]
export const languages = ['system', 'en', 'zh-CN'] as const satisfies Preferences['language'][]

export const themeKeys = {
  system: 'shell.themeSystem',
  light: 'shell.themeLight',
  dark: 'shell.themeDark',
} as const

export const languageKeys = {
  system: 'shell.languageSystem',
  en: 'shell.language_en',
  'zh-CN': 'shell.language_zhCN',
} as const

/** Theme and language as lines of a menu. */
export function usePreferenceEntries(): MenuEntry[] {
  const text = useText()
  const { theme, language } = usePreferences()
  return [
    ...themes.map((value) => ({
      label: text(themeKeys[value]),
      isChecked: value === theme,
      onSelect: () => void choose({ theme: value }),
    })),
    'separator',
    ...languages.map((value) => ({
      label: text(languageKeys[value]),
      isChecked: value === language,
      onSelect: () => void choose({ language: value }),
    })),
  ]
}
