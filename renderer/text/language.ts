import { create } from 'zustand'

export type Language = 'en' | 'zh-CN'

/** The language of the window. */
export const useLanguage = create<{ language: Language; setLanguage: (to: Language) => void }>()(
  (set) => ({
    language: languageOfSystem(globalThis.navigator?.languages ?? []),
    setLanguage: (language) => set({ language }),
  }),
)

/** The first language of the system that we speak; English when we speak none. */
export function languageOfSystem(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    if (/^en\b/i.test(tag)) return 'en'
    if (/^zh\b/i.test(tag)) return 'zh-CN'
  }
  return 'en'
}
