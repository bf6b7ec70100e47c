import { LANGUAGES, THEMES } from '../../contract/preferenceChoices.ts'
import { useText } from '../text/text.ts'
import type { MenuEntry } from '../ui/menuEntry.ts'
import { choose, usePreferences } from './preferencesStore.ts'
import { openSettings } from './shellStore.ts'
import { useShortcut } from './useShortcut.ts'

export const themeKeys = {
  system: 'shell.themeSystem',
  light: 'shell.themeLight',
  dark: 'shell.themeDark',
  'contrast-light': 'shell.themeContrastLight',
  'contrast-dark': 'shell.themeContrastDark',
} as const

export const languageKeys = {
  system: 'shell.languageSystem',
  en: 'shell.language_en',
  'zh-CN': 'shell.language_zhCN',
} as const

/** Settings, and theme and language for a quick change, as lines of a menu. */
export function usePreferenceEntries(): MenuEntry[] {
  const text = useText()
  const { theme, language } = usePreferences()
  return [
    {
      label: text('settings.open'),
      shortcut: useShortcut('preferences.settings'),
      onSelect: () => openSettings('appearance'),
    },
    {
      label: text('settings.keysTitle'),
      shortcut: useShortcut('preferences.keys'),
      onSelect: () => openSettings('keys'),
    },
    'separator',
    ...THEMES.map((value) => ({
      label: text(themeKeys[value]),
      isChecked: value === theme,
      onSelect: () => void choose({ theme: value }),
    })),
    'separator',
    ...LANGUAGES.map((value) => ({
      label: text(languageKeys[value]),
      isChecked: value === language,
      onSelect: () => void choose({ language: value }),
    })),
  ]
}
