import { create } from 'zustand'
import type { Words } from './words.ts'

export type Language = 'en' | 'zh-CN'

/** The language of the window; `speak` changes it. */
export const useLanguage = create<{ readonly language: Language }>()(() => ({ language: 'en' }))

/** English is always there; a window that speaks it fetches no other. */
const loaders: Record<Exclude<Language, 'en'>, () => Promise<Words>> = {
  'zh-CN': async () => (await import('./zh-CN/words.ts')).words,
}

const loaded = new Map<Language, Words>()
let asked: Language = 'en'

/** What is said in a language that was spoken once; of English, nothing stands aside. */
export const wordsIn = (language: Language): Words | undefined => loaded.get(language)

/**
 * Changes the language of the window: at once, or when its words are there, unless another was asked
 * for meanwhile. Rejects where they do not come; the window then goes on in its language.
 */
export async function speak(language: Language): Promise<void> {
  asked = language
  if (language !== 'en' && !loaded.has(language)) loaded.set(language, await loaders[language]())
  if (asked === language) useLanguage.setState({ language })
}

/** The first language of the system that we speak; English when we speak none. */
export function languageOfSystem(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    if (/^en\b/i.test(tag)) return 'en'
    if (/^zh\b/i.test(tag)) return 'zh-CN'
  }
  return 'en'
}
