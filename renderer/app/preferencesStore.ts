import { create } from 'zustand'
import { STORED_ZONE, type Preferences } from '../../contract/workspace.ts'
import { api } from '../api/api.ts'
import { languageOfSystem, useLanguage } from '../text/language.ts'
import { toast } from '../ui/toast.ts'

type Choices = Pick<Preferences, 'theme' | 'language' | 'timeZone'>

/** As chosen; a theme or language of `system` follows the computer. */
export const usePreferences = create<Choices>()(() => ({
  theme: 'system',
  language: 'system',
  timeZone: STORED_ZONE,
}))

const darkSystem = window.matchMedia('(prefers-color-scheme: dark)')

/** Asks main for the choices of the last time; goes on without them after `patienceMs`. */
export async function loadPreferences({ patienceMs }: { patienceMs: number }): Promise<void> {
  const loaded = api.call('workspace.preferences', {}).then(
    ({ theme, language, timeZone }) => usePreferences.setState({ theme, language, timeZone }),
    (error: Error) => console.error(error.message),
  )
  await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, patienceMs))])
}

/** Changes a choice at once and keeps it for the next start. */
export async function choose(change: Partial<Choices>): Promise<void> {
  usePreferences.setState(change)
  try {
    // Other parts of the window keep choices of their own in the same place.
    const kept = await api.call('workspace.preferences', {})
    await api.call('workspace.savePreferences', { preferences: { ...kept, ...change } })
  } catch (error) {
    toast((error as Error).message, 'error')
  }
}

/** Keeps the page in the theme and language of choices and system. */
export function followSystem(): void {
  usePreferences.subscribe(apply)
  darkSystem.addEventListener('change', () => apply(usePreferences.getState()))
  apply(usePreferences.getState())
}

function apply({ theme, language }: Choices): void {
  const isDark = theme === 'dark' || (theme === 'system' && darkSystem.matches)
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
  const spoken = language === 'system' ? languageOfSystem(navigator.languages) : language
  document.documentElement.lang = spoken
  useLanguage.getState().setLanguage(spoken)
}
