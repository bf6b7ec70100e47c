import { useLanguage, wordsIn, type Language } from './language.ts'

type Say = (english: string) => string

// Main speaks English itself.
const asMainSays: Say = (english) => english

const sayIn = (language: Language): Say => wordsIn(language)?.say ?? asMainSays

/** A sentence of main, such as the reason of an event, in a language of the window. */
export const sentenceInLanguage = (english: string, language: Language): string =>
  sayIn(language)(english)

/** The same in the language of the moment; the component draws again when it changes. */
export const useSentence = (): Say => sayIn(useLanguage((state) => state.language))
