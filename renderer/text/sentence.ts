import { useLanguage, type Language } from './language.ts'
import { sentenceTranslator } from './translateSentence.ts'
import { fillings, sentences } from './zh-CN/mainSentences.ts'

type Say = (english: string) => string

/** Made when it is needed first: a pattern for each sentence takes its time. */
let sayInChinese: Say | null = null

// Main speaks English itself.
const sayIn: Record<Language, Say> = {
  en: (english) => english,
  'zh-CN': (english) => (sayInChinese ??= sentenceTranslator({ sentences, fillings }))(english),
}

/** A sentence of main, such as the reason of an event, in a language of the window. */
export const sentenceInLanguage = (english: string, language: Language): string =>
  sayIn[language](english)

/** The same in the language of the moment; the component draws again when it changes. */
export const useSentence = (): Say => sayIn[useLanguage((state) => state.language)]
