import { create } from 'zustand'
import { usualPreferences } from '../../contract/preferenceChoices.ts'
import type { Preferences } from '../../contract/workspace.ts'
import { api } from '../api/api.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import type { TabPlaces } from '../editor/rememberTabs.ts'
import { languageOfSystem, speak, useLanguage, type Language } from '../text/language.ts'
import { text } from '../text/text.ts'
import { toast } from '../ui/toast.ts'
import { isDarkTheme, shownTheme } from './shownTheme.ts'

type Choices = Omit<Preferences, keyof TabPlaces>

/** As chosen; a theme or language of `system` follows the computer. */
export const usePreferences = create<Choices>()(() => ({
  ...usualPreferences,
  // Nobody is shown around before main has said that they were not yet.
  isTourSeen: true,
}))

const darkSystem = window.matchMedia('(prefers-color-scheme: dark)')
const contrastSystem = window.matchMedia('(prefers-contrast: more)')
// The system draws in colours of its own; what it leaves to us, such as charts, must stand beside them.
const forcedColours = window.matchMedia('(forced-colors: active)')

/**
 * Asks main for the choices of the last time; goes on without them after `patienceMs`. The words of the
 * language come from where the page itself came from: they are waited for.
 */
export async function loadPreferences({ patienceMs }: { patienceMs: number }): Promise<void> {
  const loaded = api.call('workspace.preferences', {}).then(
    (preferences) => usePreferences.setState(preferences),
    (error: Error) => console.error(error.message),
  )
  await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, patienceMs))])
  await speaking
}

/** Changes a choice at once and keeps it for the next start. */
export async function choose(change: Partial<Choices>): Promise<void> {
  usePreferences.setState(change)
  try {
    await api.call('workspace.savePreferences', { preferences: change })
  } catch (error) {
    toast(errorLine(error), 'error')
  }
}

/** Keeps the page in the theme, language and text size of choices and system. */
export function followSystem(): void {
  const applyNow = (): void => apply(usePreferences.getState())
  usePreferences.subscribe(apply)
  for (const query of [darkSystem, contrastSystem, forcedColours])
    query.addEventListener('change', applyNow)
  useLanguage.subscribe(({ language }) => (document.documentElement.lang = language))
  applyNow()
}

function apply({ theme, language, textSize }: Choices): void {
  const root = document.documentElement
  const shown = shownTheme(forcedColours.matches ? 'system' : theme, {
    isDark: darkSystem.matches,
    isOfHighContrast: contrastSystem.matches || forcedColours.matches,
  })
  root.dataset['theme'] = shown
  root.dataset['scheme'] = isDarkTheme(shown) ? 'dark' : 'light'
  root.style.setProperty('--text-data', `${textSize}px`)
  applyLanguage(language === 'system' ? languageOfSystem(navigator.languages) : language)
}

let chosen: Language = 'en'
let speaking: Promise<void> = Promise.resolve()

function applyLanguage(language: Language): void {
  if (language === chosen) return
  chosen = language
  speaking = speak(language).catch(() => {
    if (language === chosen) stayInEnglish()
  })
}

/** In this window, until it is chosen again: the next start shall try what was chosen. */
function stayInEnglish(): void {
  usePreferences.setState({ language: 'en' })
  toast(text('shell.languageNotLoaded'), 'error')
}
